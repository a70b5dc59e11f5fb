package io.roadgate.sim.device;

import io.roadgate.sensor.frame.LengthFraming;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.Participant;
import io.roadgate.v2x.dayone.MessageFrame;
import io.roadgate.v2x.daytwo.CLPMM;
import io.roadgate.v2x.daytwo.RoadsideCoordination;
import io.roadgate.v2x.daytwo.VehIntentionAndRequest;
import io.roadgate.v2x.daytwo.VehicleCoordination;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.UperFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A roadside unit: hands on the basic safety messages of connected vehicles, and takes what it shall broadcast.
 *
 * <p>UPER in UDP datagrams, one message each: 10 Hz per connected vehicle to the gateway; what arrives on its own port
 * is decoded, counted by kind, and the last message of each kind is kept. Vehicles with an {@link OnBoardUnit} send VIR and
 * CLPMM beside the BSM, and do what an RSC suggests to them.
 */
public final class RsuEmulator implements DeviceEmulator {
    private static final long PERIOD_NS = 100_000_000L;
    private static final int MOST_BYTES = 8_192;
    private static final int JUNK_BYTES = 40;
    private static final String UNREADABLE = "unreadable";

    private final String name;
    private final InetSocketAddress gateway;
    private final int wantedPort;
    private final SitePlane plane;
    private final BsmWriter writer;
    private final Random junk;
    private final FaultSwitch faults;
    private final Schedule cycle = new Schedule(PERIOD_NS);
    private final MessageCodec codec = new MessageCodec();
    private final MessageFrame frame = new MessageFrame();
    private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final FrameCodec secondStage = MessageCodecs.DAY2.newCodec();
    private final Map<String, OnBoardUnit> units = new LinkedHashMap<>();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Map<String, AtomicLong> received = new ConcurrentHashMap<>();
    private final Map<MessageKind, byte[]> lastReceived = new ConcurrentHashMap<>();
    private final AtomicLong framesSent = new AtomicLong();
    private final LengthFraming framing;
    private final ByteBuffer framed = ByteBuffer.allocate(MOST_BYTES + LengthFraming.MOST_OVERHEAD);
    private final UnsafeBuffer frameBuffer = new UnsafeBuffer(framed);
    private DatagramChannel channel;

    /** An RSU that sends to the gateway and listens on a port of the loopback interface; 0 = any free one. */
    public RsuEmulator(String name, InetSocketAddress gateway, int port, SitePlane plane, long seed) {
        this(name, gateway, port, plane, seed, new LengthFraming(Settings.defaults(LengthFraming.SETTINGS)));
    }

    /** The same with a framing, both ways. */
    public RsuEmulator(
            String name, InetSocketAddress gateway, int port, SitePlane plane, long seed, LengthFraming framing) {
        this.framing = framing;
        this.name = name;
        this.gateway = gateway;
        this.wantedPort = port;
        this.plane = plane;
        this.writer = new BsmWriter(plane, seed);
        this.junk = new Random(seed + 1);
        this.faults = new FaultSwitch(name, Fault.RANDOM_BYTES);
    }

    /** Lets the unit of a vehicle say more than the BSM, and hear what the roadside suggests to it. */
    public RsuEmulator equip(OnBoardUnit unit) {
        units.put(unit.bsmId(), unit);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
    }

    /** Where it takes messages to broadcast, once started. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public long framesSent() {
        return framesSent.get();
    }

    /** Messages received by kind ("RSI", "RSM", ...; "unreadable" for what does not decode). */
    public Map<String, Long> received() {
        Map<String, Long> snapshot = new TreeMap<>();
        received.forEach((kind, count) -> snapshot.put(kind, count.get()));
        return snapshot;
    }

    /** The octets of the last message of a kind. */
    public Optional<byte[]> lastReceived(MessageKind kind) {
        return Optional.ofNullable(lastReceived.get(kind)).map(byte[]::clone);
    }

    @Override
    public Set<Fault> faults() {
        return faults.possible();
    }

    @Override
    public void inject(Fault fault) {
        faults.set(fault);
    }

