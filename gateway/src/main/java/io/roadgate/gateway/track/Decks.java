package io.roadgate.gateway.track;

/** Which decks lie over each other at a place, and where one changes from one to another: what the tracker may know of levels. */
public interface Decks {
    /** Decks at most. */
    int MOST = 8;

    /** Knows of one deck only. */
    Decks NONE = new Decks() {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public int lowest() {
            return 0;
        }

        @Override
        public int at(double eastM, double northM, double marginM, double[] upM) {
            return 0;
        }
    };

    /** How many levels there are, the lowest to the highest. */
    int count();

    /** The lowest level; a deck is told by its level less this one. */
    int lowest();

    /**
     * The decks at a place.
     *
     * @param marginM how far beside a lane's edge the place may lie.
     * @param upM takes the height of each deck's surface there (metres above the origin); NaN = that deck has no lane there.
     * @return the decks between which one changes there, one bit each; 0 = none.
     */
    int at(double eastM, double northM, double marginM, double[] upM);
}
