package io.roadgate.sim.traffic;

/** What a lane is for. */
public enum LaneKind {
    /** Carries vehicles; nobody may stand in it. */
    DRIVING("driving"),
    /** Walkers cross here. */
    CROSSWALK("crosswalk"),
    /** Leads past a toll point. */
    TOLL("toll");

    private final String siteFileName;

    LaneKind(String siteFileName) {
        this.siteFileName = siteFileName;
    }

    /** The word for it in a site file. */
    public String siteFileName() {
        return siteFileName;
    }
}
