package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EtcTextTest {
    private final EtcText text = new EtcText();
    private final byte[] utf8 = new byte[EtcText.PLATE_UTF8_BYTES];

    private String plate(byte[] gbk) {
        byte[] padded = new byte[12];
        System.arraycopy(gbk, 0, padded, 0, gbk.length);
        int length = text.plate(new UnsafeBuffer(padded), 0, padded.length, utf8);
        for (int i = length; i < utf8.length; i++) {
            assertThat(utf8[i]).isZero();
        }
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadCommonRareAndEmptyPlates() {
        for (String plate : new String[] {"渝A12345", "渝BF88888", "粤Z1234港", "京A0001警", "使123456", "龘A12345", "é", ""}) {
            assertThat(plate(plate.getBytes(Charset.forName("GB18030")))).isEqualTo(plate);
        }
    }

    @Test
    void shouldRefuseWhatIsNoText() {
        assertThat(plate(new byte[] {(byte) 0x81})).isEmpty();
        assertThat(plate(new byte[] {(byte) 0xD3, (byte) 0xE5, 'A', 1})).isEmpty();
        assertThat(plate(new byte[] {(byte) 0x81, 0x30, (byte) 0x81, 0x30})).isEmpty();
    }

    @Property
    void shouldNeverWriteBrokenText(@ForAll @Size(12) byte[] noise) {
        int length = text.plate(new UnsafeBuffer(noise), 0, noise.length, utf8);
        String read = new String(utf8, 0, length, StandardCharsets.UTF_8);
        assertThat(read).doesNotContain("\uFFFD");
    }

    @Property
    void shouldReadEveryBeijingSecondOfTheCentury(
            @ForAll @LongRange(min = 946_684_800L, max = 4_102_415_999L) long unixS) {
        LocalDateTime beijing = LocalDateTime.ofEpochSecond(unixS, 0, ZoneOffset.ofHours(8));
        byte[] bcd = HexFormat.of().parseHex(beijing.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")));
        assertThat(EtcText.bcdTimeNs(new UnsafeBuffer(bcd), 0)).isEqualTo(unixS * 1_000_000_000L);
    }

    @Property
    void shouldNotTakeEveryBytesForATime(
            @ForAll @Size(7) byte[] noise, @ForAll @IntRange(min = 0xA, max = 0xF) int digit) {
        noise[4] = (byte) (digit << 4);
        assertThat(EtcText.bcdTimeNs(new UnsafeBuffer(noise), 0)).isZero();
    }

    @Test
    void shouldRefuseImpossibleDates() {
        for (String bcd :
                new String[] {"20250229000000", "20251301000000", "20250100000000", "20250101240000", "19990101000000"
                }) {
            assertThat(EtcText.bcdTimeNs(new UnsafeBuffer(HexFormat.of().parseHex(bcd)), 0))
                    .as(bcd)
                    .isZero();
        }
    }

    @Test
    void shouldWriteTheTimesThatItReads() {
        UnsafeBuffer bcd = new UnsafeBuffer(new byte[9]);
        for (long second = 946_656_000L; second < 4_102_416_000L; second += 8_640_017L) {
            EtcText.putBcdTime(second * 1_000_000_000L + 999_999_999L, bcd, 1);
            assertThat(EtcText.bcdTimeNs(bcd, 1)).isEqualTo(second * 1_000_000_000L);
        }
        EtcText.putBcdTime(1_764_032_437_000_000_000L, bcd, 0);
        assertThat(HexFormat.of().formatHex(bcd.byteArray(), 0, 7)).isEqualTo("20251125090037");
    }
}
