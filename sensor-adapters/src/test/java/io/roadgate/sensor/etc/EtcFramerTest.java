package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.sensor.frame.FrameFault;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is a frame and what is damage, in each dialect. */
class EtcFramerTest {
    private static final String ID = "fffefeff";
    private static final String HEX_FF = "ff".repeat(40);

    private static byte[] bytes(EtcBytes bytes) {
        return bytes.bytes();
    }

    /** Any frame of the lane dialogue; the reader channel takes it as well. */
    private static String anyFrame(Random random) {
        byte[] filler = new byte[20];
        random.nextBytes(filler);
        String hex = HexFormat.of().formatHex(filler);
        return switch (random.nextInt(6)) {
            case 0 -> "c1" + hex.substring(0, 8);
            case 1 -> "c2" + hex.substring(0, 10);
            case 2 -> "b2" + hex.substring(0, 8) + "07";
            case 3 -> "b9" + hex.substring(0, random.nextInt(20) * 2);
            case 4 -> "b9" + HEX_FF;
            default -> "b9" + hex.substring(0, 4) + "ffff00010000000ab0";
        };
    }

    @Test
    void shouldWriteAndReadTheCheckOfTheDocuments() {
        UnsafeBuffer digits = new UnsafeBuffer("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(EtcCrc.of(digits, 0, 9)).isEqualTo(0x906E);
        assertThat(EtcDecoded.of(EtcDialect.READER, bytes(new EtcBytes().raw("55aa 81 0003 a1 0102 20"))).frames)
                .hasToString("[{offset=0, len=9, rsctl=81, type=A1, raw=0102}]");
    }

    @Test
    void shouldReadReaderFramesWhetherTheLengthCountsTheCommandOrNot() {
        byte[] counted = bytes(new EtcBytes().readerFrame(0x18, 0, "a1 0203").readerFrame(0x28, 0, "a2"));
        byte[] uncounted = bytes(new EtcBytes().readerFrame(0x18, 1, "a1 0203").readerFrame(0x28, 1, "a2"));
        for (byte[] stream : new byte[][] {counted, uncounted}) {
            EtcDecoded decoded = EtcDecoded.of(EtcDialect.READER, stream);
            assertThat(decoded.of("raw")).containsExactly("0203", "");
            assertThat(decoded.of("type")).containsExactly("A1", "A2");
            assertThat(decoded.damage).isEmpty();
        }
    }

    @Test
    void shouldFindWhatADamagedLengthClaimsToHold() {
        EtcBytes stream = new EtcBytes()
                .lengthFrame(1, 1000, 0, "b9 01")
                .lengthFrame(2, "c1", ID)
                .lengthFrame(3, 0x7F000000, 0, "b9 02")
                .lengthFrame(4, -1, 0, "c1", ID)
                .lengthFrame(5, "b9", "ffff000100000002b901ffff")
                .raw("ffff00");
        EtcDecoded decoded = EtcDecoded.of(EtcDialect.LENGTH_CRC, stream.bytes());
        assertThat(decoded.of("seq")).containsExactly("02", "05");
        assertThat(decoded.damage).containsExactly("0+12 etc-length", "27+27 etc-length", "77+3 etc-garbled");
    }

    @Test
    void shouldLookForOthersWhenALongFrameStopsHalfway() {
        byte[] stream = new EtcBytes()
                .lengthFrame(1, 1000, 0, "b9 01")
                .lengthFrame(2, "c1", ID)
                .bytes();
        EtcDecoded decoded = new EtcDecoded();
        EtcFramer framer = new EtcFramer(EtcDialect.LENGTH_CRC, EtcEdition.AUTO, decoded);
        framer.onBytes(new UnsafeBuffer(stream), 0, stream.length, 1_000);
        framer.onTick(999 + EtcFramer.SILENCE_NS);
        assertThat(decoded.frames).isEmpty();
        framer.onTick(1_000 + EtcFramer.SILENCE_NS);
        assertThat(decoded.of("seq")).containsExactly("02");
        assertThat(decoded.damage).containsExactly("0+12 etc-length");
    }

    @Test
    void shouldFindTheLastFrameWithoutItsEndMark() {
        byte[] stream = bytes(new EtcBytes().withoutEnd(0x18, "c1", ID));
        assertThat(EtcDecoded.of(EtcDialect.BCC, stream).frames).hasSize(1);
        byte[] noHead = java.util.Arrays.copyOfRange(stream, 2, stream.length);
        assertThat(EtcDecoded.of(EtcDialect.BCC, noHead).of("offset")).containsExactly(0L);
        assertThat(EtcDecoded.of(null, noHead).of("offset")).containsExactly(0L);
    }

    @Test
    void shouldFollowALineThatChangesItsDialect() {
        EtcBytes stream = new EtcBytes()
                .frame(0x18, "c1", ID)
                .lengthFrame(1, "c1", ID)
                .readerFrame(0x28, 0, "a1")
                .frame(0x38, "c1", ID)
                .lengthFrame(2, "c1", ID);
        EtcDecoded decoded = EtcDecoded.of(null, stream.bytes());
        assertThat(decoded.of("type")).containsExactly("C1", "C1", "A1", "C1", "C1");
        assertThat(decoded.damage).isEmpty();
    }

    @Test
    void shouldTellEndlessNoiseBeforeTheFirstFrame() {
        EtcBytes stream = new EtcBytes();
        for (int i = 0; i < 3 * EtcDamage.UNDECIDED_PIECES; i++) {
            stream.raw("ff3344");
        }
        stream.frame(0x18, "c1", ID);
        EtcDecoded named = EtcDecoded.of(EtcDialect.BCC, stream.bytes());
        assertThat(named.damage).hasSize(3 * EtcDamage.UNDECIDED_PIECES);
        assertThat(EtcDecoded.of(null, stream.bytes()).all()).isEqualTo(named.all());
        byte[] flood =
                new EtcBytes().raw("42".repeat(40_000)).frame(0x18, "c1", ID).bytes();
        for (EtcDialect dialect : new EtcDialect[] {EtcDialect.BCC, null}) {
            assertThat(EtcDecoded.of(dialect, flood).damage).containsExactly("0+40000 etc-length");
            assertThat(EtcDecoded.of(dialect, flood).frames).hasSize(1);
        }
    }

    /** The frame after the garbage is found, and all the others, whatever stands between them. */
    @Property(tries = 400)
    void shouldFindEveryFrameAmongGarbage(
            @ForAll EtcDialect dialect,
            @ForAll long seed,
            @ForAll boolean isNamed,
            @ForAll @Size(max = 8) List<@Size(max = 60) byte[]> garbage) {
        Random random = new Random(seed);
        EtcBytes stream = new EtcBytes();
        List<String> sent = new ArrayList<>();
        for (byte[] noise : garbage) {
            // A reader frame is told by 24 bits only: noise must not look like the head of one.
            stream.raw(dialect == EtcDialect.READER ? without(noise, 0x55) : noise);
            if (random.nextInt(3) == 0) {
                stream.raw(dialect == EtcDialect.LENGTH_CRC ? "ffff000100000200b9" : "fe07");
            }
            String frame = anyFrame(random);
            sent.add(frame.substring(0, 2).toUpperCase(java.util.Locale.ROOT));
            stream.of(dialect, 0x21, frame);
        }
        // Among noise, eight bits of XOR do not tell an unnamed reader channel from a frame between delimiters.
        boolean isUnnamed = !isNamed && dialect != EtcDialect.READER;
        EtcDecoded decoded = EtcDecoded.of(isUnnamed ? null : dialect, stream.bytes());
        List<Object> found = decoded.of("type");
        // Noise may by chance be a frame of its own (8 bits of check); none that was sent is missing.
        assertThat(isSubsequence(sent, found)).as("%s in %s", sent, found).isTrue();
        assertThat(found.size()).isBetween(sent.size(), sent.size() + 1);
    }

    private static boolean isSubsequence(List<String> sent, List<Object> found) {
        int next = 0;
        for (Object type : found) {
            if (next < sent.size() && sent.get(next).equals(type)) {
                next++;
            }
        }
        return next == sent.size();
    }

    private static byte[] without(byte[] noise, int octet) {
        byte[] clean = noise.clone();
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (clean[i] & 0xFF) == octet ? 0 : clean[i];
        }
        return clean;
    }

