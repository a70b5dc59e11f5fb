package io.roadgate.gateway.publish;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Debian's mosquitto, killed without mercy. */
class MosquittoContractTest extends BrokerContractTest {
    private Mosquitto broker;

    @Override
    String startBroker() {
        broker = new Mosquitto(directory, "").start();
        await().atMost(Duration.ofSeconds(10)).until(() -> canConnect(broker.port));
        return broker.uri();
    }

    @Override
    void stopBroker() throws InterruptedException {
        broker.kill();
    }

    @Override
    void restartBroker() {
        broker.start();
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    private static boolean canConnect(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
