package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.interpret.Interpreter;
import io.roadgate.v2x.interpret.TypeCodec;
import io.roadgate.v2x.interpret.ValueFault;
import io.roadgate.v2x.sample.Construct;
import io.roadgate.v2x.sample.SampleFrame;
import io.roadgate.v2x.uper.WireValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Generated classes against the interpreter, which shares neither their code nor their shape: what one accepts the other
 * does, with the same JSON and the same octets.
 */
class DifferentialTest {
    private static final Pattern BEYOND_LONG = Pattern.compile("[:\\[,]-?[0-9]{19}");

    private final TypeCodec constructs = interpreter().codec("Construct");
    private final TypeCodec samples = interpreter().codec("SampleFrame");
    private final Hex hex = new Hex();

    private static Interpreter interpreter() {
        try {
            Map<String, String> sources = new TreeMap<>();
            for (String file : new String[] {"sample.asn", "constructs.asn"}) {
                sources.put(
                        file, Files.readString(Path.of("src/test/asn1/sample").resolve(file)));
            }
            return Interpreter.compile(sources);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Property(tries = 20_000)
    void shouldAgreeOnConstructs(@ForAll long seed) {
        compare(constructs, new Construct(), seed);
    }

    @Property(tries = 10_000)
    void shouldAgreeOnTheSample(@ForAll long seed) {
        compare(samples, new SampleFrame(), seed);
    }

    /** Half of a surrogate pair in a BMPString was taken for a character by one of the two. */
    @Example
    void shouldAgreeOnHalfACharacter() {
        compare(constructs, new Construct(), -7_762_770);
    }

    /** Random octets; those that make a value are written again, so that nothing is left behind it. */
    private void compare(TypeCodec codec, WireValue value, long seed) {
        byte[] octets = octets(new Random(seed));
        String given = HexFormat.of().formatHex(octets);
        String fault = hex.decode(given, value);
        boolean isPrefix = fault.equals("trailing") || fault.equals("padding");
        if (isPrefix) {
            // What stands before the fault is a whole value.
            int length = (int) Math.min(octets.length, (hex.faultBit() + 7) / 8);
            octets = java.util.Arrays.copyOf(octets, Math.max(1, length));
            int unused = (int) (octets.length * 8L - hex.faultBit());
            if (unused > 0 && unused < 8) {
                octets[octets.length - 1] &= (byte) (0xFF << unused);
            }
            given = HexFormat.of().formatHex(octets);
            fault = hex.decode(given, value);
        }
        Statistics.label("faults").collect(fault);
        String interpreted = decode(codec, octets);
        if (fault.equals("range") && BEYOND_LONG.matcher(interpreted).find()) {
            // The interpreter reads numbers of any size.
            return;
        }
        if (!fault.equals("none")) {
            assertThat(interpreted).as("%s is the fault %s", given, fault).isEqualTo("fault");
            return;
        }
        String json = Hex.json(value);
        assertThat(JsonTree.parse(interpreted)).as(given).isEqualTo(JsonTree.parse(json));
        String canonical = hex.encode(value);
        assertThat(hex.decode(canonical, value)).as(canonical).isEqualTo("none");
        assertThat(hex.encode(value)).isEqualTo(canonical);
        // JSON does not say how long the sender's bitmap of additions was: its octets may differ from those received.
        Hex.fromJson(interpreted, value);
        String fromJson = HexFormat.of().formatHex(codec.encode(interpreted));
        assertThat(hex.encode(value)).as(interpreted).isEqualTo(fromJson);
    }

    private static String decode(TypeCodec codec, byte[] octets) {
        try {
            return codec.decode(octets);
        } catch (ValueFault e) {
            return "fault";
        }
    }

    private static byte[] octets(Random random) {
        byte[] octets = new byte[1 + random.nextInt(120)];
        random.nextBytes(octets);
        byte[] mask = new byte[octets.length];
        for (int thinned = random.nextInt(3); thinned > 0; thinned--) {
            random.nextBytes(mask);
            for (int i = 0; i < octets.length; i++) {
                octets[i] &= mask[i];
            }
        }
        return octets;
    }
}
