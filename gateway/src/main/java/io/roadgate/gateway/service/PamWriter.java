package io.roadgate.gateway.service;

import io.roadgate.gateway.cooperation.ParkingLot;
import io.roadgate.gateway.message.WirePlace;
import io.roadgate.gateway.roadmap.ParkingBay;
import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.v2x.dayone.PointList;
import io.roadgate.v2x.dayone.PositionOffsetLLV;
import io.roadgate.v2x.daytwo.PAMData;
import io.roadgate.v2x.daytwo.PAMDrive;
import io.roadgate.v2x.daytwo.PAMNode;
import io.roadgate.v2x.daytwo.PAMNodeAttributes;
import io.roadgate.v2x.daytwo.ParkingGuide;
import io.roadgate.v2x.daytwo.ParkingLock;
import io.roadgate.v2x.daytwo.ParkingSlot;
import io.roadgate.v2x.daytwo.ParkingSlotPosition;
import io.roadgate.v2x.daytwo.ParkingSpaceTheta;
import io.roadgate.v2x.daytwo.ParkingType;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.units.WireTime;
import io.roadgate.v2x.units.WireUnits;
import java.util.function.IntUnaryOperator;

/**
 * Fills PAM: the car park with its nodes, drives and slots, and the ways of up to sixteen vehicles.
 *
 * <p><b>Source:</b> module Pam of the day2 set. All offsets inside a node refer to the node's own place; a slot has the
 * number of its bay in the map, from 1, and the bay's name as sign.
 *
 * <p><b>Thread:</b> the fusion agent. Nothing is allocated while the map stays.
 */
final class PamWriter {
    private static final long WORTH_NS = 3_000_000_000L;
    private static final int MOST_GUIDES = 16;

    private final ServiceOutputs outputs;
    private final SitePlane plane;
    private final int lotId;
    private final long[] vehicles = new long[MOST_GUIDES];
    private final int[] bays = new int[MOST_GUIDES];
    private final int[] stepCounts = new int[MOST_GUIDES];
    private final int[] steps = new int[MOST_GUIDES * ParkingLot.MOST_STEPS];
    private WirePlace[] places = {};
    private ParkingLot lot;
    private SiteMap map;
    private int guideCount;

    PamWriter(ServiceContext context, int lotId) {
        outputs = context.outputs();
        plane = context.plane();
        this.lotId = lotId;
    }

    /** Number of a bay's slot. */
    static int slotId(int bay) {
        return bay + 1;
    }

    void use(SiteMap newMap, ParkingLot newLot) {
        map = newMap;
        lot = newLot;
        places = new WirePlace[newLot.nodeCount()];
        for (int node = 0; node < places.length; node++) {
            places[node] = new WirePlace(
                    plane.latE7(newLot.nodeNorthM(node)) / SitePlane.E7,
                    plane.lonE7(newLot.nodeEastM(node)) / SitePlane.E7,
                    plane.heightCm(newLot.nodeUpM(node)) / 100.0);
        }
    }

    /** No ways. */
    void clear() {
        guideCount = 0;
    }

    /** Adds the way that the car park has found last; what does not fit waits for the next message. */
    void add(long vehicleId, ParkingLot from, int bay) {
        if (guideCount == MOST_GUIDES || from.stepCount() == 0) {
            return;
        }
        vehicles[guideCount] = vehicleId;
        bays[guideCount] = bay;
        stepCounts[guideCount] = from.stepCount();
        for (int i = 0; i < from.stepCount(); i++) {
            steps[guideCount * ParkingLot.MOST_STEPS + i] = from.step(i);
        }
        guideCount++;
    }

    /** Sends it all. */
    void send(IntUnaryOperator statusOfBay, long nowNs) {
        PAMData message = outputs.begin(MessageKind.PAM, PAMData.class);
        message.msgCnt(outputs.nextCount(MessageKind.PAM)).timeStamp(WireTime.minuteOfYear(nowNs));
        message.parkingLotInfo().id(lotId).number(lot.bayCount());
        for (int node = 0; node < lot.nodeCount(); node++) {
            write(message.pamNodes().add(), node, statusOfBay);
        }
        for (int i = 0; i < guideCount; i++) {
            ParkingGuide guide = (message.hasParkingAreaGuidance()
                            ? message.parkingAreaGuidance()
                            : message.useParkingAreaGuidance())
                    .add();
            guide.vehId().idAsLong(vehicles[i]);
            for (int n = 0; n < stepCounts[i]; n++) {
                guide.drivePath().add(steps[i * ParkingLot.MOST_STEPS + n]);
            }
            if (bays[i] != ParkingLot.NONE) {
                guide.targetParkingSlot(slotId(bays[i]));
            }
        }
        outputs.toAll(0, nowNs, nowNs + WORTH_NS);
    }

    private void write(PAMNode out, int node, IntUnaryOperator statusOfBay) {
        out.id(node);
        places[node].writeTo(out.refPos());
        if (lot.isEntrance(node)) {
            out.useAttributes().set(PAMNodeAttributes.ENTRANCE);
        } else if (lot.isExit(node)) {
            out.useAttributes().set(PAMNodeAttributes.EXIT);
        }
        for (int drive = 0; drive < lot.driveCount(); drive++) {
            if (lot.toNode(drive) == node) {
                write((out.hasInDrives() ? out.inDrives() : out.useInDrives()).add(), drive, node, statusOfBay);
            }
        }
    }

    private void write(PAMDrive out, int drive, int node, IntUnaryOperator statusOfBay) {
        int lane = lot.lane(drive);
        out.upstreamPAMNodeId(lot.fromNode(drive))
                .driveID(drive)
                .speedLimit(WireUnits.speedWire((float) map.speedLimitMps(lane)))
                .driveWidth(WireUnits.laneWidthWire((float) map.widthM(lane)));
        PointList points = out.usePoints();
        point(lot.fromNode(drive), node, points);
        point(node, node, points);
        for (int next = 0; next < lot.driveCount(); next++) {
            if (lot.fromNode(next) == node) {
                (out.hasMovements() ? out.movements() : out.useMovements()).add(lot.toNode(next));
            }
        }
        for (int bay = 0; bay < lot.bayCount(); bay++) {
            if (lot.drive(bay) == drive) {
                write(
                        (out.hasParkingSlots() ? out.parkingSlots() : out.useParkingSlots()).add(),
                        bay,
                        node,
                        statusOfBay.applyAsInt(bay));
            }
        }
    }

    private void point(int at, int node, PointList out) {
        places[node].writeOffset(
                plane.latE7(lot.nodeNorthM(at)),
                plane.lonE7(lot.nodeEastM(at)),
                WireUnits.UNKNOWN,
                out.add().posOffset());
    }

    private void write(ParkingSlot out, int bay, int node, int status) {
        ParkingBay facts = lot.bay(bay);
        out.slotID(slotId(bay))
                .status(status)
                .parkingSpaceTheta(ParkingSpaceTheta.UNKNOWN)
                .parkingLock(ParkingLock.NOLOCK);
        out.parkingType().set(ParkingType.ORDINARY);
        out.useSign().set(facts.id());
        if (facts.corners().size() == 4) {
            ParkingSlotPosition position = out.usePosition();
            corner(facts.corners().get(0), node, position.topLeft());
            corner(facts.corners().get(1), node, position.topRight());
            corner(facts.corners().get(3), node, position.bottomLeft());
        }
    }

    private void corner(double[] corner, int node, PositionOffsetLLV out) {
        places[node].writeOffset(plane.latE7(corner[1]), plane.lonE7(corner[0]), WireUnits.UNKNOWN, out);
    }
}
