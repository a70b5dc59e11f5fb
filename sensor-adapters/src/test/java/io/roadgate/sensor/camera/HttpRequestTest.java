package io.roadgate.sensor.camera;

import static io.roadgate.sensor.camera.HttpBytes.streamHead;
import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.device.DriverRig;
import io.roadgate.sensor.frame.FrameFault;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a driver asks a camera for, and what it does when it is refused. */
class HttpRequestTest {
    private static final String UNAUTHORIZED = String.join(
            "\r\n",
            "HTTP/1.1 401 Unauthorized",
            "Content-Length: 4",
            "WWW-Authenticate: Digest realm=\"IP Camera\", qop=\"auth\", nonce=\"abc\", algorithm=MD5",
            "WWW-Authenticate: Basic realm=\"IP Camera\"",
            "",
            "nope");

    private final DriverRig rig =
            DriverRig.of(DriverKind.CAMERA_HIKVISION, Map.of("user", "admin", "httpHost", "10.0.0.9"), DriverRig.MOUNT);

    private String request() {
        String text = rig.replies.toString(StandardCharsets.US_ASCII);
        rig.replies.reset();
        return text;
    }

    @Test
    void shouldAskWhenTheLinkComesUp() {
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(request())
                .startsWith("GET /ISAPI/Event/notification/alertStream HTTP/1.1\r\nHost: 10.0.0.9\r\n")
                .endsWith("\r\n\r\n")
                .doesNotContain("Authorization");
    }

    @Test
    void shouldAnswerTheChallengeAtOnceAndRememberIt() {
        rig.driver.onLinkUp(rig.nowNs);
        request();
        rig.feed(UNAUTHORIZED);
        assertThat(request()).contains("Authorization: Digest username=\"admin\", realm=\"IP Camera\"", "nc=00000001");
        rig.feed(streamHead());
        assertThat(rig.faults.all()).isEmpty();
        rig.driver.onLinkLost(rig.nowNs);
        rig.driver.onLinkUp(rig.nowNs);
        assertThat(request()).contains("Authorization: Digest", "nc=00000002");
    }

    @Test
    void shouldTryAgainLaterWhenThePasswordIsWrong() {
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(UNAUTHORIZED).feed(UNAUTHORIZED);
        request();
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.HTTP_REFUSED, 1));
        rig.tickAfterMs(4_999);
        assertThat(request()).isEmpty();
        rig.tickAfterMs(1);
        assertThat(request()).contains("Authorization: Digest");
    }

    @Test
    void shouldTakeAFreshNonceAtOnce() {
        rig.driver.onLinkUp(rig.nowNs);
        rig.feed(UNAUTHORIZED).feed(UNAUTHORIZED.replace("nonce=\"abc\"", "nonce=\"def\", stale=true"));
        assertThat(request()).contains("nonce=\"def\"");
        assertThat(rig.faults.all()).isEmpty();
    }

    @Test
    void shouldAskAgainAfterARefusalAndAfterTheEnd() {
        rig.driver.onLinkUp(rig.nowNs);
        request();
        rig.feed("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assertThat(rig.faults.all()).isEqualTo(Map.of(FrameFault.HTTP_REFUSED, 1));
        rig.tickAfterMs(5_000);
        assertThat(request()).startsWith("GET ");
        rig.feed("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n")
                .tickAfterMs(5_000);
        assertThat(request()).startsWith("GET ");
    }

    @Test
    void shouldAskLaterWhenTheLinkIsBusy() {
        rig.isBusy = true;
        rig.driver.onLinkUp(rig.nowNs);
        rig.isBusy = false;
        rig.tickAfterMs(5_000);
        assertThat(request()).startsWith("GET ");
    }
}
