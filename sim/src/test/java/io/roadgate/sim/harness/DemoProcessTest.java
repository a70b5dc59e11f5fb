package io.roadgate.sim.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roadgate.gateway.cloud.CloudProto.HazardEvent;
import io.roadgate.gateway.cloud.CloudProto.Participant;
import io.roadgate.gateway.cloud.CloudProto.Phase;
import io.roadgate.gateway.cloud.CloudProto.RoadPicture;
import io.roadgate.gateway.cloud.CloudProto.TollRecord;
import io.roadgate.gateway.record.EventKind;
import io.roadgate.sim.harness.ForeignClient.Message;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.RTEData;
import io.roadgate.v2x.dayone.RTEList;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.UperFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole chain as a person starts it, judged by what a client that is not ours received. */
class DemoProcessTest {
    private static final String SITE = "roadgate/v1/liangjiang-01/";
    private static final double ORIGIN_LAT_DEG = 29.70;
    private static final double ORIGIN_LON_DEG = 106.60;
    /** 400 m of road in each direction, and what a tracker may be off. */
    private static final double REACH_DEG = 450 / 96_000.0;

    private static final double E7 = 1e7;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int TILE_ZOOM = 16;
    /** What the demo's traffic drives. */
    private static final List<EventKind> DRIVEN = List.of(
            EventKind.ABNORMAL_VEHICLE_STOPPED, EventKind.EMERGENCY_BRAKING, EventKind.VULNERABLE_ROAD_USER_CONFLICT);

    private static final Set<String> VEHICLES =
            Set.of("CAR", "VAN", "BUS", "TRUCK", "TRAILER", "SPECIAL", "MOTORCYCLE");
    private static final Set<String> VULNERABLE = Set.of("PEDESTRIAN", "BICYCLE", "TRICYCLE", "MOTORCYCLE");

    private static DemoRun demo;

    @TempDir
    private Path directory;

    @BeforeAll
    static void runDemo() throws IOException, InterruptedException {
        Machine.needPrograms();
        demo = DemoRun.shared();
    }

    private static List<Message> heard(String prefix) {
        return demo.messages.stream()
                .filter(message -> message.topic().startsWith(prefix))
                .toList();
    }

    private static List<HazardEvent> hazards() throws IOException {
        List<HazardEvent> events = new ArrayList<>();
        for (Message message : heard(SITE + "hazard/")) {
            HazardEvent event = HazardEvent.parseFrom(message.payload());
            assertThat(message.topic()).isEqualTo(SITE + "hazard/" + event.getKind());
            assertThat(message.contentType()).isEqualTo("application/protobuf;v=1");
            assertThat(Integer.parseInt(message.expiryS())).isBetween(1, 10);
            assertThat(message.isRetained()).isFalse();
            events.add(event);
        }
        return events;
    }

