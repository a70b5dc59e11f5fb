package io.roadgate.sim.layout;

import io.roadgate.sim.scene.Approach;
import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.scene.Zone;
import io.roadgate.sim.world.Curve;
import io.roadgate.sim.world.Demand;
import io.roadgate.sim.world.RoadLane;
import io.roadgate.sim.world.RoadNet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site under construction and what a layout puts into it. */
public final class Site {
    /** Roads. */
    public final RoadNet net = new RoadNet();
    /** Who comes. */
    public final List<Demand> demands = new ArrayList<>();
    /** For the map. */
    public final List<Zone> zones = new ArrayList<>();
    /** For the map. */
    public final List<Approach> approaches = new ArrayList<>();
    /** Signal group of the straight movement of each approach. */
    public final Map<String, Integer> groups = new LinkedHashMap<>();
    /** For the map. */
    public final List<double[][]> roi = new ArrayList<>();
    /** For the map. */
    public final List<SceneSensor> sensors = new ArrayList<>();
    /** For the map; more than one makes a stack. */
    public final List<SceneMap.Deck> decks = new ArrayList<>();
    /** For the map. */
    public final List<SceneMap.Area> gnssDenied = new ArrayList<>();
    /** Where scripted hazards of an expressway may happen: lanes from left to right. */
    public final List<List<RoadLane>> carriageways = new ArrayList<>();
    /** Ways on which someone may step into the road. */
    public final List<Curve> strayWays = new ArrayList<>();
    /** Lanes that end at a signal, for a driver who doesn't heed it. */
    public final List<RoadLane> signalLanes = new ArrayList<>();
    /** Times the usual number of multipath ghosts. */
    public double ghostFactor = 1;
    /** Times the usual radar clutter and false camera detections. */
    public double clutterFactor = 1;

    /** A band along a curve as a polygon of the region of interest. */
    public static double[][] band(Curve curve, double leftM, double rightM, double fromM, double toM) {
        Curve part = curve.part(fromM, toM);
        double[][] left = part.offset(leftM).points(30);
        double[][] right = part.offset(-rightM).points(30);
        double[][] polygon = new double[left.length + right.length][];
        for (int i = 0; i < left.length; i++) {
            polygon[i] = new double[] {left[i][0], left[i][1]};
        }
        for (int i = 0; i < right.length; i++) {
            double[] point = right[right.length - 1 - i];
            polygon[left.length + i] = new double[] {point[0], point[1]};
        }
        return polygon;
    }

    /** A sensor's direction from its place to a target, degrees. */
    public static double towards(double eastM, double northM, double targetE, double targetN) {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(targetE - eastM, targetN - northM));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
