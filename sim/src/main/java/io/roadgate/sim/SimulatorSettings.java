package io.roadgate.sim;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the simulator's devices are connected.
 *
 * @param seed of traffic and noise.
 * @param radarDeviceEnd pty end that the radar writes to.
 * @param etcDeviceEnd pty end that the ETC antenna writes to.
 * @param gatewayRsu where the gateway listens for the RSU's datagrams.
 * @param cameraPort of the camera's server on the loopback interface; 0 = any free one.
 * @param rsuPort on which the RSU takes what it shall broadcast; 0 = any free one.
 */
public record SimulatorSettings(
        long seed, Path radarDeviceEnd, Path etcDeviceEnd, InetSocketAddress gatewayRsu, int cameraPort, int rsuPort) {
    /** Refuses what is missing. */
    public SimulatorSettings {
        Objects.requireNonNull(radarDeviceEnd, "radarDeviceEnd");
        Objects.requireNonNull(etcDeviceEnd, "etcDeviceEnd");
        Objects.requireNonNull(gatewayRsu, "gatewayRsu");
    }
}
