package io.roadgate.gateway.cli;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.SocketCanReader;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import io.roadgate.sensor.transport.TransportContext;
import io.roadgate.sensor.transport.TransportKind;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochNanoClock;

/** The frames of a CAN interface of this machine, decoded as they come, until the reader of the lines has gone. */
final class LiveBus {
    private static final int POLL_LIMIT = 256;
    private static final long IDLE_NS = 1_000_000L;
    private static final long NS_PER_US = 1_000L;
    private static final long US_PER_S = 1_000_000L;

    private final String name;
    private final DecodedLines out;
    private final PrintWriter writer;
    private final PrintWriter talk;
    private long number;

    LiveBus(String name, DecodedLines out, PrintWriter writer, PrintWriter talk) {
        this.name = name;
        this.out = out;
        this.writer = writer;
        this.talk = talk;
    }

    /** Whether the interface could be opened; returns only when it could not, or when nobody reads any more. */
    boolean decode() {
        Settings settings = new Settings(TransportKind.CAN.settings(), Map.of("interface", name));
        TransportContext context = new TransportContext(
                name, settings, new SystemEpochNanoClock(), fault -> talk.println(name + ": " + fault.meaning()));
        SocketCanReader reader = new SocketCanReader(context.faults(), this::onFrame);
        try (Transport transport = TransportKind.CAN.create(context)) {
            transport.start();
            String told = "";
            while (!writer.checkError()) {
                String trouble = transport.trouble();
                if (!trouble.isEmpty() && transport.upCount() == 0) {
                    talk.println(trouble);
                    return false;
                }
                if (!trouble.equals(told)) {
                    told = trouble;
                    talk.println(trouble.isEmpty() ? name + " is back" : trouble);
                }
                if (transport.poll(reader, POLL_LIMIT) == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                } else {
                    out.flush();
                }
            }
            return true;
        }
    }

    private void onFrame(CanFrame frame, long receivedAtNs) {
        long us = receivedAtNs / NS_PER_US;
        String micros = Long.toString(US_PER_S + us % US_PER_S).substring(1);
        out.frame(++number, TimeUnit.NANOSECONDS.toSeconds(receivedAtNs) + "." + micros, name, frame);
    }
}