    @Override
    public void step(GroundTruth truth) {
        try {
            receive();
            if (faults.take(Fault.RANDOM_BYTES)) {
                byte[] random = new byte[JUNK_BYTES];
                junk.nextBytes(random);
                send(ByteBuffer.wrap(random));
            }
            if (cycle.isDue(truth.atNs())) {
                for (Participant participant : truth.participants()) {
                    if (participant.identity().isConnected()) {
                        sendBsm(participant, truth.atNs());
                        sendOfUnit(units.get(participant.identity().bsmId()), participant, truth.atNs());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + name, e);
        }
    }

    private void sendBsm(Participant participant, long atNs) throws IOException {
        int count = counts.merge(participant.id(), 1, Integer::sum);
        writer.write(frame, participant, count, atNs);
        OnBoardUnit unit = units.get(participant.identity().bsmId());
        if (unit != null) {
            unit.adjust(frame.bsmFrame());
        }
        int lengthBytes = codec.encode(frame, buffer, 0);
        if (lengthBytes < 0) {
            throw new IllegalStateException("cannot encode the BSM of " + participant + ": "
                    + UperFault.nameOf(-lengthBytes) + " at bit " + codec.faultBit());
        }
        send(framed.clear().limit(framing.wrap(buffer, 0, lengthBytes, frameBuffer, 0)));
    }

    private void sendOfUnit(OnBoardUnit unit, Participant participant, long atNs) throws IOException {
        if (unit == null) {
            return;
        }
        if (unit.hasIntention()) {
            unit.write(secondStage.use(MessageKind.VIR, VehIntentionAndRequest.class), participant, plane, atNs);
            sendSecondStage();
        }
        if (unit.isLeader()) {
            unit.write(secondStage.use(MessageKind.CLPMM, CLPMM.class), atNs);
            sendSecondStage();
        }
    }

    private void sendSecondStage() throws IOException {
        int lengthBytes = secondStage.encode(buffer, 0);
        if (lengthBytes < 0) {
            throw new IllegalStateException("cannot encode what a unit says: " + UperFault.nameOf(-lengthBytes)
                    + " at bit " + secondStage.faultBit());
        }
        send(framed.clear().limit(framing.wrap(buffer, 0, lengthBytes, frameBuffer, 0)));
    }

    private void send(ByteBuffer datagram) throws IOException {
        try {
            channel.send(datagram, gateway);
        } catch (PortUnreachableException e) {
            // The gateway is not up (yet): a datagram more that nobody heard.
        }
        framesSent.incrementAndGet();
    }

    private void receive() throws IOException {
        while (channel.receive(bytes.clear()) != null) {
            int size = framing.isBare() ? bytes.position() : framing.sizeAt(buffer, 0, bytes.position());
            boolean isWhole = size == bytes.position() && framing.isCheckRight(buffer, 0, size);
            int offset = framing.payloadOffset();
            int lengthBytes = isWhole ? framing.payloadLength(size) : 0;
            int fault = secondStage.decode(buffer, offset, lengthBytes);
            MessageKind kind = fault == UperFault.NONE ? secondStage.kind() : null;
            String word = kind == null ? UNREADABLE : kind.name();
            received.computeIfAbsent(word, key -> new AtomicLong()).incrementAndGet();
            if (kind != null) {
                byte[] copy = new byte[lengthBytes];
                buffer.getBytes(offset, copy);
                lastReceived.put(kind, copy);
            }
            if (kind == MessageKind.RSC) {
                tell(secondStage.message(RoadsideCoordination.class));
            }
        }
    }

    /** The air: each unit hears what is meant for it. */
    private void tell(RoadsideCoordination message) {
        for (int i = 0; message.hasCoordinates() && i < message.coordinates().count(); i++) {
            VehicleCoordination suggestion = message.coordinates().get(i);
            OnBoardUnit unit = units.get(new String(suggestion.vehId().toByteArray(), StandardCharsets.US_ASCII));
            if (unit != null) {
                unit.onSuggestion(suggestion);
            }
        }
    }
}
