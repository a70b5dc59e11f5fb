package io.roadgate.sim.device;

import io.roadgate.sim.traffic.GroundTruth;
import io.roadgate.sim.traffic.TollPassage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The serial line between an ETC antenna and its lane controller, as a tap beside the controller hears it.
 *
 * <p>Both directions on one line: at the start C0, B0, 4C; a B0 every second; for each passage B2 C1 B3 C1 B4 C6 B5 C1.
 * Control bytes are those of the S1 firmware: the antenna's are fixed by type, the answer has the nibbles swapped.
 *
 * <p>Source: {@code shared/sensors/etc-rsu.md} sections 2a and 3.
 */
public final class EtcAntennaEmulator implements DeviceEmulator {
    private static final long STATE_NS = 1_000_000_000L;
    private static final long LEAST_GAP_NS = 20_000_000L;
    private static final int GAP_SPREAD_NS = 20_000_000;
    private static final int INIT = 0x80;
    private static final int FIRST_STATE = 0x08;
    private static final int HEARTBEAT = 0x98;
    private static final int UNIT = 0x18;
    private static final int VEHICLE = 0x28;
    private static final int CARD = 0x48;
    private static final int DONE = 0x58;

    private final String name;
    private final ByteLine line;
    private final Supplier<List<TollPassage>> passages;
    private final Random random;
    private final FaultSwitch faults;
    private final Schedule stateCycle = new Schedule(STATE_NS);
    private final SendQueue pending = new SendQueue();
    private final AtomicLong framesSent = new AtomicLong();
    private int spokenPassages;
    private boolean isInitialized;

    /** An antenna on a line; speaks of each passage that is added to the list supplied. */
    public EtcAntennaEmulator(String name, ByteLine line, Supplier<List<TollPassage>> passages, long seed) {
        this.name = name;
        this.line = line;
        this.passages = passages;
        this.random = new Random(seed);
        this.faults = new FaultSwitch(name, Fault.WRONG_CHECK);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        line.start();
    }

    @Override
    public long framesSent() {
        return framesSent.get();
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
    public void close() {
        line.close();
    }

    @Override
    public void step(GroundTruth truth) {
        long nowNs = truth.atNs();
        if (!isInitialized) {
            isInitialized = true;
            send(BccFraming.frame(INIT, EtcFrames.init(nowNs)));
            send(BccFraming.frame(FIRST_STATE, EtcFrames.deviceState()));
            send(BccFraming.frame(answerTo(UNIT), EtcFrames.antennaOn()));
        }
        if (faults.take(Fault.WRONG_CHECK)) {
            send(BccFraming.frame(HEARTBEAT, EtcFrames.deviceState(), 0x5A));
        }
        if (stateCycle.isDue(nowNs)) {
            send(BccFraming.frame(HEARTBEAT, EtcFrames.deviceState()));
        }
        List<TollPassage> driven = passages.get();
        while (spokenPassages < driven.size()) {
            speakOf(driven.get(spokenPassages++));
        }
        for (byte[] bytes = pending.poll(nowNs); bytes != null; bytes = pending.poll(nowNs)) {
            send(bytes);
        }
    }

    /** Queues the dialogue of one passage, behind what is still queued. */
    private void speakOf(TollPassage passage) {
        byte[] goOn = EtcFrames.goOn(passage);
        long atNs = passage.atNs();
        atNs = queue(atNs, BccFraming.frame(UNIT, EtcFrames.unitFound(passage)));
        atNs = queue(atNs, BccFraming.frame(answerTo(UNIT), goOn));
        atNs = queue(atNs, BccFraming.frame(VEHICLE, EtcFrames.vehicle(passage)));
        atNs = queue(atNs, BccFraming.frame(answerTo(VEHICLE), goOn));
        atNs = queue(atNs, BccFraming.frame(CARD, EtcFrames.card(passage)));
        atNs = queue(atNs, BccFraming.frame(answerTo(CARD), EtcFrames.charge(passage)));
        atNs = queue(atNs, BccFraming.frame(DONE, EtcFrames.done(passage)));
        queue(atNs, BccFraming.frame(answerTo(DONE), goOn));
    }

    private long queue(long atNs, byte[] bytes) {
        pending.add(atNs, bytes);
        return atNs + LEAST_GAP_NS + random.nextInt(GAP_SPREAD_NS);
    }

    private void send(byte[] bytes) {
        line.send(bytes);
        framesSent.incrementAndGet();
    }

    private static int answerTo(int rsctl) {
        return ((rsctl << 4) | (rsctl >> 4)) & 0xFF;
    }
}
