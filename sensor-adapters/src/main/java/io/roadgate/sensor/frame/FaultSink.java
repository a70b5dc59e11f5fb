package io.roadgate.sensor.frame;

/** Counts the faults of one device. */
@FunctionalInterface
public interface FaultSink {
    /**
     * Counts one fault. Never throws, allocates nothing.
     *
     * <p>Thread: any; a transport counts on its own thread.
     */
    void count(FrameFault fault);

    /** Counts the same fault so many times: bytes, or pieces that went together. */
    default void count(FrameFault fault, long times) {
        for (long i = 0; i < times; i++) {
            count(fault);
        }
    }
}
