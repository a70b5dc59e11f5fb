package io.roadgate.gateway.publish;

/** The duties that have a connection each, so that none waits behind another. */
enum Lane {
    /** Warnings: lost only when their time is over. */
    HAZARD("hazard"),
    /** Money: never lost. */
    TOLL("toll"),
    /** Road pictures and health: the latest counts. */
    BULK("bulk");

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** Name in client ids and threads. */
    String label() {
        return label;
    }
}
