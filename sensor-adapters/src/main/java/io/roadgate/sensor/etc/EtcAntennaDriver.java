package io.roadgate.sensor.etc;

import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.observation.ObservationEncoder;
import io.roadgate.sensor.observation.ObservationKind;
import io.roadgate.sensor.observation.ObservationSink;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * ETC antenna on a serial line or TCP.
 *
 * <p>By default it is listened to beside the certified lane controller, and nothing is ever sent. Both directions of the
 * line may be tapped into one stream: the controller's charge (C6) then gives the amount, otherwise the drop of the
 * card's balance does. Directions tapped on two wires are two sensors; the controller's makes no transactions.
 *
 * <p>In mode {@code control} the gateway runs the antenna itself ({@link EtcController}).
 *
 * <p>Errors: {@code ETC_GARBLED}, {@code ETC_CHECK}, {@code ETC_ESCAPE}, {@code ETC_LENGTH}, {@code ETC_UNKNOWN_TYPE},
 * {@code ETC_REPEATED}, {@code ETC_GAP}, {@code ETC_UNFINISHED}, {@code TIME_IMPLAUSIBLE}; in mode {@code control} also
 * {@code ETC_NO_ANSWER}, {@code ETC_DEVICE}, {@code ETC_RIVAL}, {@code ETC_UNSENT}.
 *
 * <p>Source: etc-rsu.md, sections 2 and 3.
 */
