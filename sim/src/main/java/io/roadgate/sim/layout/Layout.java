package io.roadgate.sim.layout;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/** The table of layouts. */
public enum Layout {
    /** A signalised junction beside a two-carriageway expressway with a merging ramp. */
    CITY("signalised junction and a two-carriageway expressway with a merging ramp", CityLayout::build),
    /** Dense crossroads with many people on foot and cycles. */
    URBAN("dense crossroads: queues at red lights, many people on foot and cycles", UrbanLayout::build),
    /** Bends, a merge, three times the clutter, more ghosts. */
    CURVES("expressway with bends and a ramp merge, heavy clutter and ghosts", CurvesLayout::build),
    /** A roundabout without signals. */
    ROUNDABOUT("roundabout with four arms, no signals", RoundaboutLayout::build),
    /** Two carriageways above each other. */
    DECKS("two carriageways 8 m above each other with a ramp between them", DecksLayout::build),
    /** A tunnel. */
    TUNNEL("expressway through a tunnel, no satellites inside", TunnelLayout::build);

    private final String about;
    private final Consumer<Site> builder;

    Layout(String about, Consumer<Site> builder) {
        this.about = about;
        this.builder = builder;
    }

    /** One line for people. */
    public String about() {
        return about;
    }

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Builds the site. */
    public Site build() {
        Site site = new Site();
        builder.accept(site);
        return site;
    }

    /** The layout of a name; throws, naming all, where there is none. */
    public static Layout of(String word) {
        return Arrays.stream(values())
                .filter(layout -> layout.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layout " + word + "; there are "
                        + Arrays.stream(values()).map(Layout::word).toList()));
    }
}
