package io.roadgate.sensor.point;

import io.roadgate.sensor.driver.DeviceGauge;
import io.roadgate.sensor.driver.DeviceGauges;
import io.roadgate.sensor.driver.DriverContext;
import io.roadgate.sensor.driver.SensorDriver;
import io.roadgate.sensor.frame.ByteFraming;
import io.roadgate.sensor.frame.ByteStreamReader;
import io.roadgate.sensor.frame.ByteWindow;
import io.roadgate.sensor.frame.FaultSink;
import io.roadgate.sensor.frame.FrameFault;
import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Inertial sensor on a gantry, mast or bridge: how far it has tilted from how it was mounted.
 *
 * <p>Roll and pitch are averaged over time, so that the wind of a lorry is no alarm; the larger of both against the zero
 * of the site file raises the alarm "tilted" and counts {@code TILT_EXCEEDED} once. It makes no observation: nobody on
 * the road is seen by it.
 *
 * <p>Errors: {@code POINT_GARBLED} once for each stretch, {@code POINT_CHECK}, {@code TILT_EXCEEDED}. Alarms: tilted,
 * silent.
 *
 * <p>Source: WIT-Motion's serial protocol (JY61, JY901, WT901 and kin), vendor's protocol sheet: 55, type, four 16-bit
 * numbers low byte first, sum of the ten bytes before it; type 53 = roll, pitch, yaw in 180/32768 degree. Other types
 * (50 time, 51 acceleration, 52 angular velocity, 54 magnetic field ...) are passed over.
 */
public final class TiltDriver implements SensorDriver {
    /** Keys of the site file. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.number("rollZeroDeg", 0, -180, 180, "reading about x as mounted"),
            Setting.number("pitchZeroDeg", 0, -90, 90, "reading about y as mounted"),
            Setting.number("tiltAlarmDeg", 1, 0.01, 90, "averaged tilt beyond this is an alarm"),
            Setting.number("tiltEndDeg", 0.8, 0, 90, "the alarm ends below this"),
            Setting.duration("averageOver", "10s", "0ms", "1h", "time constant of the average"),
            Setting.duration("silentAfter", "5s", "100ms", "1h", "without an angle for this long is an alarm"));

    private static final int HEAD = 0x55;
    private static final int FRAME = 11;
    private static final int FIRST_TYPE = 0x50;
    private static final int LAST_TYPE = 0x5F;
    private static final int ANGLE = 0x53;
    private static final double DEGREES_PER_COUNT = 180.0 / 32_768;
    private static final double FULL_TURN_DEG = 360;

    private final FaultSink faults;
    private final DeviceGauges gauges = new DeviceGauges();
    private final ByteStreamReader reader = new ByteStreamReader(new Framing());
    private final double rollZeroDeg;
    private final double pitchZeroDeg;
    private final double alarmDeg;
    private final double endDeg;
    private final double averageOverNs;
    private final long silentAfterNs;
    private boolean isUp;
    private boolean hasAngle;
    private boolean isInNoise;
    private long angleAtNs;
    private double rollDeg;
    private double pitchDeg;

    /** A driver for one sensor. */
    public TiltDriver(DriverContext context) {
        Settings settings = context.settings();
        this.faults = context.faults();
        this.rollZeroDeg = settings.number("rollZeroDeg");
        this.pitchZeroDeg = settings.number("pitchZeroDeg");
        this.alarmDeg = settings.number("tiltAlarmDeg");
        this.endDeg = Math.min(settings.number("tiltEndDeg"), alarmDeg);
        this.averageOverNs = (double) settings.durationNs("averageOver");
        this.silentAfterNs = settings.durationNs("silentAfter");
    }

    private void onAngle(double toldRollDeg, double toldPitchDeg, long receivedAtNs) {
        double roll = turned(toldRollDeg - rollZeroDeg);
        double pitch = turned(toldPitchDeg - pitchZeroDeg);
        double passedNs = (double) Math.max(receivedAtNs - angleAtNs, 0);
        // Share of the newest reading in an average that forgets evenly, however often readings come.
        double share = hasAngle && averageOverNs > 0 ? passedNs / (passedNs + averageOverNs) : 1;
        rollDeg = turned(rollDeg + share * turned(roll - rollDeg));
        pitchDeg = turned(pitchDeg + share * turned(pitch - pitchDeg));
        hasAngle = true;
        angleAtNs = receivedAtNs;
        gauges.setScaled(DeviceGauge.ROLL, rollDeg);
        gauges.setScaled(DeviceGauge.PITCH, pitchDeg);
        gauges.alarm(DeviceGauge.SILENT, false);
        double tiltDeg = Math.max(Math.abs(rollDeg), Math.abs(pitchDeg));
        boolean wasTilted = gauges.isOn(DeviceGauge.TILTED);
        boolean isTilted = tiltDeg > (wasTilted ? endDeg : alarmDeg);
        if (isTilted && !wasTilted) {
            faults.count(FrameFault.TILT_EXCEEDED);
        }
        gauges.alarm(DeviceGauge.TILTED, isTilted);
    }

    private static double turned(double angleDeg) {
        return angleDeg - FULL_TURN_DEG * Math.rint(angleDeg / FULL_TURN_DEG);
    }

    @Override
    public void onFrame(DirectBuffer buffer, int offset, int length, long receivedAtNs) {
        reader.onBytes(buffer, offset, length, receivedAtNs);
    }

    @Override
    public void onLinkUp(long nowNs) {
        isUp = true;
        angleAtNs = nowNs;
    }

    @Override
    public void onLinkLost(long nowNs) {
        isUp = false;
        hasAngle = false;
        onGap(nowNs);
    }

    @Override
    public void onGap(long nowNs) {
        isInNoise = false;
        reader.reset();
    }

    @Override
    public int onTick(long nowNs) {
        if (isUp && nowNs - angleAtNs >= silentAfterNs && !gauges.isOn(DeviceGauge.SILENT)) {
            gauges.alarm(DeviceGauge.SILENT, true);
            return 1;
        }
        return 0;
    }

    @Override
    public DeviceGauges gauges() {
        return gauges;
    }

    private final class Framing implements ByteFraming {
        @Override
        public int longestBytes() {
            return FRAME;
        }

        @Override
        public int take(ByteWindow window, long receivedAtNs) {
            if (window.at(0) != HEAD) {
                return noise(FrameFault.POINT_GARBLED);
            }
            if (window.length() < 2) {
                return 0;
            }
            if (window.at(1) < FIRST_TYPE || window.at(1) > LAST_TYPE) {
                return noise(FrameFault.POINT_GARBLED);
            }
            if (window.length() < FRAME) {
                return 0;
            }
            int sum = 0;
            for (int i = 0; i < FRAME - 1; i++) {
                sum += window.at(i);
            }
            if ((sum & 0xFF) != window.at(FRAME - 1)) {
                return noise(FrameFault.POINT_CHECK);
            }
            isInNoise = false;
            if (window.at(1) == ANGLE) {
                onAngle(
                        (short) window.u16(2) * DEGREES_PER_COUNT,
                        (short) window.u16(4) * DEGREES_PER_COUNT,
                        receivedAtNs);
            }
            return FRAME;
        }

        private int noise(FrameFault fault) {
            if (!isInNoise) {
                faults.count(fault);
            }
            isInNoise = true;
            return 1;
        }
    }
}
