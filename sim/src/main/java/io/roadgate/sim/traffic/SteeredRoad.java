package io.roadgate.sim.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Vehicles that do what they are told, in virtual time: for trying out what a roadside tells them. */
public final class SteeredRoad {
    private final List<SteeredVehicle> vehicles = new ArrayList<>();
    private long nowNs;

    /** An empty road. */
    public SteeredRoad(long startNs) {
        nowNs = startNs;
    }

    /** Puts a vehicle on it. */
    public SteeredVehicle add(SteeredVehicle vehicle) {
        vehicles.add(vehicle);
        return vehicle;
    }

    /** Moves everybody on. */
    public void advance(long stepNs) {
        nowNs += stepNs;
        vehicles.forEach(vehicle -> vehicle.move(stepNs * 1e-9));
    }

    /** Now, ns since 1970 UTC. */
    public long nowNs() {
        return nowNs;
    }

    /** Everybody's state now. */
    public GroundTruth truth() {
        List<Participant> participants = new ArrayList<>();
        vehicles.forEach(vehicle -> participants.add(vehicle.look()));
        participants.sort(Comparator.comparingInt(Participant::id));
        return new GroundTruth(nowNs, participants);
    }
}
