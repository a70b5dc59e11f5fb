package io.roadgate.sensor.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities and certificates made anew for a test run, by the JDK's keytool. */
final class TestCertificates {
    private static final char[] PASSWORD = "test-only".toCharArray();

    private final Path folder;
    private final Path store;

    TestCertificates(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("all.p12");
        make("authority", List.of("-ext", "bc:c"));
        make("device", signed("-ext", "san=ip:127.0.0.1,dns:camera.site"));
        make("gateway", signed("-ext", "san=ip:127.0.0.1"));
        make("elsewhere", signed("-ext", "san=dns:elsewhere.site"));
        make("expired", signed("-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "10"));
        make("stranger", List.of("-ext", "san=ip:127.0.0.1"));
    }

    private static List<String> signed(String... more) {
        List<String> options = new ArrayList<>(List.of("-signer", "authority"));
        options.addAll(Arrays.asList(more));
        return options;
    }

    private void make(String alias, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    /** The certificate and its chain as a PEM file. */
    String certificate(String alias) throws IOException, GeneralSecurityException {
        StringBuilder pem = new StringBuilder();
        for (Certificate certificate : store().getCertificateChain(alias)) {
            pem.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return write(alias + ".crt", pem.toString());
    }

    /** The private key as a PEM file, PKCS#8. */
    String key(String alias) throws IOException, GeneralSecurityException {
        return write(
                alias + ".key",
                pem("PRIVATE KEY", store().getKey(alias, PASSWORD).getEncoded()));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String pem(String kind, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** What a device holds that shows this certificate ({@code null} = none) and trusts the authority. */
    SSLContext device(String alias) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", store().getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (alias != null) {
            own.setKeyEntry(alias, store().getKey(alias, PASSWORD), PASSWORD, store().getCertificateChain(alias));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
