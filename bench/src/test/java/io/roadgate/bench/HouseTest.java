package io.roadgate.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls of the house (docs/architecture.md): who may know whom. Plain tests, because a rule that never ran passes. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.roadgate");

    /** One room for each family of devices, and the contract and the table of all of them. */
    private static final String[] DRIVERS = {
        "io.roadgate.sensor.driver..",
        "io.roadgate.sensor.device..",
        "io.roadgate.sensor.radar..",
        "io.roadgate.sensor.camera..",
        "io.roadgate.sensor.rsu..",
        "io.roadgate.sensor.etc..",
        "io.roadgate.sensor.dbc..",
        "io.roadgate.sensor.gnss..",
        "io.roadgate.sensor.signal..",
        "io.roadgate.sensor.point.."
    };

    private static final List<String> STAGES = List.of("ingest", "fusion", "publish", "journal", "ledger");

    @Test
    void shouldHaveImportedTheWholeHouse() {
        assertThat(HOUSE.size()).isGreaterThan(200);
        for (String room : List.of("v2x.uper", "sensor.driver", "gateway.fusion", "gateway.publish", "sim", "bench")) {
            assertThat(HOUSE.containPackage("io.roadgate." + room)).as(room).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.paho.., io.roadgate.gateway.publish..",
        "net.openhft.., io.roadgate.gateway.journal..",
        "java.sql.., io.roadgate.gateway.ledger..",
        "org.sqlite.., io.roadgate.gateway.ledger..",
        "org.apache.activemq.., io.roadgate.gateway.broker..",
        "org.apache.artemis.., io.roadgate.gateway.broker..",
        "io.netty.., io.roadgate.sensor.transport..",
        "com.fazecast.., io.roadgate.sensor.transport..",
        "tel.schich.., io.roadgate.sensor.transport.."
    })
    void shouldKeepALibraryInItsRoom(String library, String room) {
        // sim's devices speak on sockets of their own and need none of these.
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    @Test
    void shouldKeepProtobufAtTheEdges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.roadgate.sensor.camera..",
                        "io.roadgate.gateway.cloud..",
                        "io.roadgate.gateway.publish..",
                        "io.roadgate.gateway.cli..",
                        "io.roadgate.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.protobuf..")
                .check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource({
        "io.roadgate.v2x.., io.roadgate.sensor..",
        "io.roadgate.sensor.., io.roadgate.gateway..",
        "io.roadgate.gateway.., io.roadgate.sim..",
        "io.roadgate.sim.., io.roadgate.bench.."
    })
    void shouldStandInOneLine(String upper, String lower) {
        noClasses()
                .that()
                .resideInAPackage(upper)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(lower)
                .check(HOUSE);
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        slices().matching("io.roadgate.(*).(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void shouldKeepStagesApart() {
        for (String stage : STAGES) {
            for (String other : STAGES) {
                // The journal agent drives the ledger: a toll is durable before it is told.
                if (stage.equals(other) || (stage.equals("journal") && other.equals("ledger"))) {
                    continue;
                }
                noClasses()
                        .that()
                        .resideInAPackage("io.roadgate.gateway." + stage + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.roadgate.gateway." + other + "..")
                        .check(HOUSE);
            }
        }
        noClasses()
                .that()
                .resideInAPackage("io.roadgate.sensor.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DRIVERS)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.roadgate.sensor.observation..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(DRIVERS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roadgate.sensor.transport..")
                .check(HOUSE);
    }

    /** The column "must not know" of the table of rooms, as far as the rules above do not say it. */
    @ParameterizedTest
    @CsvSource({
        "v2x.emit, v2x.dayone, v2x.message, v2x.units",
        "v2x.notation, v2x.emit, v2x.message, v2x.uper",
        "v2x.schema, v2x.emit, v2x.notation, v2x.uper",
        "v2x.uper, v2x.dayone, v2x.message, v2x.units",
        "v2x.jer, v2x.dayone, v2x.message, v2x.units",
        "v2x.units, v2x.dayone, v2x.message, v2x.uper",
        "sensor.frame, sensor.transport, sensor.driver, sensor.observation",
        "sensor.driver, sensor.device, sensor.radar, sensor.camera",
        "sensor.setting, sensor.transport, sensor.driver, sensor.observation",
        "sensor.observation, sensor.transport, sensor.driver, sensor.frame",
        "gateway.config, gateway.ring, gateway.record, gateway.counter",
        "gateway.ring, gateway.track, gateway.hazard, gateway.toll",
        "gateway.record, gateway.ring, gateway.track, gateway.hazard",
        "gateway.hazard, gateway.ring, v2x.message, v2x.dayone",
        "gateway.track, gateway.ring, v2x.message, v2x.dayone",
        "gateway.toll, gateway.hazard, gateway.ring, v2x.message",
        "gateway.publish, gateway.track, gateway.hazard, gateway.toll",
        "gateway.journal, gateway.track, gateway.hazard, gateway.toll"
    })
    void shouldNotKnow(String room, String first, String second, String third) {
        notKnow(room, List.of(first, second, third));
    }

    @Test
    void shouldKeepContractsFreeOfStages() {
        for (String contract : List.of("config", "counter", "record", "ring", "broker")) {
            notKnow(
                    "gateway." + contract,
                    STAGES.stream().map(stage -> "gateway." + stage).toList());
        }
    }

    private static void notKnow(String room, List<String> others) {
        noClasses()
                .that()
                .resideInAPackage("io.roadgate." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream()
                        .map(other -> "io.roadgate." + other + "..")
                        .toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void shouldKeepTheFusionRoomsInOrder() {
        ArchRule trackKnowsNoLanes = noClasses()
                .that()
                .resideInAPackage("io.roadgate.gateway.track..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.roadgate.gateway.roadmap..", "io.roadgate.gateway.hazard..", "io.roadgate.gateway.toll..");
        ArchRule lanesKnowNoTracks = noClasses()
                .that()
                .resideInAPackage("io.roadgate.gateway.roadmap..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.roadgate.gateway.track..", "io.roadgate.gateway.hazard..", "io.roadgate.gateway.toll..");
        ArchRule hazardsKnowNoTolls = noClasses()
                .that()
                .resideInAPackage("io.roadgate.gateway.hazard..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roadgate.gateway.toll..");
        trackKnowsNoLanes.check(HOUSE);
        lanesKnowNoTracks.check(HOUSE);
        hazardsKnowNoTolls.check(HOUSE);
    }

    @Test
    void shouldLetOnlyTheTopSeeAll() {
        noClasses()
                .that(resideInAPackage("io.roadgate.gateway..")
                        .and(describe(
                                "not the main, cli or console",
                                c -> !c.getPackageName().equals("io.roadgate.gateway")
                                        && !c.getPackageName().startsWith("io.roadgate.gateway.cli")
                                        && !c.getPackageName().startsWith("io.roadgate.gateway.console"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.roadgate.gateway.cli..", "io.roadgate.gateway.console..")
                        .or(describe("the main", c -> c.getPackageName().equals("io.roadgate.gateway"))))
                .check(HOUSE);
    }

    @Test
    void shouldNotLetDeviceModelsKnowDriversOrGateway() {
        noClasses()
                .that()
                .resideInAPackage("io.roadgate.sim..")
                .and()
                .resideOutsideOfPackage("io.roadgate.sim.harness..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(DRIVERS)
                        .and(not(nameStartingWith("io.roadgate.sensor.camera.CameraProto")))
                        .or(resideInAPackage("io.roadgate.gateway..")))
                .check(HOUSE);
    }

    /** A driver that leans on another family's would break with it. */
    @Test
    void shouldKeepFamiliesOfDevicesApart() {
        for (String family : DRIVERS) {
            if (family.contains(".driver") || family.contains(".device")) {
                continue;
            }
            String[] others = Arrays.stream(DRIVERS)
                    .filter(other -> !other.equals(family) && !other.contains(".driver"))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(family)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(HOUSE);
        }
    }

    @Test
    void shouldReadNoClockInsideFusion() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.roadgate.gateway.fusion..",
                        "io.roadgate.gateway.track..",
                        "io.roadgate.gateway.roadmap..",
                        "io.roadgate.gateway.hazard..",
                        "io.roadgate.gateway.toll..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(HOUSE);
    }

    @Test
    void shouldNameRoomsAndAgentsByTheirDuty() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..impl..",
                        "..internal..",
                        "..helper..",
                        "..misc..",
                        "..manager..")
                .check(HOUSE);
        classes()
                .that()
                .implement(Agent.class)
                .and()
                .areTopLevelClasses()
                .should()
                .haveSimpleNameEndingWith("Agent")
                .check(HOUSE);
        classes()
                .should(new com.tngtech.archunit.lang.ArchCondition<JavaClass>("lie at most four packages deep") {
                    @Override
                    public void check(JavaClass checked, com.tngtech.archunit.lang.ConditionEvents events) {
                        int depth = checked.getPackageName().split("\\.", -1).length;
                        if (depth > 4) {
                            events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                    checked, checked.getName() + " lies " + depth + " packages deep"));
                        }
                    }
                })
                .check(HOUSE);
    }

    @Test
    void shouldNameTimesWithTheirUnits() {
        // A generated message has the names and units of its standard: timeStamp, nextDuration.
        fields().that(describe("are numbers", HouseTest::isNumber))
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(
                        "io.roadgate.v2x.dayone..", "io.roadgate.v2x.dayone2019..", "io.roadgate.v2x.daytwo..")
                .should()
                .haveNameNotMatching("(?i).*(timeout|deadline|interval|delay|duration|timestamp|elapsed)")
                .check(HOUSE);
    }

    private static boolean isNumber(JavaField field) {
        return field.getRawType().isEquivalentTo(long.class)
                || field.getRawType().isEquivalentTo(int.class);
    }
}
