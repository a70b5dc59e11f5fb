package io.roadgate.sensor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7616, section 3.9.1, and RFC 7617, section 2. */
class HttpAuthTest {
    private static final String NONCES = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
            + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final String MD5 = "Digest algorithm=MD5, " + NONCES;
    private static final String SHA = "Digest algorithm=SHA-256, " + NONCES;

    private final HttpAuth auth =
            new HttpAuth("Mufasa", "Circle of Life", () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

    @Test
    void shouldAnswerWithMd5() {
        assertThat(auth.onChallenge(List.of(MD5))).isTrue();
        assertThat(auth.authorization("GET", "/dir/index.html"))
                .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
                        + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\"")
                .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"", "algorithm=MD5", "qop=auth", "nc=00000001")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
        assertThat(auth.authorization("GET", "/dir/index.html")).contains("nc=00000002");
    }

    @Test
    void shouldPreferSha256() {
        assertThat(auth.onChallenge(List.of("Basic realm=\"x\"", MD5, SHA))).isTrue();
        assertThat(auth.authorization("GET", "/dir/index.html"))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"", "SHA-256");
    }

    @Test
    void shouldAnswerOldServersWithoutQop() {
        assertThat(auth.onChallenge(List.of("Digest realm=\"r\", nonce=\"n\""))).isTrue();
        // md5(md5(Mufasa:r:Circle of Life):n:md5(GET:/))
        assertThat(auth.authorization("GET", "/"))
                .doesNotContain("qop", "nc=", "algorithm")
                .contains("response=\"");
    }

    @Test
    void shouldAnswerBasicWhenNothingElseIsOffered() {
        HttpAuth basic = new HttpAuth("Aladdin", "open sesame", () -> "");
        assertThat(basic.authorization("GET", "/")).isEmpty();
        assertThat(basic.onChallenge(List.of("Basic realm=\"WallyWorld\""))).isTrue();
        assertThat(basic.authorization("GET", "/")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void shouldKnowWhatItCannotAnswer() {
        assertThat(auth.onChallenge(List.of())).isFalse();
        assertThat(auth.onChallenge(List.of("Negotiate", "Digest algorithm=SHA-512-256, realm=\"x\", nonce=\"y\"")))
                .isFalse();
        assertThat(auth.onChallenge(List.of("Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"")))
                .isFalse();
        assertThat(auth.authorization("GET", "/")).isEmpty();
    }

    @Test
    void shouldKnowAStaleNonce() {
        assertThat(HttpAuth.isStale(List.of("Digest realm=\"x\", stale=TRUE, nonce=\"y\"")))
                .isTrue();
        assertThat(HttpAuth.isStale(List.of("Digest realm=\"x\", nonce=\"y\""))).isFalse();
    }
}
