package io.roadgate.gateway.fusion;

import static io.roadgate.gateway.fusion.Script.MS;
import static io.roadgate.gateway.fusion.TestSite.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.TickDecoder;
import io.roadgate.gateway.record.TollRecordDecoder;
import io.roadgate.gateway.ring.ObservationRing;
import io.roadgate.gateway.ring.RecordRing;
import io.roadgate.sensor.observation.EtcTransactionEncoder;
import io.roadgate.sensor.observation.MessageHeaderEncoder;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.observation.V2xUplinkDecoder;
import io.roadgate.sensor.observation.V2xUplinkEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FusionAgentTest {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int FIRST_OUTPUT = 30;

    private final Counters counters = TestSite.counters();
    private final RecordRing ticks = new RecordRing(1 << 16);
    private final ObservationRing sensors = new ObservationRing(1 << 18);
    private final ObservationRing antennas = new ObservationRing(1 << 14);
    private final RecordRing inbound = new RecordRing(1 << 16);
    private final RecordRing outbound = new RecordRing(1 << 16);
    private final List<Script.Entry> journalled = new ArrayList<>();

    @Test
    void shouldSayWhatTheCoreAloneSaysOfItsJournal() {
        RecordRing journal = new RecordRing(1 << 20);
        FusionAgent agent = agent(journal);
        for (Script.Entry entry : Traffic.script(1, 10).entries()) {
            put(entry);
            if (entry.templateId() == TickDecoder.TEMPLATE_ID) {
                agent.doWork();
                journal.drain(this::keep, Integer.MAX_VALUE);
                outbound.drain((templateId, buffer, offset, length) -> {}, Integer.MAX_VALUE);
            }
        }
        Outputs replayed = new Outputs();
        FusionCore core = new FusionCore(TestSite.config(), START_NS, 1, TestSite.counters(), replayed);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        for (Script.Entry entry : journalled) {
            if (entry.templateId() < FIRST_OUTPUT) {
                buffer.wrap(entry.bytes());
                core.onRecord(entry.templateId(), buffer, 0, entry.bytes().length);
            } else {
                said.write(entry.templateId());
                said.writeBytes(entry.bytes());
            }
        }
        assertThat(said.size()).isGreaterThan(10_000);
        assertThat(said.toByteArray()).isEqualTo(replayed.bytes());
        assertThat(counters.get(GatewayCounter.JOURNAL_RING_FULL)).isZero();
        assertThat(counters.get(GatewayCounter.OUTBOUND_RING_FULL)).isZero();
    }

    @Test
    void shouldLoseNoTollWhenTheJournalRingIsFull() {
        RecordRing journal = new RecordRing(1 << 12);
        FusionAgent agent = agent(journal);
        int passages = 5_000;
        int fed = 0;
        int idleCycles = 0;
        List<Script.Entry> transactions = transactions(passages);
        while (fed < passages && idleCycles < 100) {
            fed += put(transactions.get(fed)) ? 1 : 0;
            idleCycles = agent.doWork() == 0 ? idleCycles + 1 : 0;
        }
        // Nobody drains: the agent holds what it can and lets the rest wait in the ring.
        assertThat(fed).isLessThan(passages);
        assertThat(counters.get(GatewayCounter.TOLL_HELD)).isEqualTo(FusionAgent.HELD_TOLLS);
        while (fed < passages || agent.doWork() > 0) {
            fed += fed < passages && put(transactions.get(fed)) ? 1 : 0;
            agent.doWork();
            journal.drain(this::keep, 3);
        }
        while (journal.drain(this::keep, 100) > 0 || agent.doWork() > 0) {
            // the rest comes out
        }
        List<Long> sequences = journalled.stream()
                .filter(entry -> entry.templateId() == TollRecordDecoder.TEMPLATE_ID)
                .map(entry -> new TollRecordDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(entry.bytes()), 0, new MessageHeaderDecoder())
                        .sequence())
                .toList();
        assertThat(sequences).hasSize(passages);
        for (int i = 0; i < passages; i++) {
            assertThat(sequences.get(i)).isEqualTo(i + 1L);
        }
        assertThat(counters.get(GatewayCounter.JOURNAL_RING_FULL)).isPositive();
    }

    @Test
    void shouldCountOutputsThatNobodyTakes() {
        RecordRing journal = new RecordRing(1 << 20);
        FusionAgent agent = agent(journal);
        for (Script.Entry entry : Traffic.script(1, 20).entries()) {
            put(entry);
            agent.doWork();
            journal.drain((templateId, buffer, offset, length) -> {}, Integer.MAX_VALUE);
        }
        assertThat(counters.get(GatewayCounter.OUTBOUND_RING_FULL)).isPositive();
    }

    @Test
    void shouldNotJournalWhatIsLongerThanTheRingTakes() {
        RecordRing journal = new RecordRing(1 << 12);
        UnsafeBuffer longRecord = new UnsafeBuffer(new byte[1_000]);
        assertThat(inbound.offer(21, longRecord, 0, 1_000)).isTrue();
        assertThat(agent(journal).doWork()).isEqualTo(1);
        assertThat(counters.get(GatewayCounter.JOURNAL_RING_FULL)).isEqualTo(1);
    }

    @Test
    void shouldCarryAMessageOfAVehicleIntoTheJournal() {
        RecordRing journal = new RecordRing(1 << 16);
        byte[] octets = new byte[ObservationSink.MOST_UPLINK_OCTETS];
        Arrays.fill(octets, (byte) 0x5A);
        ObservationSink sink = sensors.sink(1, counters);
        sink.claimV2xUplink(octets.length)
                .receivedAtNs(START_NS + 5)
                .messageKind((short) 13)
                .putFrame(octets, 0, octets.length);
        sink.commit();
        sink.claimV2xUplink(1).receivedAtNs(START_NS + 6).putFrame(octets, 0, 1);
        sink.commit();

        assertThat(agent(journal).doWork()).isEqualTo(2);

        journal.drain(this::keep, Integer.MAX_VALUE);
        V2xUplinkDecoder uplink = new V2xUplinkDecoder()
                .wrapAndApplyHeader(
                        new UnsafeBuffer(journalled.get(0).bytes()),
                        0,
                        new io.roadgate.sensor.observation.MessageHeaderDecoder());
        assertThat(uplink.sensorId()).isEqualTo(1);
        assertThat(uplink.messageKind()).isEqualTo((short) 13);
        byte[] carried = new byte[uplink.frameLength()];
        uplink.getFrame(carried, 0, carried.length);
        assertThat(carried).isEqualTo(octets);
        assertThat(counters.get(GatewayCounter.V2X_UPLINKS)).isEqualTo(2);
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isZero();
    }

    @Test
    void shouldNotBelieveTheLengthOfADamagedMessage() {
        ObservationSink sink = sensors.sink(1, counters);
        V2xUplinkEncoder uplink = sink.claimV2xUplink(100).receivedAtNs(START_NS + 5);
        uplink.putFrame(new byte[100], 0, 100);
        uplink.buffer().putShort(uplink.offset() + V2xUplinkEncoder.BLOCK_LENGTH, (short) 101);
        sink.commit();
        agent(new RecordRing(1 << 16)).doWork();
        assertThat(counters.get(GatewayCounter.V2X_UPLINKS)).isZero();
        assertThat(counters.get(GatewayCounter.RECORD_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAJournalRingThatTakesNoTolls() {
        assertThatThrownBy(() -> agent(new RecordRing(1 << 10))).isInstanceOf(IllegalArgumentException.class);
    }

    private FusionAgent agent(RecordRing journal) {
        return new FusionAgent(
                TestSite.config(),
                START_NS,
                1,
                counters,
                ticks,
                List.of(sensors, antennas),
                inbound,
                outbound,
                journal);
    }

    private static List<Script.Entry> transactions(int count) {
        Script script = new Script(1);
        for (int i = 0; i < count; i++) {
            script.etc(START_NS + i * MS, 100 + i, i, 1, "", 0);
        }
        return script.entries();
    }

    private void keep(int templateId, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        journalled.add(new Script.Entry(0, templateId, bytes));
    }

    /** Puts a record into the ring where its writer would put it. */
    private boolean put(Script.Entry entry) {
        byte[] bytes = entry.bytes();
        if (entry.templateId() == TickDecoder.TEMPLATE_ID) {
            return ticks.offer(entry.templateId(), new UnsafeBuffer(bytes), 0, bytes.length);
        }
        boolean isEtc = entry.templateId() == EtcTransactionEncoder.TEMPLATE_ID;
        ObservationSink sink = (isEtc ? antennas : sensors).sink(1, counters);
        MutableDirectBuffer buffer;
        int offset;
        if (isEtc) {
            EtcTransactionEncoder encoder = sink.claimEtcTransaction();
            if (encoder == null) {
                return false;
            }
            buffer = encoder.buffer();
            offset = encoder.offset();
        } else {
            ObservationEncoder encoder = sink.claimObservation();
            buffer = encoder.buffer();
            offset = encoder.offset();
        }
        buffer.putBytes(offset, bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        sink.commit();
        return true;
    }
}