public final class EtcAntennaDriver implements SensorDriver, EtcListener {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.choice("dialect", EtcDialect.keys("bcc"), "framing: bcc, lencrc, 55aa, or each frame as it comes"),
            Setting.choice("layout", EtcEdition.keys(), "generation of layouts where length and content do not tell"),
            Setting.duration("clockTolerance", "5m", "1s", "24h", "how far the antenna's clock may be off ours"),
            Setting.number("positionUnitM", 0, 0, 1, "metres per count of the positions in D0; 0 = not used"),
            Setting.choice(
                    "mode", List.of("listen", "control"), "listen beside a lane controller, or be the controller"),
            Setting.choice("lane", EtcLaneKind.keys(), "what mode control does with a card"),
            Setting.integer("chargeFen", 0, 0, 10_000_000, "amount that mode control charges every vehicle"),
            Setting.duration("answerWithin", "300ms", "20ms", "5s", "after this long it asks the antenna again"),
            Setting.integer("tries", 3, 1, 20, "so often it asks"),
            Setting.duration("onceWithin", "10m", "30s", "15m", "an OBU is charged once within this time"),
            Setting.text("memory", "", "file that keeps which OBUs mode control has charged; it must have one"),
            Setting.choice("heartbeat", List.of("restart", "alive"), "what a B0 with number 98 means"),
            Setting.integer("bstPeriodMs", 10, 1, 255, "how often the antenna calls for vehicles"),
            Setting.integer("txPower", 15, 0, 255, "transmit power, as the antenna counts it"),
            Setting.integer("channel", 0, 0, 255, "channel of the antenna"),
            Setting.hex("gantry", "000000", "gantry that is written on cards"),
            Setting.integer("network", 0, 0, 9_999, "road network that is written on cards at the entry"),
            Setting.integer("station", 0, 0, 9_999, "station that is written on cards at the entry"),
            Setting.integer("laneNumber", 1, 0, 255, "lane that is written on cards at the entry"));

    private final int sensorId;
    private final ObservationSink sink;
    private final FaultSink faults;
    private final EtcFramer framer;
    private final EtcSequence sequence;
    private final EtcAssembler assembler;
    private final EtcController controller;
    private final double positionUnitM;

    /** What is wrong with settings that are good each by itself, one line each; empty = nothing. */
    public static List<String> check(Settings settings) {
        if (!"control".equals(settings.text("mode"))) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        if (EtcDialect.of(settings.text("dialect")) == EtcDialect.READER) {
            faults.add("mode control needs dialect bcc, lencrc or auto, not 55aa");
        }
        String memory = settings.text("memory");
        String fault = memory.isEmpty()
                ? "mode control needs memory: a file that keeps which OBUs were charged over a restart"
                : EtcChargeMemory.faultOf(memory);
        if (fault != null) {
            faults.add(fault);
        }
        return faults;
    }

    /** A driver for one antenna; in mode {@code control} it charges every vehicle the amount that the settings give. */
    public EtcAntennaDriver(DriverContext context) {
        this(context, fixedTariff(context.settings().integer("chargeFen")));
    }

    /**
     * A driver for one antenna with prices of its own.
     *
     * @throws IllegalArgumentException for mode {@code control} with the dialect {@code 55aa}, which has no lane dialogue.
     */
    public EtcAntennaDriver(DriverContext context, EtcTariff tariff) {
        Settings settings = context.settings();
        EtcDialect dialect = EtcDialect.of(settings.text("dialect"));
        sensorId = context.sensorId();
        sink = context.sink();
        faults = context.faults();
        positionUnitM = settings.number("positionUnitM");
        assembler = new EtcAssembler(sensorId, sink, faults, settings.durationNs("clockTolerance"));
        sequence = new EtcSequence(faults);
        framer = new EtcFramer(dialect, EtcEdition.of(settings.text("layout")), this);
        boolean isControlling = "control".equals(settings.text("mode"));
        if (isControlling && dialect == EtcDialect.READER) {
            throw new IllegalArgumentException("mode control needs dialect bcc, lencrc or auto, not 55aa");
        }
        controller =
                isControlling ? new EtcController(settings, dialect, tariff, assembler, faults, context.reply()) : null;
    }

    private static EtcTariff fixedTariff(int amountFen) {
        return (obuMac, vehicleClass, userType, axleCount) -> amountFen;
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        framer.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onEtcFrame(EtcFrame frame, long streamOffset, int wireLength, long receivedAtNs) {
        if (frame.dialect() == EtcDialect.READER) {
            return;
        }
        boolean isRepeated = frame.isFromAntenna() && sequence.isRepeated(frame, receivedAtNs);
        if (!isRepeated && !isOfChargedObu(frame)) {
            assembler.onFrame(frame, receivedAtNs);
            if (frame.type() == EtcFrameType.OBU_PLACE) {
                tellPlace(frame, receivedAtNs);
            }
        }
        if (controller != null) {
            controller.onFrame(frame, receivedAtNs);
        }
    }

    /** An OBU that is called again after its charge must not lose what is known of its passage. */
    private boolean isOfChargedObu(EtcFrame frame) {
        boolean isReading = frame.type() >= EtcFrameType.OBU_FOUND && frame.type() <= EtcFrameType.CARD;
        return controller != null && isReading && controller.isCharged(frame.obuMac());
    }

    private void tellPlace(EtcFrame frame, long receivedAtNs) {
        boolean isUsed = positionUnitM > 0 && frame.has(EtcField.X);
        ObservationEncoder out = isUsed ? sink.claimObservation() : null;
        if (out == null) {
            return;
        }
        double acrossM = frame.signed(EtcField.X) * positionUnitM;
        double alongM = frame.signed(EtcField.Y) * positionUnitM;
        out.measuredAtNs(receivedAtNs)
                .receivedAtNs(receivedAtNs)
                .indexInFrame(0)
                .countInFrame(1)
                .sensorId(sensorId)
                .kind(ObservationKind.POINT)
                .rangeM((float) Math.sqrt(acrossM * acrossM + alongM * alongM))
                .azimuthRad((float) Math.atan2(acrossM, alongM))
                .obuMac(frame.obuMac());
        out.cues().clear().occupied(true);
        sink.commit();
    }

    @Override
    public void onEtcDamage(long streamOffset, long length, FrameFault fault) {
        faults.count(fault);
    }

    @Override
    public void onLinkUp(long nowNs) {
        if (controller != null) {
            controller.onLinkUp(nowNs);
        }
    }

    @Override
    public void onLinkLost(long nowNs) {
        framer.reset();
        sequence.reset();
        if (controller != null) {
            controller.onLinkLost();
        }
    }

    @Override
    public int onTick(long nowNs) {
        framer.onTick(nowNs);
        int work = controller == null ? 0 : controller.onTick(nowNs);
        return work + assembler.onTick(nowNs);
    }
}
