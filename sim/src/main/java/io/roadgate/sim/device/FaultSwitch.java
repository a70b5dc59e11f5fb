package io.roadgate.sim.device;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The faults a device can have and those that wait to happen. */
final class FaultSwitch {
    private final String device;
    private final Set<Fault> possible;
    private final Set<Fault> pending = EnumSet.noneOf(Fault.class);

    FaultSwitch(String device, Fault first, Fault... rest) {
        this.device = device;
        this.possible = Collections.unmodifiableSet(EnumSet.of(first, rest));
    }

    Set<Fault> possible() {
        return possible;
    }

    synchronized void set(Fault fault) {
        if (!possible.contains(fault)) {
            throw new IllegalArgumentException(device + " has no fault " + fault + ", only " + possible);
        }
        pending.add(fault);
    }

    /** Whether the fault was set since the last call. */
    synchronized boolean take(Fault fault) {
        return pending.remove(fault);
    }
}
