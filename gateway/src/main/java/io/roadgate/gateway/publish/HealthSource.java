package io.roadgate.gateway.publish;

/** Says how the gateway is, once a second. */
@FunctionalInterface
public interface HealthSource {
    /**
     * Appends one JSON object; its member {@code state} is {@code "up"} or what is wrong.
     *
     * <p>Thread: the publish agent. It may allocate: it is off the path. It must not block.
     */
    void appendHealth(StringBuilder json);
}
