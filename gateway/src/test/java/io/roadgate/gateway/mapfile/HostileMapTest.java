package io.roadgate.gateway.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.roadmap.MapDraft;
import io.roadgate.gateway.roadmap.MapFaults;
import io.roadgate.gateway.roadmap.MapOrigin;
import io.roadgate.gateway.roadmap.SiteMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HostileMapTest {
    private static MapFaults refused(String name, String text) {
        MapFaults faults = new MapFaults();
        assertThat(ExampleMaps.parse(name, text, faults)).isNull();
        assertThat(faults.hasErrors()).isTrue();
        return faults;
    }

    @Test
    void shouldNotGrowWithEntities() {
        StringBuilder text = new StringBuilder("<!DOCTYPE net [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            text.append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        refused("m.net.xml", text + "]><net>&a39;</net>");
        refused("m.net.xml", "<!DOCTYPE net [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><net>&x;</net>");
        refused("m.net.xml", "<!DOCTYPE net SYSTEM \"http://127.0.0.1:1/x.dtd\"><net/>");
    }

    @Test
    void shouldNotFollowDeepNesting() {
        refused("m.xodr", "<OpenDRIVE>" + "<a>".repeat(100_000));
        refused("m.json", "[".repeat(100_000));
        refused("m.json", "{\"lanes\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        refused("m.yaml", "a: " + "[".repeat(20_000));
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        for (String number : new String[] {"NaN", "Infinity", "1e400", "x", ""}) {
            String road =
                    "<OpenDRIVE><road id=\"1\" length=\"10\" junction=\"-1\"><planView><geometry s=\"0\" x=\"" + number
                            + "\" y=\"0\" hdg=\"0\" length=\"10\"><line/></geometry></planView><lanes><laneSection s=\"0\"><right>"
                            + "<lane id=\"-1\" type=\"driving\"><width sOffset=\"0\" a=\"3\" b=\"0\" c=\"0\" d=\"0\"/></lane></right>"
                            + "</laneSection></lanes></road></OpenDRIVE>";
            assertThat(refused("m.xodr", road).report("m")).contains("x must be a finite number");
            assertThat(refused(
                                    "m.net.xml",
                                    "<net><edge id=\"e\"><lane id=\"e_0\" index=\"0\" speed=\"" + number
                                            + "\" shape=\"0,0 1,1\"/></edge></net>")
                            .report("m"))
                    .contains("speed must be a finite number");
        }
        refused("m.json", "{\"lanes\": [{\"id\": 1, \"points\": [[0, 0, NaN], [0, 1, 0]]}]}");
    }

    @Test
    void shouldRefuseAGeometryOfAnyLengthBeforeWalkingIt() {
        String road =
                "<OpenDRIVE><road id=\"1\" length=\"1e12\" junction=\"-1\"><planView><geometry s=\"0\" x=\"0\" y=\"0\""
                        + " hdg=\"0\" length=\"1e12\"><spiral curvStart=\"0\" curvEnd=\"1\"/></geometry></planView></road></OpenDRIVE>";
        assertThat(refused("m.xodr", road).report("m")).contains("shorter than");
    }

    @Test
    void shouldKeepAThousandFaultsOnly() {
        StringBuilder text = new StringBuilder("{\"lanes\": [");
        for (int i = 1; i <= 3_000; i++) {
            text.append(i == 1 ? "" : ",").append("{\"id\": ").append(i).append(", \"points\": []}");
        }
        MapFaults faults = refused("m.json", text + "]}");
        assertThat(faults.all()).hasSize(MapFaults.MOST);
        assertThat(faults.errorCount()).isEqualTo(3_000);
    }

    @Test
    void shouldRefuseMoreLanesThanAMapHolds() {
        StringBuilder text = new StringBuilder("{\"lanes\": [");
        for (int i = 1; i <= MapDraft.MOST_LANES + 1; i++) {
            text.append(i == 1 ? "" : ",")
                    .append("{\"id\": " + i + ", \"points\": [[" + i * 4 + ", 0, 0], [" + i * 4 + ", 5, 0]]}");
        }
        assertThat(refused("m.json", text + "]}").report("m")).contains("must have at most 8192 lanes");
    }

    /** Any damage to a good file gives a map or faults, never an exception. */
    @Property(tries = 150)
    void shouldEitherReadOrRefuseDamage(
            @ForAll @IntRange(max = 1_000_000) int at, @ForAll @Size(min = 1, max = 6) byte[] noise)
            throws IOException {
        for (String name : new String[] {"liangjiang-crossing.yaml", "small.xodr", "small.net.xml"}) {
            byte[] good = name.endsWith("yaml")
                    ? Files.readAllBytes(ExampleMaps.file(name))
                    : SmallMaps.of(name).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(noise, 0, good, at % (good.length - noise.length), noise.length);
            MapFaults faults = new MapFaults();
            SiteMap map = SiteMapReader.read(name, good, Optional.empty(), MapOrigin.UNKNOWN, faults);
            assertThat(map == null).isEqualTo(faults.hasErrors());
        }
    }

    @Property(tries = 300)
    void shouldEitherReadOrRefuseAnyOctets(@ForAll @Size(max = 200) byte[] octets) {
        MapFaults faults = new MapFaults();
        SiteMap map = SiteMapReader.read("m.uper", octets, Optional.empty(), MapOrigin.UNKNOWN, faults);
        assertThat(map == null).isEqualTo(faults.hasErrors());
    }
}
