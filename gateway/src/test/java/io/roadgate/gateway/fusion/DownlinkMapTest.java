package io.roadgate.gateway.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.mapfile.MapMessageWriter;
import io.roadgate.gateway.record.DownlinkEncoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.roadmap.LaneDraft;
import io.roadgate.gateway.roadmap.LaneKind;
import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class DownlinkMapTest {
    private static final long START_NS = 1_770_000_000_000_000_000L;

    private final GatewayConfig config = TestSite.config();
    private final Counters counters = new Counters(List.of("a", "b", "c", "d"));
    private final FusionCore core = core(counters);

    private FusionCore core(Counters counted) {
        return new FusionCore(config, START_NS, 1, counted, (templateId, buffer, offset, length) -> {});
    }

    /** The left lane of the test site, half as wide, and one further west; a MAP of the first stage. */
    private static byte[] message() {
        MapDraft draft = new MapDraft("new").origin(new MapOrigin(29.70, 106.60, 245));
        draft.add(LaneDraft.of(1, LaneKind.DRIVING, 2, 10, List.of(new double[] {0, -100, 0}, new double[] {0, 400, 0}))
                .road("a"));
        draft.add(LaneDraft.of(
                        2, LaneKind.DRIVING, 3, 10, List.of(new double[] {-40, -100, 0}, new double[] {-40, 400, 0}))
                .road("b"));
        MapFaults faults = new MapFaults();
        byte[] octets = MapMessageWriter.pack(MapMessageWriter.write(draft.build(faults), faults), faults);
        assertThat(faults.hasErrors()).isFalse();
        return octets;
    }

    private static void send(FusionCore to, byte[] octets, int told) {
        MutableDirectBuffer buffer = new ExpandableArrayBuffer();
        DownlinkEncoder encoder = new DownlinkEncoder();
        encoder.wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder())
                .receivedAtNs(START_NS + 1_000_000)
                .kind(DownlinkKind.MAP)
                .putPayload(octets, 0, octets.length);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        to.onRecord(DownlinkEncoder.TEMPLATE_ID, buffer, 8, told < 0 ? length : told);
    }

    @Test
    void shouldTakeAMapThatWasReadAhead() {
        byte[] octets = message();
        MapFaults faults = new MapFaults();
        assertThat(core.downlinkMaps().prepare(octets, faults)).isTrue();
        SiteMap before = core.map();
        send(core, octets, -1);
        SiteMap after = core.map();
        assertThat(after).isNotSameAs(before);
        assertThat(after.laneCount()).isEqualTo(2);
        assertThat(after.widthM(after.indexOf(TestSite.LEFT_LANE)))
                .as("keeps its number")
                .isEqualTo(2);
        assertThat(after.laneId(1 - after.indexOf(TestSite.LEFT_LANE)))
                .as("a number that no lane had")
                .isGreaterThan(0);
        for (int old = 0; old < before.laneCount(); old++) {
            int id = before.laneId(old);
            assertThat(id == TestSite.LEFT_LANE || after.indexOf(id) == SiteMap.NONE)
                    .isTrue();
        }
        assertThat(counters.get(GatewayCounter.MAPS_REPLACED)).isEqualTo(1);
    }

    @Test
    void shouldComeToTheSameMapInAReplay() {
        byte[] octets = message();
        core.downlinkMaps().prepare(octets, new MapFaults());
        send(core, octets, -1);
        FusionCore replayed = core(new Counters(List.of("a", "b", "c", "d")));
        send(replayed, octets, -1);
        SiteMap first = core.map();
        SiteMap second = replayed.map();
        assertThat(second).isNotSameAs(first);
        assertThat(second.laneCount()).isEqualTo(first.laneCount());
        for (int lane = 0; lane < first.laneCount(); lane++) {
            assertThat(second.laneId(lane)).isEqualTo(first.laneId(lane));
            assertThat(second.lengthM(lane)).isEqualTo(first.lengthM(lane));
            assertThat(second.pointEastM(lane, 0)).isEqualTo(first.pointEastM(lane, 0));
        }
    }

    @Test
    void shouldKeepTheMapWhenTheMessageIsNoGood() {
        SiteMap before = core.map();
        byte[] cut = java.util.Arrays.copyOf(message(), 30);
        assertThat(core.downlinkMaps().prepare(cut, new MapFaults())).isFalse();
        send(core, cut, -1);
        send(core, new byte[] {1, 2, 3}, -1);
        send(core, new byte[0], -1);
        assertThat(core.map()).isSameAs(before);
        assertThat(counters.get(GatewayCounter.MAPS_REFUSED)).isEqualTo(3);
    }

    @Test
    void shouldNotReadBehindARecordThatIsCut() {
        byte[] octets = message();
        SiteMap before = core.map();
        send(core, octets, MessageHeaderEncoder.ENCODED_LENGTH + DownlinkEncoder.BLOCK_LENGTH + 10);
        assertThat(core.map()).isSameAs(before);
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isEqualTo(1);
    }
}
