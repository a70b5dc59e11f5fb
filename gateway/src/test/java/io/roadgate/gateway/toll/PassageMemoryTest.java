package io.roadgate.gateway.toll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PassageMemoryTest {
    @Property(tries = 20)
    void shouldRememberExactlyTheWindow(@ForAll long seed) {
        Random random = new Random(seed);
        PassageMemory memory = new PassageMemory(1_000);
        Map<String, Long> remembered = new HashMap<>();
        long nowNs = 1;
        for (int i = 0; i < 20_000; i++) {
            nowNs += random.nextInt(4);
            int mac = random.nextInt(60);
            int serial = random.nextInt(6);
            String key = mac + "/" + serial;
            Long known = remembered.get(key);
            boolean isNew = known == null || nowNs - known > 1_000;
            assertThat(memory.isNew(mac, serial, 1, nowNs)).isEqualTo(isNew);
            if (isNew) {
                remembered.put(key, nowNs);
            }
        }
    }

    @Test
    void shouldLetTheOldestGoWhenFull() {
        PassageMemory memory = new PassageMemory(Long.MAX_VALUE);
        for (int i = 0; i < 40_000; i++) {
            assertThat(memory.isNew(i, i, i, i)).isTrue();
        }
        assertThat(memory.isNew(39_999, 39_999, 39_999, 40_000)).isFalse();
        assertThat(memory.isNew(0, 0, 0, 40_000)).isTrue();
    }
}
