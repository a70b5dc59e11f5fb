package io.roadgate.gateway.doctor;

import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.Transport;
import io.roadgate.sensor.transport.TransportContext;
import io.roadgate.sensor.transport.TransportKind;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Listens on a free serial port at the usual speeds and says what seems to be attached. It sends nothing, but opening a
 * port raises its DTR and RTS lines, which resets some devices.
 */
public final class SerialProbe {
    /** The likely first. */
    static final List<Integer> SPEEDS = List.of(115_200, 921_600, 9_600, 57_600, 38_400, 460_800, 19_200);

    private static final long OPENS_WITHIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int ENOUGH_BYTES = 16_384;
    private static final int PIECES = 64;

    private final long listenNs;

    /** A probe that listens so long at each speed. */
    public SerialProbe(long listenNs) {
        this.listenNs = listenNs;
    }

    /** What is heard there, in words. */
    public String listen(String path) {
        String trouble = "";
        int heardAt = 0;
        int heardBytes = 0;
        for (int baud : SPEEDS) {
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            trouble = listen(path, baud, heard);
            if (!trouble.isEmpty()) {
                return trouble;
            }
            Optional<String> device = DeviceSignature.recognise(heard.toByteArray());
            if (device.isPresent()) {
                return device.get() + ", at " + baud + " baud";
            }
            if (heard.size() > heardBytes) {
                heardBytes = heard.size();
                heardAt = baud;
            }
        }
        return heardBytes == 0
                ? "silent at " + SPEEDS.size() + " speeds: nothing attached, without power, RX and TX swapped, or it "
                        + "speaks only when asked"
                : "something talks (" + heardBytes + " bytes at " + heardAt + " baud) that is not recognised: another "
                        + "speed or parity, or a device unknown here";
    }

    /** Collects what comes; returns why the port could not be opened, or nothing. */
    private String listen(String path, int baud, ByteArrayOutputStream heard) {
        Settings link =
                new Settings(TransportKind.SERIAL.settings(), Map.of("path", path, "baud", Integer.toString(baud)));
        TransportContext context = new TransportContext("probe", link, new SystemEpochNanoClock(), fault -> {});
        try (Transport port = TransportKind.SERIAL.create(context)) {
            port.start();
            long startTick = System.nanoTime();
            while (!port.isUp()) {
                if (System.nanoTime() - startTick > OPENS_WITHIN_NS
                        || !port.trouble().isEmpty()) {
                    return port.trouble().isEmpty() ? path + " does not open" : port.trouble();
                }
                LockSupport.parkNanos(LOOK_EVERY_NS);
            }
            long openTick = System.nanoTime();
            while (System.nanoTime() - openTick < listenNs && heard.size() < ENOUGH_BYTES) {
                int count = port.poll(
                        (buffer, offset, length, receivedAtNs) -> {
                            byte[] piece = new byte[length];
                            buffer.getBytes(offset, piece);
                            heard.writeBytes(piece);
                        },
                        PIECES);
                if (count == 0) {
                    LockSupport.parkNanos(LOOK_EVERY_NS);
                }
            }
            return "";
        }
    }
}
