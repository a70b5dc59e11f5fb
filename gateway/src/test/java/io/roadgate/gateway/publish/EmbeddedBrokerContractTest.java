package io.roadgate.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.gateway.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterEach;

/** Artemis in this process. */
class EmbeddedBrokerContractTest extends BrokerContractTest {
    private EmbeddedBroker broker;
    private int port;

    @Override
    String startBroker() {
        broker = new EmbeddedBroker(directory.resolve("broker"), port).start();
        port = broker.port();
        return broker.uri().toString();
    }

    @Override
    void stopBroker() {
        broker.close();
    }

    @Override
    void restartBroker() {
        assertThat(startBroker()).endsWith(":" + port);
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
