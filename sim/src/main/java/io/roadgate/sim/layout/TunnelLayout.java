package io.roadgate.sim.layout;

import static io.roadgate.sim.layout.Site.towards;

import io.roadgate.sim.scene.SceneMap;
import io.roadgate.sim.scene.SceneSensor;
import io.roadgate.sim.world.Curve;

/** Two tubes of 400 m with a slight bend; sensors hang inside, walls give ghosts, satellites are lost. */
final class TunnelLayout {
    private TunnelLayout() {}

    static void build(Site site) {
        Curve east = line(-12);
        Curve west = line(12).reversed();
        new Carriageway(site, "E", east, 2, 22.222, 0).demand(640);
        new Carriageway(site, "W", west, 2, 22.222, 0).demand(560);
        Curve middle = line(0);
        site.roi.add(Site.band(middle, 20, 20, 90, 570));
        site.gnssDenied.add(new SceneMap.Area(0, Site.band(middle, 22, 22, 130, 530)));
        site.ghostFactor = 4;
        site.clutterFactor = 1.5;
        radar(site, east, 120, "R1", 330);
        radar(site, east, 540, "R2", 330);
        radar(site, west, 120, "R3", 330);
        camera(site, east, 190, "C1", 300, false);
        camera(site, east, 320, "C2", 430, true);
        camera(site, west, 190, "C3", 300, false);
        camera(site, west, 320, "C4", 430, false);
    }

    private static Curve line(double north) {
        double[][] points = new double[34][];
        for (int i = 0; i < points.length; i++) {
            double east = -330 + 20.0 * i;
            points[i] = new double[] {east, north + 14 * StrictMath.sin(east / 190)};
        }
        return Curve.through(points);
    }

    private static void radar(Site site, Curve line, double atM, String id, double lookM) {
        Curve.Place at = line.place(atM);
        Curve.Place look = line.place(lookM);
        site.sensors.add(
                SceneSensor.radar(id, at.eastM, at.northM, 5.5, towards(at.eastM, at.northM, look.eastM, look.northM)));
    }

    private static void camera(Site site, Curve line, double atM, String id, double lookM, boolean plates) {
        Curve.Place at = line.place(atM);
        Curve.Place look = line.place(lookM);
        double bore = towards(at.eastM, at.northM, look.eastM, look.northM);
        site.sensors.add(
                SceneSensor.camera(id, at.eastM, at.northM, 5.5, bore, 120, 35).withRate(20, plates));
    }
}
