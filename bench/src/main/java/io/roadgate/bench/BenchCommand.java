package io.roadgate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roadgate bench}: runs the JMH benchmarks with the project's JVM flags and the allocation profiler. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = Asn1cComparison.class,
        description = "Runs the JMH benchmarks: time and bytes allocated per operation.")
public final class BenchCommand implements Callable<Integer> {
    private static final int QUICK_ITERATIONS = 2;

    @Parameters(paramLabel = "NAME", description = "Parts of benchmark names (regular expressions); none = all.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "One fork, two short iterations: a look, not a measurement.")
    private boolean isQuick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON, too.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.NORMAL)
                .shouldFailOnError(true)
                .jvmArgs("@" + Checkout.find(Checkout.JVM_OPTIONS));
        names.forEach(options::include);
        if (names.isEmpty()) {
            options.include("io\\.roadgate\\.bench");
        }
        if (isQuick) {
            options.forks(1)
                    .warmupIterations(QUICK_ITERATIONS)
                    .measurementIterations(QUICK_ITERATIONS)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementTime(TimeValue.seconds(1));
        }
        if (json != null) {
            options.result(json.toString()).resultFormat(ResultFormatType.JSON);
        }
        new Runner(options.build()).run();
        return 0;
    }
}
