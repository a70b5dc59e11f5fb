package io.roadgate.gateway.cli;

import io.roadgate.gateway.journal.EventStory;
import io.roadgate.gateway.journal.FusionFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why an event was raised. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Replays the journal and shows why an event was raised: who took part, which numbers were held against",
            "which thresholds, and which sensors were behind them; with --out as a picture, too."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the event is explained",
            "1:there is no such journal or event, or the picture cannot be written",
            "2:wrong usage"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final FusionFactory factory;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "EVENT-ID", description = "id of the event, as events and topics show it")
    private String eventId;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "the journal's directory")
    private Path journal;

    @Option(names = "--out", paramLabel = "FILE", description = "write a picture there: .svg, or a page as .html")
    private Path out;

    /** With fusion as the replay is to make it. */
    public ExplainCommand(FusionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(journal)) {
            err.println("no journal: " + journal + " is not a directory");
            return 1;
        }
        long id;
        try {
            id = Long.parseUnsignedLong(eventId);
        } catch (NumberFormatException e) {
            err.println("EVENT-ID must be a whole number such as 7590376098516205569, is " + eventId);
            return 2;
        }
        EventStory story = new EventStory(journal, factory, id);
        if (!story.read()) {
            err.println("the journal in " + journal + " holds no event " + eventId
                    + (story.others().isEmpty() ? " and no other" : "; the last that it holds:"));
            EventExplanation.listing(story.others()).forEach(err::println);
            return 1;
        }
        EventExplanation explanation = new EventExplanation(story);
        List<String> text = explanation.lines();
        text.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        if (out != null) {
            boolean isPage = out.toString().endsWith(".html");
            Files.writeString(out, isPage ? explanation.html() : explanation.svg());
        }
        return 0;
    }
}
