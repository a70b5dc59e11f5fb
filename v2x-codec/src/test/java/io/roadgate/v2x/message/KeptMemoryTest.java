package io.roadgate.v2x.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.v2x.dayone.LinkList;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.dayone.Node;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A frame keeps what it grew; messages that each grow another corner of it must not add up without bound. */
class KeptMemoryTest {
    private static final int ADDITION_BYTES = 1000;

    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame sent = new MessageFrame();
    private final MessageFrame frame = new MessageFrame();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[65_536]);

    @Test
    void shouldReleaseWhatHostileMessagesMadeItGrow() {
        Node node = decodeMapWithAddition(0, 0);
        assertThat(decodeMapWithAddition(1, 0)).isSameAs(node);
        boolean isReleased = false;
        for (int i = 0; i < 32 * 32 && !isReleased; i++) {
            isReleased = decodeMapWithAddition(i / 32, i % 32) != node;
        }
        for (int nodes = 0; nodes < 32 && !isReleased; nodes++) {
            for (int links = 0; links < 32 && !isReleased; links++) {
                isReleased = decodeMapWithLanes(nodes, links) != node;
            }
        }
        assertThat(isReleased).isTrue();
    }

    /** One unknown addition in one link out of 1024: its octets are kept there. */
    private Node decodeMapWithAddition(int nodeIndex, int linkIndex) {
        LinkList links = map(nodeIndex, linkIndex);
        byte[] octets = new byte[ADDITION_BYTES];
        String json = "{\"0\":\"" + java.util.HexFormat.of().formatHex(octets) + "\"}";
        try (var in = JsonTree.parser(json)) {
            links.get(linkIndex).unknownAdditions().readJer(new io.roadgate.v2x.jer.JerReader(in));
        }
        return decode();
    }

    private Node decodeMapWithLanes(int nodeIndex, int linkIndex) {
        var lanes = map(nodeIndex, linkIndex).get(linkIndex).lanes();
        while (lanes.count() < 32) {
            lanes.add().usePoints();
            var points = lanes.get(lanes.count() - 1).points();
            for (int i = 0; i < 31; i++) {
                points.add().posOffset().offsetLL().usePositionLL1();
            }
        }
        return decode();
    }

    private LinkList map(int nodeIndex, int linkIndex) {
        var nodes = sent.useMapFrame().nodes();
        while (nodes.count() <= nodeIndex) {
            nodes.add();
        }
        LinkList links = nodes.get(nodeIndex).useInLinks();
        while (links.count() <= linkIndex) {
            links.add().lanes().add();
        }
        return links;
    }

    private Node decode() {
        int lengthBytes = codec.encode(sent, buffer, 0);
        assertThat(lengthBytes).isPositive();
        assertThat(codec.decode(buffer, 0, lengthBytes, frame)).isZero();
        return frame.mapFrame().nodes().get(0);
    }
}
