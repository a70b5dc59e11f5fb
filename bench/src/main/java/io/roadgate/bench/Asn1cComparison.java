package io.roadgate.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./roadgate bench asn1c}: our codec and the C that asn1c generates from the same modules, on the same octets, one
 * after the other in one run, C before and after so that a machine that slows down is seen.
 */
@Command(
        name = "asn1c",
        mixinStandardHelpOptions = true,
        description = {
            "Times the codec against the C that asn1c makes from our own modules (-O2), on the same messages in one run.",
            "Needs asn1c and gcc: apt-get install -y --no-install-recommends asn1c gcc libc6-dev"
        })
public final class Asn1cComparison implements Callable<Integer> {
    private static final Path MODULES = Path.of("v2x-codec", "src", "main", "asn1");
    private static final String DAY_ONE = "day1-2020";
    /** What VPM needs. The frame of the second stage is not among it: asn1c reads no object sets. */
    private static final List<Path> DAY_TWO = List.of(Path.of("day2", "toll.asn"), Path.of("day2", "vpm.asn"));

    private static final Path HARNESS = Path.of("bench", "src", "main", "c", "asn1c_rate.c");
    private static final Path WORK = Path.of("bench", "target");

    /** Nanoseconds per message. */
    private record Times(double decodeNs, double freeNs, double encodeNs, double bytesPerOp) {}

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (String tool : List.of("asn1c", "gcc")) {
            if (!isInstalled(tool)) {
                spec.commandLine()
                        .getErr()
                        .println(tool + " is missing: apt-get install -y --no-install-recommends asn1c gcc libc6-dev");
                return 1;
            }
        }
        Path work = Files.createDirectories(Checkout.find(WORK).resolve("asn1c"));
        out.println("Generating and compiling the C, about half a minute ...");
        out.flush();
        Path program = build(work);
        out.println("C, first time ...");
        out.flush();
        Map<SampleMessage, Times> before = timeC(program, work);
        out.println("Java (JMH, one fork for each message and direction) ...");
        out.flush();
        Map<SampleMessage, Times> ours = timeOurs();
        out.println("C, second time ...");
        out.flush();
        Map<SampleMessage, Times> after = timeC(program, work);
        print(out, before, ours, after);
        return 0;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private static Path build(Path work) throws IOException, InterruptedException {
        List<String> generate = new ArrayList<>(
                List.of("asn1c", "-fcompound-names", "-fskeletons-copy", "-gen-PER", "-pdu=MessageFrame"));
        Path modules = Checkout.find(MODULES);
        generate.addAll(files(modules.resolve(DAY_ONE), ".asn"));
        DAY_TWO.forEach(file -> generate.add(modules.resolve(file).toString()));
        run(work, "generate.log", generate);
        Files.deleteIfExists(work.resolve("converter-sample.c"));
        Files.copy(Checkout.find(HARNESS), work.resolve("asn1c_rate.c"), StandardCopyOption.REPLACE_EXISTING);
        List<String> compile = new ArrayList<>(List.of("gcc", "-O2", "-w", "-I.", "-o", "asn1c_rate"));
        compile.addAll(files(work, ".c"));
        compile.add("-lm");
        run(work, "compile.log", compile);
        return work.resolve("asn1c_rate");
    }

    private static List<String> files(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void run(Path work, String log, List<String> command) throws IOException, InterruptedException {
        Path told = work.resolve(log);
        int status = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + status + "; it said, in " + told + ":\n"
                    + Files.readString(told));
        }
    }

    private static Map<SampleMessage, Times> timeC(Path program, Path work) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (SampleMessage message : SampleMessage.values()) {
            String hex = HexFormat.of().formatHex(message.octetsAlone());
            lines.add(message + " " + message.typeAlone() + " " + hex);
        }
        Path messages = Files.write(work.resolve("messages.txt"), lines);
        Path times = work.resolve("times.txt");
        Process process = new ProcessBuilder(program.toString())
                .redirectInput(messages.toFile())
                .redirectOutput(times.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the C program ended with " + process.exitValue());
        }
        Map<SampleMessage, Times> all = new EnumMap<>(SampleMessage.class);
        for (String line : Files.readAllLines(times)) {
            String[] cells = line.split(" ", -1);
            all.put(
                    SampleMessage.valueOf(cells[0]),
                    new Times(
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4]),
                            0));
        }
        return all;
    }

    private static Map<SampleMessage, Times> timeOurs() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MessageBenchmark.class.getName() + ".*")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .jvmArgs("@" + Checkout.find(Checkout.JVM_OPTIONS))
                        .build())
                .run();
        Map<SampleMessage, Times> all = new EnumMap<>(SampleMessage.class);
        for (RunResult result : results) {
            SampleMessage message = SampleMessage.valueOf(result.getParams().getParam("message"));
            double ns = result.getPrimaryResult().getScore();
            double bytes =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            boolean isDecode = result.getParams().getBenchmark().endsWith("decode");
            Times known = all.getOrDefault(message, new Times(0, 0, 0, 0));
            all.put(
                    message,
                    new Times(
                            isDecode ? ns : known.decodeNs(),
                            0,
                            isDecode ? known.encodeNs() : ns,
                            Math.max(bytes, known.bytesPerOp())));
        }
        return all;
    }

    private static void print(
            PrintWriter out,
            Map<SampleMessage, Times> before,
            Map<SampleMessage, Times> ours,
            Map<SampleMessage, Times> after) {
        out.println();
        out.println("ns per message; C before / after; its decoding without the freeing that must follow (own column)");
        out.println("VPM: C gets it alone, ours in its frame, whose table of messages asn1c does not read");
        out.printf(
                "%-26s %7s | %17s %8s %7s | %17s %8s %7s | %15s %6s%n",
                "message", "octets", "C decode", "ours", "ratio", "C encode", "ours", "ratio", "C free", "B/op");
        for (SampleMessage message : SampleMessage.values()) {
            Times first = before.get(message);
            Times second = after.get(message);
            Times own = ours.get(message);
            out.printf(
                    Locale.ROOT,
                    "%-26s %7d | %8.0f /%7.0f %8.0f %6.1fx | %8.0f /%7.0f %8.0f %6.1fx | %7.0f /%6.0f %6.2f%n",
                    message.meaning(),
                    message.octets().length,
                    first.decodeNs(),
                    second.decodeNs(),
                    own.decodeNs(),
                    Math.min(first.decodeNs(), second.decodeNs()) / own.decodeNs(),
                    first.encodeNs(),
                    second.encodeNs(),
                    own.encodeNs(),
                    Math.min(first.encodeNs(), second.encodeNs()) / own.encodeNs(),
                    first.freeNs(),
                    second.freeNs(),
                    own.bytesPerOp());
        }
        out.flush();
    }
}
