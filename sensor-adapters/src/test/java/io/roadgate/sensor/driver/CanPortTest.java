package io.roadgate.sensor.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.CanFrame;
import io.roadgate.sensor.frame.CanFraming;
import io.roadgate.sensor.frame.CanIdFilter;
import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CanPortTest {
    private final FaultCounts faults = new FaultCounts();
    private final List<String> events = new ArrayList<>();
    private final StringBuilder sent = new StringBuilder();
    private boolean isBusy;

    private CanPort port(CanFraming usual, Map<String, String> settings) {
        return new CanPort(usual, new Settings(CanPort.SETTINGS, settings), faults, (buffer, offset, length) -> {
            if (!isBusy) {
                sent.append(buffer.getStringWithoutLengthAscii(offset, length));
            }
            return !isBusy;
        });
    }

    private CanDriver driver(String name, List<CanIdFilter> filters) {
        return new CanDriver() {
            @Override
            public List<CanIdFilter> filters() {
                return filters;
            }

            @Override
            public void onCanFrame(CanFrame frame, long receivedAtNs) {
                events.add(name + " " + Integer.toHexString(frame.id()));
            }

            @Override
            public void onLinkUp(long nowNs) {
                events.add(name + " up");
            }

            @Override
            public void onLinkLost(long nowNs) {
                events.add(name + " lost");
            }

            @Override
            public int onTick(long nowNs) {
                return 1;
            }

            @Override
            public void onForeignFrame(CanFrame frame) {
                events.add(name + " foreign " + Integer.toHexString(frame.id()));
            }
        };
    }

    private static void feed(CanPort port, byte[] bytes) {
        port.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, 1);
    }

    private static void feed(CanPort port, String text) {
        feed(port, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldGiveEachDeviceOfABusItsOwnFrames() {
        CanPort port = port(CanFraming.SLCAN, Map.of())
                .add(driver("a", List.of(CanIdFilter.standard(0x100), new CanIdFilter(0x200, 0x700, false))))
                .add(driver("b", List.of(CanIdFilter.extended(0x100), CanIdFilter.standard(0x201))));
        feed(port, "t1000\rT000001000\rt2010\rt3000\r");
        assertThat(events).containsExactly("a 100", "b 100", "a 201", "b 201", "a foreign 300", "b foreign 300");
        assertThat(port.canFilters()).hasSize(4);
        assertThat(port.onTick(1)).isEqualTo(2);
        port.add(driver("all", List.of()));
        assertThat(port.canFilters()).as("one that wants all").isEmpty();
        events.clear();
        feed(port, "t3000\r");
        assertThat(events).containsExactly("all 300");
    }

    @Test
    void shouldOpenTheAdapterBeforeAnyDriverSends() {
        CanPort port = port(CanFraming.SLCAN, Map.of("bitRateKbps", "250")).add(driver("a", List.of()));
        CanFrame frame = new CanFrame().reset(0x10, false, false, false, 0);
        isBusy = true;
        port.onLinkUp(1);
        isBusy = false;
        assertThat(port.offer(frame)).isFalse();
        port.onTick(2);
        assertThat(port.offer(frame)).isTrue();
        assertThat(port.offer(new CanFrame().reset(0x10, false, true, false, 0)))
                .as("FD")
                .isFalse();
        assertThat(sent.toString()).isEqualTo("C\rS5\rO\rt0100\r");
        port.onLinkLost(3);
        assertThat(events).containsExactly("a up", "a lost");
    }

    @Test
    void shouldLeaveAnOpenAdapterAlone() {
        CanPort port = port(CanFraming.SLCAN, Map.of("openAdapter", "false")).add(driver("a", List.of()));
        port.onLinkUp(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldTakeTheFramingOfTheWireUnlessAnotherIsSet() {
        byte[] datagram = HexFormat.of().parseHex("0200000001000001230111".replace(" ", ""));
        feed(port(CanFraming.CANNELLONI, Map.of()).add(driver("a", List.of())), datagram);
        feed(port(CanFraming.SLCAN, Map.of("framing", "cannelloni")).add(driver("b", List.of())), datagram);
        feed(port(CanFraming.CANNELLONI, Map.of("framing", "slcan")).add(driver("c", List.of())), "t1230\r");
        assertThat(events).containsExactly("a 123", "b 123", "c 123");
    }

    @Test
    void shouldCountErrorFramesByWhatTheySay() {
        CanPort port = port(CanFraming.CANNELLONI, Map.of()).add(driver("a", List.of()));
        // Bus off; error-passive for receiving; a lost arbitration; a warning level; restarted.
        feed(
                port,
                HexFormat.of()
                        .parseHex("0200000005" + "2000004000" + "20000004020010" + "200000020101" + "20000004020004"
                                + "2000010000"));
        assertThat(events).isEmpty();
        assertThat(faults.all())
                .isEqualTo(Map.of(
                        FrameFault.CAN_BUS_OFF, 1,
                        FrameFault.CAN_ERROR_PASSIVE, 1,
                        FrameFault.CAN_ERROR, 2,
                        FrameFault.CAN_RESTARTED, 1));
    }

    @Test
    void shouldForgetHalfALineAtAGap() {
        CanPort port = port(CanFraming.SLCAN, Map.of()).add(driver("a", List.of()));
        feed(port, "t123");
        port.onGap(1);
        feed(port, "t1240\r");
        assertThat(events).containsExactly("a 124");
        assertThat(faults.all()).isEmpty();
    }
}
