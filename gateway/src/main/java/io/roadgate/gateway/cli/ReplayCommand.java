package io.roadgate.gateway.cli;

import io.roadgate.gateway.journal.FusionFactory;
import io.roadgate.gateway.journal.JournalDamage;
import io.roadgate.gateway.journal.JournalSummary;
import io.roadgate.gateway.journal.ReplayDifference;
import io.roadgate.gateway.journal.ReplayReport;
import io.roadgate.gateway.journal.ReplayVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Replays a journal and says whether the gateway would say the same again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds the journalled inputs to fusion again and compares the outputs, byte for byte.",
            "Without --verify it reports what it found; with it, anything different, missing or damaged is exit code 1."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int DAMAGE_SHOWN = 20;

    private final FusionFactory factory;

    @Spec
    private CommandSpec spec;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--verify", description = "Exit 0 only when all is equal and nothing is missing or damaged.")
    private boolean isVerifying;

    @Option(names = "--from", paramLabel = "T", description = "Compare from this instant, as 2026-01-31T08:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "T", description = "Compare until before this instant.")
    private Instant to;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there, too.")
    private Path json;

    /** With fusion as the replay is to make it. */
    public ReplayCommand(FusionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(journal)) {
            err.println("no journal: " + journal + " is not a directory");
            return 1;
        }
        ReplayVerifier verifier = new ReplayVerifier(
                journal,
                factory,
                from == null ? Long.MIN_VALUE : instantNs(from),
                to == null ? Long.MAX_VALUE : instantNs(to));
        ReplayReport report = verifier.verify(count -> {
            err.println(count + " records read");
            err.flush();
        });
        print(report, spec.commandLine().getOut());
        if (json != null) {
            writeJson(report);
        }
        return isVerifying && !report.isVerified() ? 1 : 0;
    }

    private static long instantNs(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private void writeJson(ReplayReport report) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(json, mapper.writeValueAsString(report) + "\n");
    }

    private void print(ReplayReport report, PrintWriter out) {
        JournalSummary read = report.journal();
        out.printf("records            %d (%d to %d)%n", read.recordCount(), read.firstSequence(), read.lastSequence());
        out.printf("sessions           %d%n", report.sessionCount());
        out.printf("inputs replayed    %d%n", report.inputCount());
        out.printf("outputs compared   %d%n", report.outputCount());
        out.printf("differences        %d%n", report.differenceCount());
        out.printf("records missing    %d%n", read.missingCount());
        out.printf("damaged places     %d%n", read.damageCount());
        if (report.cutOutputCount() > 0) {
            out.printf(
                    "outputs cut off    %d (a run was killed before they were journalled)%n", report.cutOutputCount());
        }
        if (report.orphanCount() > 0) {
            out.printf("not replayed       %d (before the first session start)%n", report.orphanCount());
        }
        if (report.unknownCount() > 0) {
            out.printf("unknown            %d (of a newer release)%n", report.unknownCount());
        }
        read.damage().stream().limit(DAMAGE_SHOWN).map(JournalDamage::toString).forEach(out::println);
        report.failure().ifPresent(reason -> out.println("replay stopped " + reason));
        report.firstDifference().ifPresent(difference -> print(difference, out));
        out.println(report.isVerified() ? "equal" : "NOT VERIFIED");
        out.flush();
    }

    private static void print(ReplayDifference difference, PrintWriter out) {
        out.printf("first difference at record %d: %s%n", difference.sequence(), difference.reason());
        out.println("  journalled: " + (difference.journalled().isEmpty() ? "nothing" : difference.journalled()));
        out.println("  computed:   " + (difference.computed().isEmpty() ? "nothing" : difference.computed()));
    }
}
