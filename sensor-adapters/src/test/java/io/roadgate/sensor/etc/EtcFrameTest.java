package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.frame.FaultCounts;
import io.roadgate.sensor.frame.FrameFault;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcFrameTest {
    private final EtcFrame frame = new EtcFrame();

    /** RSCTL, the type, then zeros but for the error code. */
    private FrameFault wrap(int type, int length, int errorCode) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[400]);
        buffer.putByte(0, (byte) 0x18);
        buffer.putByte(1, (byte) type);
        buffer.putByte(6, (byte) errorCode);
        return frame.wrap(buffer, 0, length + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "B0,23,20",
        "B2,45,35",
        "B3,85,65",
        "B4,102,96",
        "B5,34,32",
        "C0,21,16",
        "C1,5,6",
        "C6,61,59",
        "C2,6,6",
        "4C,2,2"
    })
    void shouldKnowBothLengthsOfEachType(String hex, int newer, int older) {
        int type = Integer.parseInt(hex, 16);
        assertThat(wrap(type, newer, 0)).isNull();
        assertThat(frame.isOlder()).isFalse();
        assertThat(wrap(type, older, 0)).isNull();
        assertThat(frame.isOlder()).isEqualTo(newer != older);
        for (int length = 1; length < 130; length++) {
            if (length != newer && length != older) {
                assertThat(wrap(type, length, 0)).as("%s of %d", hex, length).isEqualTo(FrameFault.ETC_LENGTH);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"B2", "B3", "B4", "B5"})
    void shouldAcceptAnErrorAnswerThatStopsBehindItsCode(String hex) {
        int type = Integer.parseInt(hex, 16);
        assertThat(wrap(type, 6, 9)).isNull();
        assertThat(frame.isErrorOnly()).isTrue();
        assertThat(frame.errorCode()).isEqualTo(9);
        assertThat(wrap(type, 6, 0)).isEqualTo(FrameFault.ETC_LENGTH);
    }

    @Test
    void shouldTakeTheLengthOfTheProvinceFileIntoAccount() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[400]);
        buffer.putByte(1, (byte) 0xB4);
        buffer.putByte(1 + 101, (byte) 91);
        assertThat(frame.wrap(buffer, 0, 1 + 102 + 91)).isNull();
        assertThat(frame.wrap(buffer, 0, 1 + 102 + 90)).isEqualTo(FrameFault.ETC_LENGTH);
    }

    @Test
    void shouldRefuseTypesItDoesNotKnow() {
        assertThat(wrap(0xB1, 20, 0)).isEqualTo(FrameFault.ETC_UNKNOWN_TYPE);
        assertThat(wrap(0x00, 3, 0)).isEqualTo(FrameFault.ETC_UNKNOWN_TYPE);
        assertThat(wrap(0xD0, 12, 0)).isNull();
        assertThat(wrap(0xD0, 4, 0)).isEqualTo(FrameFault.ETC_LENGTH);
    }

    @Test
    void shouldReadTheOlderDeviceState() {
        byte[] stream = new EtcBytes()
                .frame(0x98, "b0 00 501101000123 02 a1 500217 0312 0000000000")
                .bytes();
        int[] seen = new int[1];
        EtcBccFramer framer = new EtcBccFramer(new FaultCounts(), (state, streamOffset, wireLength, receivedAtNs) -> {
            seen[0]++;
            assertThat(streamOffset).isEqualTo(2);
            assertThat(wireLength).isEqualTo(22);
            assertThat(state.rsctl()).isEqualTo(0x98);
            assertThat(state.rsuStatus()).isZero();
            assertThat(state.psamChannel()).isEqualTo(-1);
            assertThat(state.u16(state.psamTerminalAt())).isEqualTo(0x5011);
            assertThat(state.algorithm()).isEqualTo(2);
            assertThat(state.manufacturer()).isEqualTo(0xA1);
            assertThat(state.u16(state.rsuIdAt())).isEqualTo(0x5002);
        });
        framer.onBytes(new UnsafeBuffer(stream), 0, stream.length, 1);
        assertThat(seen[0]).isEqualTo(1);
    }
}
