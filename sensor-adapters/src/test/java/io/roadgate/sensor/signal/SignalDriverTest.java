package io.roadgate.sensor.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SignalSource;
import io.roadgate.v2x.dayone.IntersectionState;
import io.roadgate.v2x.dayone.LightState;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.Phase;
import io.roadgate.v2x.dayone.SPAT;
import io.roadgate.v2x.dayone.TimeCountingDown;
import io.roadgate.v2x.dayone.UTCTiming;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.units.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SignalDriverTest {
    private static final String DOCUMENT = "{\"intersection\": 12, \"region\": 3, \"sequence\": 9, \"note\": \"a}b\","
            + " \"phases\": [{\"id\": 1, \"light\": \"red\", \"remainingMs\": 12000, \"leastMs\": 9000,"
            + " \"mostMs\": 15000, \"next\": \"protected-green\", \"confidence\": 0.9},"
            + " {\"id\": 2, \"light\": \"green\"}]}";

    private static DriverRig json() {
        DriverRig rig = DriverRig.of(DriverKind.SIGNAL, Map.of("format", "json"), DriverRig.MOUNT);
        rig.driver.onLinkUp(rig.nowNs);
        return rig;
    }

    private static byte[] encoded(MessageFrame frame) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[2048]);
        int length = new MessageCodec().encode(frame, buffer, 0);
        assertThat(length).isPositive();
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static TimeCountingDown counting(Phase phase, int light, int start, int end) {
        return phase.phaseStates()
                .add()
                .light(light)
                .useTiming()
                .useCounting()
                .startTime(start)
                .likelyEndTime(end);
    }

    private static byte[] spat(long atNs) {
        MessageFrame frame = new MessageFrame();
        SPAT spat = frame.useSpatFrame().msgCnt(5);
        spat.moy(WireTime.minuteOfYear(atNs)).timeStamp(WireTime.secMark(atNs));
        IntersectionState junction = spat.intersections().add();
        junction.intersectionId().region(3).id(12);
        junction.status(1 << 5);
        Phase first = junction.phases().add().id(1);
        counting(first, LightState.YELLOW, 120, 150);
        counting(first, LightState.PROTECTED_GREEN, 0, 120)
                .minEndTime(100)
                .maxEndTime(200)
                .timeConfidence(180);
        Phase second = junction.phases().add().id(2);
        UTCTiming utc =
                second.phaseStates().add().light(LightState.RED).useTiming().useUtcTiming();
        utc.startUTCTime(WireTime.timeMarkOfInstant(atNs - 5_000_000_000L))
                .likelyEndUTCTime(WireTime.timeMarkOfInstant(atNs + 7_000_000_000L));
        junction.phases().add().id(3).phaseStates().add().light(LightState.FLASHING_YELLOW);
        return encoded(frame);
    }

    @Test
    void shouldTellWhatEachPhaseOfASpatShowsNow() {
        DriverRig rig = DriverRig.of(DriverKind.SIGNAL);
        long atNs = rig.nowNs - 100_000_000;
        rig.feed(spat(atNs));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.signalPhases).hasSize(3);
        SignalPhaseDecoder first = rig.sink.signalPhases.get(0);
        assertThat(first.measuredAtNs()).isEqualTo(atNs);
        assertThat(first.messageSequence()).isEqualTo(5);
        assertThat(first.regionId()).isEqualTo(3);
        assertThat(first.intersectionId()).isEqualTo(12);
        assertThat(first.phaseId()).isEqualTo((short) 1);
        assertThat(first.light()).isEqualTo(SignalLight.PROTECTED_GREEN);
        assertThat(first.nextLight()).isEqualTo(SignalLight.YELLOW);
        assertThat(first.toChangeMs()).isEqualTo(12_000);
        assertThat(first.leastToChangeMs()).isEqualTo(10_000);
        assertThat(first.mostToChangeMs()).isEqualTo(20_000);
        assertThat(first.confidence()).isCloseTo(0.9f, within(1e-6f));
        assertThat(first.controllerStatus()).isEqualTo(1 << 5);
        assertThat(first.source()).isEqualTo(SignalSource.SPAT);
        SignalPhaseDecoder second = rig.sink.signalPhases.get(1);
        assertThat(second.light()).isEqualTo(SignalLight.RED);
        assertThat(second.toChangeMs()).isBetween(6_899, 7_000);
        assertThat(second.nextLight()).isEqualTo(SignalLight.NULL_VAL);
        SignalPhaseDecoder third = rig.sink.signalPhases.get(2);
        assertThat(third.light()).isEqualTo(SignalLight.FLASHING_YELLOW);
        assertThat(third.toChangeMs()).isEqualTo(SignalPhaseDecoder.toChangeMsNullValue());
    }

    @Test
    void shouldCountOtherMessagesDamageAndTimesThatCannotBe() {
        DriverRig rig = DriverRig.of(DriverKind.SIGNAL);
        byte[] late = spat(rig.nowNs - 10_000_000_000L);
        rig.feed(late).feed(late, 0, late.length - 2).feed(new byte[] {0x12});
        assertThat(rig.sink.signalPhases).hasSize(3).allMatch(p -> p.measuredAtNs() == rig.nowNs);
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.TIME_IMPLAUSIBLE, 1, FrameFault.UPER_MALFORMED, 2));
    }

    @Test
    void shouldReadTheDocumentedJson() {
        DriverRig rig = json().feed(DOCUMENT);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.signalPhases).hasSize(2);
        SignalPhaseDecoder first = rig.sink.signalPhases.get(0);
        assertThat(first.intersectionId()).isEqualTo(12);
        assertThat(first.regionId()).isEqualTo(3);
        assertThat(first.messageSequence()).isEqualTo(9);
        assertThat(first.light()).isEqualTo(SignalLight.RED);
        assertThat(first.nextLight()).isEqualTo(SignalLight.PROTECTED_GREEN);
        assertThat(first.toChangeMs()).isEqualTo(12_000);
        assertThat(first.leastToChangeMs()).isEqualTo(9_000);
        assertThat(first.mostToChangeMs()).isEqualTo(15_000);
        assertThat(first.confidence()).isEqualTo(0.9f);
        assertThat(first.source()).isEqualTo(SignalSource.JSON);
        assertThat(rig.sink.signalPhases.get(1).light()).isEqualTo(SignalLight.PERMISSIVE_GREEN);
        assertThat(rig.driver.gauges().get(DeviceGauge.PHASES)).isEqualTo(2);
    }

    @Test
    void shouldRejectWhatCannotBe() {
        DriverRig rig = json();
        String[] documents = {
            DOCUMENT.replace("\"id\": 2", "\"id\": 1"),
            DOCUMENT.replace("12,", "70000,"),
            DOCUMENT.replace("0.9", "1.1"),
            DOCUMENT.replace("12000", "-1"),
            DOCUMENT.replace("\"red\"", "\"blue\""),
            "{\"intersection\": 1}",
            "{\"intersection\": 1, \"phases\": [{\"id\": 1}]}",
        };
        for (String document : documents) {
            rig.feed(document + "\n");
        }
        assertThat(rig.sink.lines()).isEmpty();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.SIGNAL_REJECTED, documents.length));
        rig.feed("{\"intersection\": 1, \"phases\": []}\n{\"intersection\": tru}\nno\n{}\n");
        assertThat(rig.faults.of(FrameFault.SIGNAL_MALFORMED)).isEqualTo(4);
    }

    @Test
    void shouldFindTheDocumentBehindGarbageAndBehindACutOne() {
        DriverRig rig = json().feed("\u00ff{\"x\n" + DOCUMENT + "{\"intersection\": 1, \"phases\": [\n" + DOCUMENT);
        assertThat(rig.sink.signalPhases).hasSize(4);
        // A datagram that was cut has no end of line: time ends it.
        rig.feed("{\"intersection\": 1, \"phases\": [").feed(DOCUMENT);
        rig.tickAfterMs(500);
        assertThat(rig.sink.signalPhases).hasSize(6);
    }

    @Test
    void shouldSayThatItIsSilent() {
        DriverRig rig = json().tickAfterMs(5000);
        assertThat(rig.driver.gauges().isOn(DeviceGauge.SILENT)).isTrue();
        rig.feed(DOCUMENT);
        assertThat(rig.driver.gauges().isOn(DeviceGauge.SILENT)).isFalse();
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        String stream = DOCUMENT + "\r\n{\"a\": [}\n noise " + DOCUMENT + "{}" + DOCUMENT;
        DriverRig.assertSameHoweverCut(
                DriverKind.SIGNAL, Map.of("format", "json"), stream.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldSoakAMillionMessagesWithoutAllocating() {
        byte[] document = "{\"intersection\":1,\"phases\":[{\"id\":1,\"light\":\"red\",\"remainingMs\":9}]}"
                .getBytes(StandardCharsets.US_ASCII);
        DriverRig.soak(DriverKind.SIGNAL, Map.of("format", "json"), document, 1, 1_000_000);
        MessageFrame frame = new MessageFrame();
        IntersectionState junction =
                frame.useSpatFrame().msgCnt(5).intersections().add();
        junction.intersectionId().id(1);
        counting(junction.phases().add().id(1), LightState.RED, 0, 100);
        DriverRig.soak(DriverKind.SIGNAL, Map.of(), encoded(frame), 1, 1_000_000);
    }

    @Property(tries = 300)
    void shouldStandAnyBytesAndFindTheNextMessage(@ForAll @Size(max = 200) byte[] noise) {
        DriverRig rig = json().feed(noise).feed("\n" + DOCUMENT);
        assertThat(rig.sink.signalPhases).hasSize(2);
        DriverRig spat = DriverRig.of(DriverKind.SIGNAL);
        spat.feed(noise);
        spat.sink.signalPhases.clear();
        spat.feed(spat(spat.nowNs));
        assertThat(spat.sink.signalPhases).hasSize(3);
    }

    @Property(tries = 300)
    void shouldStandDamageAnywhereInADocument(@ForAll int at, @ForAll byte value) {
        byte[] bytes = DOCUMENT.getBytes(StandardCharsets.US_ASCII);
        bytes[Math.floorMod(at, bytes.length)] = value;
        DriverRig rig = json().feed(bytes).feed("\n");
        rig.sink.signalPhases.clear();
        assertThat(rig.feed(DOCUMENT).sink.signalPhases).hasSize(2);
    }
}
