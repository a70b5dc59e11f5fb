package io.roadgate.gateway.roadmap;

/**
 * The map that holds now. All of fusion looks here, so that it changes for all at once, between two records.
 *
 * <p><b>Thread:</b> the fusion agent.
 */
public final class ActiveMap {
    private SiteMap map;
    private int revision;

    /** Begins with a map. */
    public ActiveMap(SiteMap map) {
        this.map = map;
    }

    /** The map. */
    public SiteMap map() {
        return map;
    }

    /** How often it was replaced; who keeps indices of lanes must forget them when it changes. */
    public int revision() {
        return revision;
    }

    /** Another map from now on. */
    public void replace(SiteMap newMap) {
        map = newMap;
        revision++;
    }
}
