package io.roadgate.sensor.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlateTextTest {
    @ParameterizedTest
    @CsvSource({
        "渝A12345, 渝A12345",
        "渝A·12345, 渝A12345",
        "渝Ａ·１２３４５, 渝A12345",
        "'渝 a-1 2 3 4 5 ', 渝A12345",
        "渝A•12345, 渝A12345",
        "渝AD12345, 渝AD12345",
        // O and I are in no number, 0 and 1 are no issuing office.
        "渝AO2I45, 渝A02145",
        "渝AO1OI0, 渝A01010",
        "渝0I2345, 渝O12345",
        "渝112345, 渝I12345",
        // What stands on special plates.
        "渝A1234学, 渝A1234学",
        "渝A1234(学), 渝A1234学",
        "渝A1234學, 渝A1234学",
        "渝A1234警, 渝A1234警",
        "粤ZAB12港, 粤ZAB12港",
        "粤ZABO2澳, 粤ZAB02澳",
        "渝A1O34挂, 渝A1034挂",
        "渝A123I掛, 渝A1231挂",
        "沪A0023领, 沪A0023领",
        "滬A0O23領, 沪A0023领",
        "使014·578, 使014578",
        "使O14578, 使014578",
        "224578使, 224578使",
        "22457O使, 224570使",
        // A colour in front.
        "蓝渝A12345, 渝A12345",
        "黄渝A1234挂, 渝A1234挂",
        "渐变绿渝AD12345, 渝AD12345",
        // Armed police and forces.
        "WJ渝1234X, WJ渝1234X",
        "WJ渝O234X, WJ渝0234X",
        "VA·O2345, VA02345",
        // Abroad letters are letters.
        "B OI 123, BOI123",
        "IO-12-AB, IO12AB"
    })
    void shouldWriteAPlateTheOneWay(String read, String expected) {
        assertThat(PlateText.of(read)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "无车牌", "無車牌", "未识别", "unknown", "车牌", "'  · '", "No Plate"})
    void shouldKnowWhenThereIsNone(String read) {
        assertThat(PlateText.of(read)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        byte[] longest = "渝A234567890123456789012".getBytes(StandardCharsets.UTF_8);
        assertThat(longest).hasSize(25);
        PlateText text = new PlateText();
        byte[] out = new byte[30];
        assertThat(text.normalise(longest, 0, 24, out, 3)).isEqualTo(24);
        assertThat(out[2]).isZero();
        assertThat(out[27]).isZero();
        assertThat(text.normalise(longest, 0, 25, out, 3)).isEqualTo(-1);
        byte[] endless = "1".repeat(65).getBytes(StandardCharsets.UTF_8);
        assertThat(text.normalise(endless, 0, endless.length, out, 3)).isEqualTo(-1);
    }

    @Property
    void shouldBeDoneAfterOnce(@ForAll String text) {
        String once = PlateText.of(text);
        assertThat(once.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(PlateText.MOST_BYTES);
        assertThat(PlateText.of(once)).isEqualTo(once);
    }
}
