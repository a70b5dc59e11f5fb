package io.roadgate.sensor.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers what a server asks before it grants a request: Digest with SHA-256 or MD5, or Basic, the strongest that it
 * offers.
 *
 * <p>Source: RFC 7616 (Digest), RFC 7617 (Basic), RFC 9110 section 11.
 */
public final class HttpAuth {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
    private static final List<String> BY_STRENGTH = List.of("MD5", "MD5-SESS", "SHA-256", "SHA-256-SESS");

    private final String user;
    private final String password;
    private final Supplier<String> clientNonces;
    private Map<String, String> challenge = Map.of();
    private boolean isBasic;
    private int count;

    /**
     * Credentials.
     *
     * @param clientNonces gives a fresh random text each time.
     */
    public HttpAuth(String user, String password, Supplier<String> clientNonces) {
        this.user = user;
        this.password = password;
        this.clientNonces = clientNonces;
    }

    /** Takes the WWW-Authenticate fields of an answer 401; false when there is nothing among them that we can answer. */
    public boolean onChallenge(List<String> fields) {
        Optional<Map<String, String>> strongest = fields.stream()
                .filter(field -> isScheme(field, "digest"))
                .map(HttpAuth::parameters)
                .filter(parameters -> strength(parameters) >= 0 && isQopKnown(parameters))
                .max((a, b) -> Integer.compare(strength(a), strength(b)));
        isBasic = strongest.isEmpty() && fields.stream().anyMatch(field -> isScheme(field, "basic"));
        challenge = strongest.orElse(Map.of());
        count = 0;
        return isBasic || !challenge.isEmpty();
    }

    /** Whether a challenge only says that the nonce is too old, not that the password is wrong. */
    public static boolean isStale(List<String> fields) {
        return fields.stream()
                .anyMatch(field -> "true".equalsIgnoreCase(parameters(field).get("stale")));
    }

    /** The value of the Authorization field; empty when nothing has been asked. */
    public String authorization(String method, String uri) {
        if (isBasic) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
        return challenge.isEmpty() ? "" : digest(method, uri);
    }

    private String digest(String method, String uri) {
        String algorithm = algorithm(challenge);
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String clientNonce = clientNonces.get();
        count++;
        String countText = String.format("%08x", count);
        String secret = hash(algorithm, user + ":" + realm + ":" + password);
        if (algorithm.endsWith("-SESS")) {
            secret = hash(algorithm, secret + ":" + nonce + ":" + clientNonce);
        }
        String request = hash(algorithm, method + ":" + uri);
        boolean hasQop = challenge.containsKey("qop");
        String response = hash(
                algorithm,
                secret + ":" + nonce + ":" + (hasQop ? countText + ":" + clientNonce + ":auth:" : "") + request);
        StringBuilder text = new StringBuilder("Digest username=\"")
                .append(quoted(user))
                .append("\", realm=\"")
                .append(quoted(realm))
                .append("\", nonce=\"")
                .append(quoted(nonce))
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(response)
                .append('"');
        if (challenge.containsKey("algorithm")) {
            text.append(", algorithm=").append(challenge.get("algorithm"));
        }
        if (hasQop) {
            text.append(", qop=auth, nc=")
                    .append(countText)
                    .append(", cnonce=\"")
                    .append(clientNonce)
                    .append('"');
        }
        if (challenge.containsKey("opaque")) {
            text.append(", opaque=\"").append(quoted(challenge.get("opaque"))).append('"');
        }
        return text.toString();
    }

    private static boolean isScheme(String field, String scheme) {
        return field.toLowerCase(Locale.ROOT).startsWith(scheme + " ");
    }

    private static String algorithm(Map<String, String> parameters) {
        return parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    }

    private static int strength(Map<String, String> parameters) {
        return BY_STRENGTH.indexOf(algorithm(parameters));
    }

    private static boolean isQopKnown(Map<String, String> parameters) {
        String qop = parameters.get("qop");
        return qop == null || Arrays.asList(qop.split("\\s*,\\s*")).contains("auth");
    }

    private static Map<String, String> parameters(String field) {
        Map<String, String> parameters = new HashMap<>();
        int space = field.indexOf(' ');
        Matcher matcher = PARAMETER.matcher(space < 0 ? "" : field.substring(space));
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.startsWith("SHA") ? "SHA-256" : "MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5 and SHA-256", e);
        }
    }
}
