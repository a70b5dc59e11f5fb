package io.roadgate.sensor.camera;

import static io.roadgate.sensor.camera.HttpBytes.chunk;
import static io.roadgate.sensor.camera.HttpBytes.chunkedHead;
import static io.roadgate.sensor.camera.HttpBytes.part;
import static io.roadgate.sensor.camera.HttpBytes.partWithoutLength;
import static io.roadgate.sensor.camera.HttpBytes.post;
import static io.roadgate.sensor.camera.HttpBytes.streamHead;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.ObservationKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HikvisionDriverTest {
    private static final String TYPE = "application/xml; charset=\"UTF-8\"";

    private static String alert(String plate) {
        return alert(
                "ANPR",
                Instant.ofEpochSecond(DriverRig.START_NS / 1_000_000_000).toString(),
                plate);
    }

    private static String alert(String type, String time, String plate) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<EventNotificationAlert version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\n"
                + "<ipAddress>192.168.1.64</ipAddress><channelID>1</channelID><dateTime>" + time + "</dateTime>\n"
                + "<activePostCount>1</activePostCount><eventType>" + type + "</eventType>"
                + "<eventState>active</eventState>\n<ANPR><country>0</country><licensePlate>" + plate
                + "</licensePlate><line>2</line><direction>forward</direction><confidenceLevel>97</confidenceLevel>"
                + "<plateType>92TypeCivil</plateType><plateColor>yellow</plateColor><vehicleType>truck</vehicleType>"
                + "<vehicleInfo><color>white</color><speed>62</speed></vehicleInfo></ANPR>\n</EventNotificationAlert>";
    }

    private static String json(String plate) {
        return "{\"ipAddress\":\"192.168.1.64\",\"dateTime\":\"2025-11-24T16:00:00+08:00\",\"eventType\":\"ANPR\","
                + "\"eventState\":\"active\",\"ANPR\":{\"licensePlate\":\"" + plate
                + "\",\"confidenceLevel\":80,\"plateColor\":\"newEnergyGreen\"}}";
    }

    private static DriverRig rig() {
        return DriverRig.of(DriverKind.CAMERA_HIKVISION);
    }

    private static DriverRig posted() {
        return DriverRig.of(DriverKind.CAMERA_HIKVISION, Map.of("http", "posted"), DriverRig.MOUNT);
    }

    private static DriverRig feed(DriverRig rig, String text) {
        return rig.feed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> plates(DriverRig rig) {
        return rig.sink.observations.stream().map(HikvisionDriverTest::plate).toList();
    }

    private static String plate(ObservationDecoder observation) {
        byte[] plate = new byte[24];
        observation.getPlate(plate, 0, 24);
        return new String(plate, StandardCharsets.UTF_8).replace("\0", "");
    }

    @Test
    void shouldReadAnAlertOfTheStream() {
        DriverRig rig = feed(rig(), streamHead() + part(TYPE, alert("渝A·1234挂")));
        assertThat(rig.faults.all()).isEmpty();
        assertThat(rig.sink.observations).hasSize(1);
        ObservationDecoder read = rig.sink.observations.get(0);
        assertThat(read.kind()).isEqualTo(ObservationKind.PLATE);
        assertThat(plate(read)).isEqualTo("渝A1234挂");
        assertThat(read.plateColour()).isEqualTo((short) 1);
        assertThat(read.existence()).isEqualTo(0.97f);
        assertThat(read.measuredAtNs()).isEqualTo(DriverRig.START_NS);
        assertThat(read.eastM()).isNaN();
    }

    @Test
    void shouldReadChunksPicturesJsonAndPartsWithoutLength() {
        String alert = part(TYPE, alert("渝A00001"));
        DriverRig rig = feed(rig(), chunkedHead() + chunk(alert.substring(0, 77)) + chunk(alert.substring(77)));
        assertThat(plates(rig)).containsExactly("渝A00001");
        String more = partWithoutLength(TYPE, alert("渝A00002")) + part("application/json", json("渝AD00003"));
        feed(rig, chunk(more));
        assertThat(plates(rig)).containsExactly("渝A00001", "渝A00002", "渝AD00003");
        assertThat(rig.sink.observations.get(2).plateColour()).isEqualTo((short) 4);

        DriverRig pictures = rig().feed(new HttpBytes()
                .text(streamHead() + part(TYPE, alert("渝A00004")))
                .picture(300_000)
                .picture(5)
                .text(part(TYPE, alert("渝A00005")))
                .bytes());
        assertThat(plates(pictures)).containsExactly("渝A00004", "渝A00005");
        assertThat(pictures.faults.all()).isEmpty();
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldTellAPartWithoutLengthAtOnce() {
        assertThat(plates(feed(rig(), streamHead() + partWithoutLength(TYPE, alert("渝A00002")))))
                .containsExactly("渝A00002");
        assertThat(plates(feed(rig(), streamHead() + partWithoutLength("application/json", json("渝A00002")))))
                .containsExactly("渝A00002");
    }

    @Test
    void shouldTakeWhatTheCameraPostsAndAnswer() {
        DriverRig rig = posted();
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(rig.replies.size()).isZero();
        String form = part(TYPE, alert("渝A00001")) + "--boundary--\r\n";
        feed(rig, post("multipart/form-data; boundary=boundary", form));
        feed(rig, post("application/xml", alert("渝A00002")));
        feed(rig, post("application/json", json("渝A00003")));
        assertThat(plates(rig)).containsExactly("渝A00001", "渝A00002", "渝A00003");
        assertThat(rig.replies.toString(StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".repeat(3));
        assertThat(rig.faults.all()).isEmpty();
        rig.replies.reset();
        feed(rig, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        assertThat(rig.replies.toString(StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }

    @Test
    void shouldUseTheAlertsOwnTimeWhenTold() {
        DriverRig rig = DriverRig.of(DriverKind.CAMERA_HIKVISION, Map.of("clock", "device"), DriverRig.MOUNT);
        String[] times = {
            "2025-11-25T00:00:00+08:00", "2025-11-25T00:00:00+0800", "2025-11-24T16:00:00Z", "2025-11-25T00:00:00"
        };
        rig.nowNs = Instant.parse("2025-11-24T16:00:00.700Z").toEpochMilli() * 1_000_000;
        feed(rig, streamHead());
        for (String time : times) {
            feed(rig, part(TYPE, alert("ANPR", time, "渝A00001")));
        }
        assertThat(rig.sink.observations)
                .hasSize(4)
                .allMatch(read -> read.measuredAtNs()
                        == Instant.parse("2025-11-24T16:00:00Z").getEpochSecond() * 1_000_000_000);
        feed(rig, part(TYPE, alert("ANPR", "yesterday", "渝A00001")));
        feed(rig, part(TYPE, alert("ANPR", "1970-01-01T00:00:00Z", "渝A00001")));
        feed(rig, part(TYPE, alert("ANPR", "2025-11-24T15:59:00Z", "渝A00001")));
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_MALFORMED, 2, FrameFault.TIME_IMPLAUSIBLE, 1));
    }

    @Test
    void shouldCountWhatItCannotUse() {
        DriverRig rig = feed(rig(), streamHead());
        feed(rig, part(TYPE, alert("fielddetection", "x", "渝A00001")));
        feed(rig, part(TYPE, alert("heartBeat", "x", "渝A00001")));
        feed(rig, part(TYPE, alert("videoloss", "x", "x").replace(">active<", ">inactive<")));
        feed(rig, part(TYPE, alert("unknown")));
        feed(rig, part(TYPE, "<a><b></a>"));
        feed(rig, part(TYPE, alert("渝A00001").replace("licensePlate>", "other>")));
        feed(rig, part(TYPE, alert("x".repeat(70))));
        feed(rig, part(TYPE, alert("渝A00001")));
        assertThat(plates(rig)).containsExactly("渝A00001");
        assertThat(rig.sink.emptyFrames).isEmpty();
        assertThat(rig.faults.all())
                .isEqualTo(Map.of(
                        FrameFault.CAMERA_UNUSED, 1, FrameFault.CAMERA_MALFORMED, 2, FrameFault.CAMERA_REJECTED, 1));
    }

    @Test
    void shouldNeitherExpandNorFetchEntities() {
        String bomb = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"&x;&x;\">]>";
        String hostile = alert("&x;&y;").replace("<EventNot", bomb + "<EventNot");
        DriverRig rig = feed(rig(), streamHead() + part(TYPE, hostile) + part(TYPE, "<a>".repeat(40)));
        assertThat(rig.sink.observations).isEmpty();
        assertThat(rig.faults.of(FrameFault.CAMERA_MALFORMED)).isEqualTo(2);
        feed(rig, part(TYPE, alert("渝A00001")));
        assertThat(plates(rig)).containsExactly("渝A00001");
    }

    @Test
    void shouldReadTheEncodingThatAnAlertDeclares() throws java.io.UnsupportedEncodingException {
        byte[] alert = alert("渝A1234警").replace("UTF-8", "GB2312").getBytes("GB18030");
        String head = "--boundary\r\nContent-Type: application/xml\r\nContent-Length: " + alert.length + "\r\n\r\n";
        DriverRig rig = feed(rig(), streamHead() + head).feed(alert);
        assertThat(plates(rig)).containsExactly("渝A1234警");
        feed(rig, "\r\n" + part(TYPE, alert("渝A1").replace("UTF-8", "no-such-thing")));
        feed(rig, "\r\n" + head).feed(alert("渝A1").getBytes("GB18030"));
        feed(rig, "\r\n" + part(TYPE, alert("渝A00002")));
        assertThat(plates(rig)).contains("渝A00002").hasSize(2);
    }

    @Test
    void shouldDropADocumentThatIsTooLong() {
        DriverRig rig = feed(rig(), streamHead() + part(TYPE, "<a>" + "b".repeat(300_000) + "</a>"));
        feed(rig, part(TYPE, alert("渝A00001")));
        assertThat(plates(rig)).containsExactly("渝A00001");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.CAMERA_GARBLED, 1));
    }

    @Test
    void shouldFindTheAlertBehindGarbage() {
        String good = part(TYPE, alert("渝A00001"));
        DriverRig rig =
                feed(rig(), streamHead() + good + "\u0001garbage<a>\r\n" + good + "--bound" + good + "{[" + good);
        assertThat(plates(rig)).hasSize(4);
        assertThat(rig.faults.of(FrameFault.CAMERA_GARBLED)).isEqualTo(3);

        String request = post("application/xml", alert("渝A00002"));
        DriverRig server = feed(posted(), request + "garbage" + request + "\u0000\u0001\r\nx: y\r\n" + request);
        assertThat(plates(server)).hasSize(3);
        assertThat(server.faults.of(FrameFault.CAMERA_GARBLED)).isEqualTo(2);
    }

    @Test
    void shouldFindTheAlertBehindADamagedChunkSize() {
        String good = part(TYPE, alert("渝A00001"));
        String damaged = chunk(good).replaceFirst("^[0-9a-f]+", "zz");
        DriverRig rig = feed(rig(), chunkedHead() + chunk(good) + damaged + chunk(good) + chunk(good));
        assertThat(plates(rig)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(rig.faults.of(FrameFault.CAMERA_GARBLED)).isPositive();
    }

    @Test
    void shouldNotBeFooledByAWrongContentLength() {
        String good = part(TYPE, alert("渝A00001"));
        String tooLong = good.replaceFirst("Content-Length: \\d+", "Content-Length: 99999");
        String tooShort = good.replaceFirst("Content-Length: \\d+", "Content-Length: 20");
        DriverRig rig = feed(rig(), streamHead() + tooLong + good + tooShort + good);
        assertThat(plates(rig)).hasSize(3);
        assertThat(rig.faults.of(FrameFault.CAMERA_MALFORMED)).isEqualTo(1);
    }

    @Test
    void shouldNotDependOnHowTheBytesAreCut() {
        byte[] stream = new HttpBytes()
                .text(chunkedHead() + chunk(part(TYPE, alert("渝A00001")) + part("application/json", json("渝A1"))))
                .bytes();
        DriverRig.assertSameHoweverCut(DriverKind.CAMERA_HIKVISION, Map.of(), stream);
        byte[] pictures = new HttpBytes()
                .text(streamHead())
                .picture(50)
                .text("garbage\r\n" + partWithoutLength(TYPE, alert("渝A00002")))
                .bytes();
        DriverRig.assertSameHoweverCut(DriverKind.CAMERA_HIKVISION, Map.of(), pictures);
    }

    @Property
    void shouldStandAnyBytes(@ForAll @Size(max = 400) byte[] noise) {
        DriverRig rig = feed(rig(), streamHead()).feed(noise);
        feed(rig, "\r\n" + part(TYPE, alert("渝A00001")));
        assertThat(plates(rig)).contains("渝A00001");
        DriverRig server = posted().feed(noise);
        server.driver.onLinkLost(server.nowNs);
        server.driver.onLinkUp(server.nowNs);
        assertThat(plates(feed(server, post("application/xml", alert("渝A00001")))))
                .contains("渝A00001");
    }

    @Property
    void shouldStandDamageAnywhere(@ForAll @IntRange(max = 900) int at, @ForAll byte value) {
        byte[] damaged = part(TYPE, alert("渝A00001")).getBytes(StandardCharsets.UTF_8);
        damaged[Math.min(at, damaged.length - 1)] = value;
        DriverRig rig = feed(rig(), streamHead()).feed(damaged);
        feed(rig, part(TYPE, alert("渝A00002")) + part(TYPE, alert("渝A00003")));
        assertThat(plates(rig)).contains("渝A00003");
    }
}