    @Test
    void shouldEndWellAndLeaveNoProcessBehind() throws IOException {
        assertThat(demo.exitCode).as(demo.out + demo.err).isZero();
        assertThat(demo.children).as("two ptys and a gateway").hasSizeGreaterThanOrEqualTo(3);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(demo.children).noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> left = Files.list(demo.directory)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .contains("site.yaml", "journal", "ledger.db")
                    .noneMatch(name -> name.endsWith("-tty") || name.endsWith("-device"));
        }
    }

    @Test
    void shouldPrintEachEventAsOneLineAndASummary() {
        for (EventKind kind : DRIVEN) {
            assertThat(demo.out)
                    .containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  " + kind.application() + " +" + kind.label()
                            + " +raised +29\\.\\d+,106\\.\\d+  .* ms$");
            assertThat(demo.out).containsPattern("(?m)^ok +" + kind.label() + " +caused \\d+, arrived \\d+$");
        }
        assertThat(demo.out)
                .containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  TOLL  1-20-1 .* yuan .* ms$")
                .containsPattern("(?m)^radar-east +\\d+ observations  link up$")
                .containsPattern("(?m)^hazard +device to subscriber p50 [\\d.]+ ms, p99 [\\d.]+ ms, max [\\d.]+ ms$")
                .contains("0 wrong");
        assertThat(demo.report.path("good").asBoolean()).isTrue();
    }

    @Test
    void shouldRaiseEachKindOfHazardWithSaneFields() throws IOException {
        Map<Long, HazardEvent> raised = new TreeMap<>();
        for (HazardEvent event : hazards()) {
            if (event.getPhase() == Phase.PHASE_RAISED) {
                raised.putIfAbsent(event.getEventId(), event);
                shouldBeSane(event);
            }
        }
        assertThat(raised.values().stream().map(HazardEvent::getKind))
                .contains(DRIVEN.stream().map(EventKind::label).toArray(String[]::new));
    }

    private static void shouldBeSane(HazardEvent event) {
        EventKind kind = Stream.of(EventKind.values())
                .filter(row -> row.label().equals(event.getKind()))
                .findFirst()
                .orElseThrow();
        assertThat(event.getApplication()).isEqualTo(kind.application());
        assertThat(event.getEventType()).isEqualTo(kind.eventType());
        assertThat(event.getSeverity()).isEqualTo(kind.severity());
        assertThat(event.getFirstSeenAtNs()).isLessThanOrEqualTo(event.getDetectedAtNs());
        assertThat(event.getCausedAtNs()).isBetween(event.getDetectedAtNs() - 3 * SECOND_NS, event.getDetectedAtNs());
        assertThat(event.getExpiresAtNs())
                .isBetween(event.getDetectedAtNs() + SECOND_NS, event.getDetectedAtNs() + 10 * SECOND_NS);
        shouldLieOnTheSite(event.getLatE7(), event.getLonE7());
        assertThat(event.getLaneId()).isIn(1, 2, 3, 4, 5, 6);
        assertThat(event.getConfidence()).isBetween(0.5f, 1f);
        assertThat(event.hasMeasure()).isTrue();
        assertThat(event.getSources()).as("sensors").isBetween(1, 15);
        shouldBeSane(event.getPrimary(), VEHICLES);
        assertThat(event.hasSecondary()).isEqualTo(kind == EventKind.VULNERABLE_ROAD_USER_CONFLICT);
        if (kind == EventKind.VULNERABLE_ROAD_USER_CONFLICT) {
            shouldBeSane(event.getSecondary(), VULNERABLE);
        }
    }

    private static void shouldBeSane(Participant participant, Set<String> classes) {
        assertThat(participant.getTrackId()).isPositive();
        assertThat(participant.getParticipantClass()).isIn(classes);
        assertThat(participant.getSpeedMps()).isBetween(0f, 25f);
        shouldLieOnTheSite(participant.getLatE7(), participant.getLonE7());
    }

    private static void shouldLieOnTheSite(int latE7, int lonE7) {
        assertThat(latE7 / E7).isBetween(ORIGIN_LAT_DEG - REACH_DEG, ORIGIN_LAT_DEG + REACH_DEG);
        assertThat(lonE7 / E7).isBetween(ORIGIN_LON_DEG - REACH_DEG, ORIGIN_LON_DEG + REACH_DEG);
    }

    @Test
    void shouldTellTheEndOfTheVehicleThatDroveOn() throws IOException {
        assertThat(hazards())
                .filteredOn(event -> event.getKind().equals(EventKind.ABNORMAL_VEHICLE_STOPPED.label()))
                .extracting(HazardEvent::getPhase)
                .contains(Phase.PHASE_RAISED, Phase.PHASE_UPDATED, Phase.PHASE_ENDED);
    }

    @Test
    void shouldTellEveryTollOnceAndAsItReallyWas() throws IOException {
        Map<Long, TollRecord> tolls = new TreeMap<>();
        for (Message message : heard(SITE + "toll")) {
            TollRecord toll = TollRecord.parseFrom(message.payload());
            assertThat(message.expiryS()).as("a toll never expires").isEmpty();
            TollRecord before = tolls.put(toll.getSequence(), toll);
            assertThat(before == null || before.equals(toll))
                    .as("one id, one content: %s %s", before, toll)
                    .isTrue();
        }
        JsonNode truth = demo.report.path("tolls").path("driven");
        assertThat(tolls.size()).isBetween(4, truth.size());
        assertThat(tolls.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, tolls.size()).boxed().toList());
        Map<Long, JsonNode> drivenBySerial = new HashMap<>();
        truth.forEach(passage -> drivenBySerial.put(passage.path("psamSerial").asLong(), passage));
        for (TollRecord toll : tolls.values()) {
            assertThat(toll.getRecordId()).isEqualTo("1-20-" + toll.getSequence());
            JsonNode passage = drivenBySerial.remove(Integer.toUnsignedLong(toll.getPsamSerial()));
            assertThat(passage).as("driven: %s", toll).isNotNull();
            assertThat(toll.getAmountFen()).isEqualTo(passage.path("amountFen").asLong());
            assertThat(toll.getDebitedFen()).isEqualTo(passage.path("amountFen").asLong());
            assertThat(toll.getPlate()).isEqualTo(passage.path("plate").asString());
            assertThat(toll.getVehicleClass())
                    .isEqualTo(passage.path("vehicleClass").asInt());
            assertThat(String.format("%08X", toll.getObuMac()))
                    .isEqualTo(passage.path("obuMac").asString());
            assertThat(toll.getLaneId()).isEqualTo(20);
        }
        // The devices go on while the gateway stops; what comes then is not the gateway's any more.
        long surelyAliveNs = newestHealth("up").path("atNs").asLong() - SECOND_NS;
        assertThat(drivenBySerial.values())
                .as("driven and never told")
                .allMatch(passage -> passage.path("atNs").asLong() > surelyAliveNs);
    }

    @Test
    void shouldTellVehiclesOnTheTileOfEachHazard() throws IOException {
        Map<Integer, Set<String>> topicsOfRte = new HashMap<>();
        Map<Integer, Integer> typeOfRte = new HashMap<>();
        for (HazardEvent event : hazards()) {
            int rteId = (int) event.getEventId() & 0xFF;
            topicsOfRte
                    .computeIfAbsent(rteId, id -> new HashSet<>())
                    .add(tileTopic(event.getLatE7(), event.getLonE7()));
            typeOfRte.put(rteId, event.getEventType());
        }
        Set<Integer> toldTypes = new TreeSet<>();
        MessageCodec codec = new MessageCodec();
        MessageFrame frame = new MessageFrame();
        for (Message message : heard("roadgate/v1/tile/")) {
            if (!message.topic().endsWith("/rsi")) {
                continue; // of the services, on topics of their own
            }
            assertThat(message.contentType()).isEqualTo("application/uper");
            int fault = codec.decode(new UnsafeBuffer(message.payload()), 0, message.payload().length, frame);
            assertThat(fault).as(() -> UperFault.nameOf(fault)).isEqualTo(UperFault.NONE);
            assertThat(MessageKind.of(frame)).isEqualTo(MessageKind.RSI);
            if (!frame.rsiFrame().hasRtes()) {
                assertThat(frame.rsiFrame().rtss().count()).isPositive();
                continue; // signs
            }
            RTEList events = frame.rsiFrame().rtes();
            assertThat(events.count()).isEqualTo(1);
            RTEData event = events.get(0);
            assertThat(event.eventType()).isEqualTo(typeOfRte.get(event.rteId()));
            assertThat(topicsOfRte.get(event.rteId())).contains(message.topic());
            toldTypes.add(event.eventType());
        }
        // Of a vehicle that stands and of a person in the way; hard braking has no type of GB/T 29100.
        assertThat(toldTypes)
                .containsExactlyInAnyOrder(
                        EventKind.ABNORMAL_VEHICLE_STOPPED.eventType(),
                        EventKind.VULNERABLE_ROAD_USER_CONFLICT.eventType());
    }

    /** The quadkey of the Web Mercator tile at zoom 16, worked out here by the textbook, not by the gateway's code. */
    private static String tileTopic(int latE7, int lonE7) {
        double latRad = Math.toRadians(latE7 / E7);
        double tiles = 1 << TILE_ZOOM;
        int x = (int) Math.floor((lonE7 / E7 + 180) / 360 * tiles);
        int y = (int) Math.floor((1 - Math.log(Math.tan(latRad) + 1 / Math.cos(latRad)) / Math.PI) / 2 * tiles);
        String levels = IntStream.iterate(TILE_ZOOM - 1, bit -> bit >= 0, bit -> bit - 1)
                .mapToObj(bit -> Integer.toString((x >> bit & 1) + 2 * (y >> bit & 1)))
                .collect(Collectors.joining("/"));
        return "roadgate/v1/tile/" + levels + "/rsi";
    }

    @Test
    void shouldTellTheRoadPicture() throws IOException {
        int mostTracks = 0;
        for (Message message : heard(SITE + "tracks")) {
            mostTracks = Math.max(
                    mostTracks, RoadPicture.parseFrom(message.payload()).getTracksCount());
        }
        assertThat(mostTracks).isBetween(15, 50);
    }

    private static List<JsonNode> healths() {
        return heard(SITE + "health").stream()
                .map(message -> JsonMapper.shared().readTree(new String(message.payload(), UTF_8)))
                .toList();
    }

    private static JsonNode newestHealth(String state) {
        return healths().stream()
                .filter(health -> health.path("state").asString().equals(state))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void shouldTellHowItIsFromUpToStopped() {
        List<JsonNode> healths = healths();
        assertThat(healths.get(healths.size() - 1).path("state").asString()).isEqualTo("stopped");
        JsonNode lastUp = newestHealth("up");
        assertThat(lastUp.path("sensors").size()).isEqualTo(4);
        for (JsonNode sensor : lastUp.path("sensors")) {
            assertThat(sensor.path("observations").asLong())
                    .as(sensor.toString())
                    .isPositive();
            assertThat(sensor.path("faults").has("link-lost")).isFalse();
        }
        for (String damage : List.of("agent-errors", "journal-ring-full", "ledger-failed", "hazards-shed")) {
            assertThat(lastUp.path("counters").has(damage)).as(damage).isFalse();
        }
    }

    @Test
    void shouldCleanUpWhenItIsInterrupted() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<ProcessHandle> children;
        try (RoadgateProcess running =
                RoadgateProcess.start(directory, List.of("-Djava.io.tmpdir=" + temporary), "demo", "--seed", "2")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> running.out().contains("liangjiang-01 is up"));
            children = running.descendants();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);
            // As Ctrl-C does on a terminal: to every process of the group. SIGTERM, because what a shell started in the
            // background, and all below it, ignores SIGINT.
            children.forEach(ProcessHandle::destroy);
            assertThat(running.handle().destroy()).isTrue();
            running.exitCode();
            assertThat(running.out()).as("the summary comes all the same").contains("--- after");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("roadgate"));
        }
    }
}