    /** No chunking of anything changes anything. */
    @Property(tries = 400)
    void shouldSayTheSameHoweverTheBytesAreCut(
            @ForAll EtcDialect dialect,
            @ForAll long seed,
            @ForAll boolean isNamed,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 40) Integer> pieces) {
        Random random = new Random(seed);
        EtcBytes clean = new EtcBytes();
        for (int i = 0; i < 8; i++) {
            clean.of(dialect, random.nextInt(256), anyFrame(random));
        }
        byte[] stream = clean.bytes();
        for (int i = random.nextInt(6); i > 0; i--) {
            stream[random.nextInt(stream.length)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
        }
        EtcDialect named = isNamed ? dialect : null;
        int[] lengths = pieces.stream().mapToInt(Integer::intValue).toArray();
        assertThat(EtcDecoded.cut(named, EtcEdition.AUTO, stream, lengths).all())
                .isEqualTo(EtcDecoded.of(named, stream).all());
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 400) byte[] noise) {
        byte[] marked = new EtcBytes()
                .raw(noise)
                .raw("ffff0001000001")
                .raw(noise)
                .raw("55aa")
                .raw(noise)
                .bytes();
        for (EtcDialect dialect : new EtcDialect[] {EtcDialect.BCC, EtcDialect.LENGTH_CRC, EtcDialect.READER, null}) {
            EtcDecoded decoded = EtcDecoded.of(dialect, marked);
            assertThat(decoded.frames.size() + decoded.damage.size()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackWhatItWrites(EtcDialect dialect) {
        Random random = new Random(3);
        EtcFraming framing = dialect.newFraming();
        UnsafeBuffer target = new UnsafeBuffer(new byte[5_000]);
        for (int i = 0; i < 300; i++) {
            String hex = anyFrame(random);
            byte[] frame = HexFormat.of().parseHex(hex);
            int length = framing.encode(0x81, new UnsafeBuffer(frame), frame.length, target);
            byte[] written = new byte[length];
            target.getBytes(0, written);
            assertThat(written).isEqualTo(bytes(new EtcBytes().of(dialect, 0x81, hex)));
            EtcDecoded decoded = EtcDecoded.of(dialect, written);
            assertThat(decoded.damage).isEmpty();
            assertThat(decoded.frames).hasSize(1);
        }
    }

    /** A million frames of each dialect, with damage among them, and not a byte of garbage. */
    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingInAMillionFrames(EtcDialect dialect) {
        EtcBytes bytes = new EtcBytes();
        for (int i = 0; i < 10; i++) {
            bytes.of(dialect, 0x18, "c1", ID).raw("3344fe44");
        }
        UnsafeBuffer stream = new UnsafeBuffer(bytes.bytes());
        long[] counts = new long[2];
        EtcFramer framer = new EtcFramer(null, EtcEdition.AUTO, new EtcListener() {
            @Override
            public void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs) {
                counts[0]++;
            }

            @Override
            public void onEtcDamage(long streamOffset, long length, FrameFault fault) {
                counts[1]++;
            }
        });
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        soak(framer, stream, 10_000);
        threads.getThreadAllocatedBytes(self);
        counts[0] = 0;
        long before = threads.getThreadAllocatedBytes(self);
        soak(framer, stream, 100_000);
        long after = threads.getThreadAllocatedBytes(self);
        assertThat(counts[0]).isEqualTo(1_000_000);
        assertThat(counts[1]).isGreaterThan(1_000_000);
        assertThat(after - before).isLessThan(2_000);
    }

    private static void soak(EtcFramer framer, UnsafeBuffer stream, int rounds) {
        int half = stream.capacity() / 2;
        for (int i = 0; i < rounds; i++) {
            framer.onBytes(stream, 0, half, i);
            framer.onBytes(stream, half, stream.capacity() - half, i);
        }
    }

    @Test
    void shouldOfferEachDialectByName() {
        assertThat(EtcDialect.keys("bcc")).containsExactly("bcc", "lencrc", "55aa", "auto");
        assertThat(EtcDialect.keys("auto")).containsExactly("auto", "bcc", "lencrc", "55aa");
        assertThat(EtcDialect.of("auto")).isNull();
        for (EtcDialect dialect : EtcDialect.values()) {
            assertThat(EtcDialect.of(dialect.key())).isEqualTo(dialect);
            assertThat(dialect.meaning()).isNotBlank();
        }
    }
}
