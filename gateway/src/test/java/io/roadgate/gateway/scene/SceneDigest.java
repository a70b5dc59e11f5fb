package io.roadgate.gateway.scene;

import io.roadgate.gateway.RoadsideGateway;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Tells the digest of a small scene's tracks; a program, to be run on another release of Java. */
final class SceneDigest {
    private SceneDigest() {}

    static String of(Path directory) throws Exception {
        TinyScene scene = new TinyScene(33, 10, 20);
        StringWriter out = new StringWriter();
        SceneFusion.of(scene.writeMap(directory), RoadsideGateway.declarations(), out, null, fault -> {})
                .run(new StringReader(
                        scene.lines(4).stream().map(TinyScene.Line::text).collect(Collectors.joining("\n"))));
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length + " "
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** Prints it. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(of(Path.of(arguments[0])));
    }
}
