package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.roadgate.v2x.dayone.MessageFrame;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[4096]);

    @ParameterizedTest
    @ValueSource(
            strings = {
                MessageFixtures.BSM_JSON,
                MessageFixtures.MAP_JSON,
                MessageFixtures.RSM_JSON,
                MessageFixtures.SPAT_JSON,
                MessageFixtures.RSI_JSON
            })
    void shouldNotAllocateAfterWarmUp(String json) {
        String octets = new Hex().encode(Hex.fromJson(json, new MessageFrame()));
        UnsafeBuffer message = new UnsafeBuffer(HexFormat.of().parseHex(octets));
        run(message, WARM_UP);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        run(message, MEASURED);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // What the measurement itself takes is far below one byte per message.
        assertThat(allocated).isLessThan(MEASURED / 2);
    }

    /** Decodes, encodes, and meets a truncated message now and then. */
    private void run(UnsafeBuffer message, int times) {
        for (int i = 0; i < times; i++) {
            if (codec.decode(message, 0, message.capacity(), frame) != 0) {
                throw new AssertionError("fault");
            }
            if (codec.encode(frame, encoded, 0) != message.capacity()) {
                throw new AssertionError("length");
            }
            if (codec.decode(message, 0, message.capacity() / 2, frame) == 0) {
                throw new AssertionError("no fault");
            }
        }
    }
}
