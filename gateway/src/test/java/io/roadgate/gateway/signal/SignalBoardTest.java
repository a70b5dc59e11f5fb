package io.roadgate.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.observation.MessageHeaderDecoder;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SignalPhaseEncoder;
import io.roadgate.sensor.observation.SignalSource;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SignalBoardTest {
    private static final long MS = 1_000_000L;
    private static final int UNKNOWN_MS = Integer.MIN_VALUE;

    private final SignalBoard board = new SignalBoard();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    @Test
    void shouldKnowSinceWhenALightShows() {
        int row = tell(1, 3, SignalLight.PROTECTED_GREEN, 1_000, 4_000);
        assertThat(board.isSinceKnown(row)).isFalse();
        assertThat(board.isGreen(row, 1_100 * MS)).isTrue();
        assertThat(board.endsAtNs(row)).isEqualTo(5_000 * MS);
        assertThat(tell(1, 3, SignalLight.PROTECTED_GREEN, 1_200, 3_800)).isEqualTo(row);
        assertThat(board.sinceNs(row)).isEqualTo(1_000 * MS);
        tell(1, 3, SignalLight.YELLOW, 1_400, UNKNOWN_MS);
        assertThat(board.isSinceKnown(row)).isTrue();
        assertThat(board.sinceNs(row)).isEqualTo(1_400 * MS);
        assertThat(board.previousLight(row)).isEqualTo(SignalLight.PROTECTED_GREEN.value());
        assertThat(board.endsAtNs(row)).isEqualTo(SignalBoard.UNKNOWN_NS);
        assertThat(board.isYellow(row, 1_500 * MS)).isTrue();
        tell(1, 3, SignalLight.RED, 4_400, 20_000);
        assertThat(board.isRed(row, 4_450 * MS)).isTrue();
        // The report before is three seconds old: the change may have been at any time since.
        assertThat(board.isSinceKnown(row)).isFalse();
    }

    @Test
    void shouldProveNothingWhenTheControllerFallsSilent() {
        int row = tell(1, 3, SignalLight.RED, 1_000, 4_000);
        long staleNs = board.receivedAtNs(row) + SignalBoard.STALE_AFTER_NS;
        assertThat(board.isRed(row, staleNs - 1)).isTrue();
        assertThat(board.isRed(row, staleNs)).isFalse();
        assertThat(board.isStale(row, staleNs)).isTrue();
        assertThat(board.isRed(SignalBoard.NONE, 0)).isFalse();
    }

    @Test
    void shouldKeepGroupsApartAndTakeNoOlderReport() {
        int first = tell(1, 3, SignalLight.RED, 1_000, 100);
        int second = tell(2, 3, SignalLight.PROTECTED_GREEN, 1_000, 100);
        assertThat(first).isNotEqualTo(second);
        assertThat(board.find(7, 1, 3)).isEqualTo(first);
        assertThat(board.find(7, 2, 3)).isEqualTo(second);
        assertThat(board.find(7, 2, 4)).isEqualTo(SignalBoard.NONE);
        assertThat(board.find(SignalBoard.NONE, 2, 3)).isEqualTo(SignalBoard.NONE);
        assertThat(board.findPhase(3)).isEqualTo(first);
        assertThat(board.region(second)).isEqualTo(7);
        assertThat(board.intersection(second)).isEqualTo(2);
        assertThat(board.phase(second)).isEqualTo(3);
        assertThat(tell(1, 3, SignalLight.PROTECTED_GREEN, 900, 100)).isEqualTo(SignalBoard.NONE);
        assertThat(board.light(first)).isEqualTo(SignalLight.RED.value());
    }

    @Test
    void shouldRefuseMoreGroupsThanItHasRoomFor() {
        for (int i = 0; i < SignalBoard.CAPACITY; i++) {
            assertThat(tell(i / 200, i % 200, SignalLight.RED, 1_000, 100)).isEqualTo(i);
        }
        assertThat(tell(60_000, 1, SignalLight.RED, 1_000, 100)).isEqualTo(SignalBoard.NONE);
        assertThat(board.find(7, 1, 11)).isEqualTo(211);
        assertThat(board.changes()).isEqualTo(SignalBoard.CAPACITY);
    }

    private int tell(int intersection, int phase, SignalLight light, long atMs, int toChangeMs) {
        new SignalPhaseEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .measuredAtNs(atMs * MS)
                .receivedAtNs(atMs * MS + 20 * MS)
                .sensorId(1)
                .regionId(7)
                .intersectionId(intersection)
                .phaseId((short) phase)
                .light(light)
                .source(SignalSource.SPAT)
                .controllerStatus(0)
                .toChangeMs(toChangeMs)
                .leastToChangeMs(UNKNOWN_MS)
                .mostToChangeMs(UNKNOWN_MS)
                .confidence(0.5f);
        SignalPhaseDecoder decoder = new SignalPhaseDecoder();
        return board.onPhase(decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }
}
