package io.roadgate.sensor.etc;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.device.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** The shared recordings, frame by frame and field by field. */
class EtcFixtureTest {
    private static byte[] stream(String name) throws IOException {
        return Files.readAllBytes(SharedFiles.find("sensors/fixtures/" + name + ".bin"));
    }

    @ParameterizedTest
    @CsvSource({
        "etc-bcc-rsu, bcc",
        "etc-bcc-rsu, auto",
        "etc-bcc-dialogue, bcc",
        "etc-bcc-dialogue, auto",
        "etc-lencrc, lencrc",
        "etc-lencrc, auto"
    })
    void shouldDecodeEveryFrameToTheLetter(String name, String dialect) throws IOException {
        List<String> expected = Files.readAllLines(SharedFiles.find("sensors/fixtures/" + name + ".expected.jsonl"));
        EtcDecoded decoded = EtcDecoded.of(EtcDialect.of(dialect), stream(name));
        ObjectMapper mapper = new ObjectMapper();
        assertThat(decoded.frames.stream().map(mapper::writeValueAsString)).containsExactlyElementsOf(expected);
        assertThat(decoded.damage).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"etc-bcc-rsu, bcc", "etc-bcc-dialogue, bcc", "etc-lencrc, lencrc"})
    void shouldSayTheSameHoweverTheBytesAreCut(String name, String dialect) throws IOException {
        byte[] stream = stream(name);
        // Damage here and there, the same each time.
        Random random = new Random(7);
        for (int i = 0; i < 12; i++) {
            stream[random.nextInt(stream.length)] = (byte) random.nextInt();
        }
        for (EtcDialect spoken : new EtcDialect[] {EtcDialect.of(dialect), null}) {
            List<String> whole = EtcDecoded.of(spoken, stream).all();
            assertThat(EtcDecoded.cut(spoken, EtcEdition.AUTO, stream, new int[] {1})
                            .all())
                    .isEqualTo(whole);
            for (int cut = 1; cut < stream.length; cut += spoken == null ? 1 : 7) {
                int[] halves = {cut, stream.length};
                assertThat(EtcDecoded.cut(spoken, EtcEdition.AUTO, stream, halves)
                                .all())
                        .as("cut at %d", cut)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"etc-bcc-rsu, bcc", "etc-bcc-dialogue, bcc", "etc-lencrc, lencrc"})
    void shouldSayTheSameWhetherTheDialectIsNamedOrNot(String name, String dialect) throws IOException {
        byte[] good = stream(name);
        for (int at = 0; at < good.length; at += 3) {
            byte[] stream = good.clone();
            stream[at] ^= 0x10;
            EtcDecoded named = EtcDecoded.of(EtcDialect.of(dialect), stream);
            EtcDecoded any = EtcDecoded.of(null, stream);
            assertThat(any.all()).as("bit at %d", at).isEqualTo(named.all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc-bcc-rsu", "etc-bcc-dialogue", "etc-lencrc"})
    void shouldMakeTransactionsOfIt(String name) throws IOException {
        byte[] stream = stream(name);
        Map<String, String> settings = Map.of("clockTolerance", "24h", "dialect", "auto");
        DriverRig rig = DriverRig.of(DriverKind.ETC, settings, DriverRig.MOUNT).feed(stream);
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.transactions).hasSize(name.endsWith("rsu") ? 4 : 2);
        assertThat(rig.sink.transactions.get(0).debitedFen()).isEqualTo(950);
        assertThat(rig.sink.transactions.get(0).measuredAtNs()).isEqualTo(1_764_032_437_000_000_000L);
        DriverRig.assertSameHoweverCut(DriverKind.ETC, settings, stream);
    }
}
