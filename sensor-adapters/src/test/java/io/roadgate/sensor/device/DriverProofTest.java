package io.roadgate.sensor.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.observation.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every driver must stand, for each row of the table: a row without a {@link DriverSample} fails all four proofs. The
 * drivers' own tests look closer.
 */
class DriverProofTest {
    // Of the JIT, and less than a tenth of a byte per frame.
    private static final long STRAY_BYTES = 100_000;
    private static final int SOAK_FRAMES = 1_000_000;

    private static DriverSample sample(DriverKind kind) {
        DriverSample sample = DriverSample.of(kind);
        assertThat(sample).as("a sample of what %s sends", kind.key()).isNotNull();
        return sample;
    }

    private static DriverRig rig(DriverKind kind) {
        DriverRig rig = DriverRig.of(kind, sample(kind).settings(), DriverRig.MOUNT);
        rig.driver.onLinkUp(rig.nowNs);
        return rig.feed(sample(kind).prelude());
    }

    /** Whatever was begun and is not going to end is given up by then. */
    private static void settle(DriverRig rig) {
        for (int i = 0; i < 10; i++) {
            rig.tickAfterMs(300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHearWhatIsSent(DriverKind kind) {
        DriverRig rig = rig(kind).feed(sample(kind).unit()).tickAfterMs(300);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(sample(kind).heard().applyAsLong(rig))
                .isEqualTo(Math.max(1, sample(kind).records()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotDependOnWhereTheStreamIsCut(DriverKind kind) {
        byte[] unit = sample(kind).unit();
        ByteArrayOutputStream noisy = new ByteArrayOutputStream();
        noisy.writeBytes(unit);
        noisy.writeBytes(new byte[] {0x01, (byte) 0xFF, 0x23});
        noisy.writeBytes(unit);
        byte[] stream = noisy.toByteArray();
        DriverRig whole = rig(kind).feed(stream);
        String expected = whole.sink.lines() + " " + whole.faults.all();
        for (int cut = 0; cut <= stream.length; cut++) {
            DriverRig halves = rig(kind).feed(stream, 0, cut).feed(stream, cut, stream.length);
            assertThat(halves.sink.lines() + " " + halves.faults.all())
                    .as("cut at %d", cut)
                    .isEqualTo(expected);
        }
        DriverRig single = rig(kind);
        for (int i = 0; i < stream.length; i++) {
            single.feed(stream, i, i + 1);
        }
        assertThat(single.sink.lines() + " " + single.faults.all()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindTheFrameBehindAnyGarbage(DriverKind kind) {
        DriverSample sample = sample(kind);
        byte[] unit = sample.unit();
        byte[] wrong = unit.clone();
        wrong[unit.length / 2] ^= 0x11;
        byte[] random = new byte[40];
        new Random(7).nextBytes(random);
        for (byte[] garbage : List.of(
                new byte[5],
                "garbage\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
                random,
                Arrays.copyOf(unit, unit.length / 2),
                Arrays.copyOf(unit, unit.length - 1),
                Arrays.copyOfRange(unit, unit.length / 2, unit.length),
                wrong)) {
            DriverRig rig = rig(kind).feed(garbage);
            long before = sample.records() == 0 ? 0 : sample.heard().applyAsLong(rig);
            rig.feed(unit);
            settle(rig);
            assertThat(sample.heard().applyAsLong(rig) - before)
                    .as("behind %s", Arrays.toString(garbage))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunAMillionFrames(DriverKind kind) {
        DriverSample sample = sample(kind);
        DriverRig rig = DriverRig.of(kind, sample.settings(), DriverRig.MOUNT, RecordingSink.countingOnly());
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(sample.prelude());
        UnsafeBuffer unit = new UnsafeBuffer(sample.unit());
        // Documents cost memory each: a tenth of them tells as much.
        int rounds = SOAK_FRAMES / sample.frames() / (sample.isLean() ? 1 : 10);
        rig.rounds(unit, rounds / 10, sample.stepNs());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(self);
        long heardBefore = rig.sink.committedCount();
        long before = threads.getThreadAllocatedBytes(self);
        rig.rounds(unit, rounds, sample.stepNs());
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(rig.sink.committedCount() - heardBefore).isEqualTo((long) rounds * sample.records());
        if (sample.isLean()) {
            assertThat(after - before).isLessThan(STRAY_BYTES);
        }
    }

    @Property(tries = 100)
    void shouldStandAnyBytes(@ForAll @Size(max = 300) byte[] noise) {
        for (DriverKind kind : DriverKind.values()) {
            DriverSample sample = sample(kind);
            DriverRig rig = rig(kind).feed(noise);
            settle(rig);
            // What noise begins it may take the next unit with it where nothing but a length tells the end.
            rig.feed(sample.unit());
            settle(rig);
            rig.feed(sample.unit());
            settle(rig);
            assertThat(sample.heard().applyAsLong(rig)).as(kind.key()).isPositive();
        }
    }
}
