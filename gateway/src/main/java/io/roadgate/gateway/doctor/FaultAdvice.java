package io.roadgate.gateway.doctor;

import io.roadgate.sensor.frame.FrameFault;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a kind of bad frame usually comes from, and what to do: one row each. A kind without a row is shown with its own
 * meaning alone.
 */
final class FaultAdvice {
    private static final Map<FrameFault, String> ROWS = new EnumMap<>(FrameFault.class);

    static {
        ROWS.put(
                FrameFault.SLCAN_GARBLED,
                "wrong baud or parity of the serial CAN adapter, or a cable that picks up noise; set baud as in the"
                        + " adapter's manual");
        ROWS.put(FrameFault.CANNELLONI_GARBLED, "the sender is no cannelloni, or framing is not the one it uses");
        ROWS.put(FrameFault.CANNELLONI_LOST, "datagrams get lost on the network: use TCP, or a better network");
        ROWS.put(FrameFault.SOCKETCAN_GARBLED, "the kernel's frames are of a newer form: an update is needed");
        ROWS.put(FrameFault.CANDUMP_GARBLED, "the log is not one of candump -l, or was cut");
        ROWS.put(FrameFault.CAN_BUS_OFF, "check bit rate, termination (120 ohm at both ends) and wiring");
        ROWS.put(FrameFault.CAN_ERROR_PASSIVE, "check bit rate, termination (120 ohm at both ends) and wiring");
        ROWS.put(FrameFault.CAN_ERROR, "a few are usual when devices are plugged; many mean bad wiring");
        ROWS.put(FrameFault.CAN_RESTARTED, "it had been off; the cause is what counts");
        ROWS.put(
                FrameFault.CAN_RESTART_FAILED,
                "give the service CAP_NET_ADMIN, or set ip link set can0 type can restart-ms 100");
        ROWS.put(FrameFault.RADAR_IMPAIRED, "clean its face, look for what stands in front of it");
        ROWS.put(FrameFault.RADAR_VOLTAGE, "measure its supply at the radar: 8..32 V");
        ROWS.put(
                FrameFault.RADAR_MISCONFIGURED,
                "configure is off, something else sets it, or its receive line is not connected");
        ROWS.put(FrameFault.CAN_SHORT, "another device uses the same CAN ids, or the radar has another firmware");
        ROWS.put(
                FrameFault.CAN_UNKNOWN_ID,
                "sensorIndex (the id set in the device) is another than in the site file, or other devices share the"
                        + " bus; ./roadgate devices --probe shows the id that is sent");
        ROWS.put(
                FrameFault.LIST_INCOMPLETE,
                "frames get lost on the way: bus overloaded, adapter too slow, or baud too low for the object list");
        ROWS.put(FrameFault.CYCLE_LOST, "whole cycles get lost: baud too low for the object list, or a bad contact");
        ROWS.put(
                FrameFault.CAMERA_GARBLED,
                "the other side does not speak the camera's protobuf frames: wrong port, or framing set for a driver"
                        + " that frames itself");
        ROWS.put(
                FrameFault.CAMERA_TRUNCATED,
                "the connection breaks within frames: bad network, or the camera restarts");
        ROWS.put(FrameFault.CAMERA_REJECTED, "the camera's calibration or clock is wrong");
        ROWS.put(
                FrameFault.UPER_MALFORMED,
                "the RSU puts a header of its own before each message, or sends another message set than day1-2020");
        ROWS.put(FrameFault.UPER_UNUSED, "harmless: messages that this gateway has no use for");
        ROWS.put(FrameFault.UPER_REJECTED, "a vehicle's OBU sends impossible values, or site.origin is wrong");
        ROWS.put(
                FrameFault.ETC_CHECK,
                "wrong baud or parity, a cable that picks up noise, or another dialect than the setting says");
        ROWS.put(FrameFault.ETC_ESCAPE, "another dialect than the setting says, or a cable that picks up noise");
        ROWS.put(FrameFault.ETC_LENGTH, "the antenna speaks another dialect or version than the setting says");
        ROWS.put(FrameFault.ETC_UNKNOWN_TYPE, "the antenna speaks another dialect or version than the setting says");
        ROWS.put(
                FrameFault.ETC_UNFINISHED,
                "transactions break off: vehicles leave the antenna's field, or frames get lost on the line");
        ROWS.put(
                FrameFault.TIME_IMPLAUSIBLE,
                "the device's clock and this machine's differ: give both the same NTP or PTP source");
        ROWS.put(FrameFault.TRANSPORT_OVERRUN, "the device sends faster than it is read: raise ringKb, lower its rate");
        ROWS.put(FrameFault.BYTES_SHED, "the size of the above");
        ROWS.put(FrameFault.PIECE_OVERLONG, "framing or pieceLimitBytes is not right for this device");
        ROWS.put(FrameFault.REPLY_DROPPED, "the device takes what we send slower than we send it: flowControl, baud");
        ROWS.put(
                FrameFault.LINK_LOST,
                "the link came and went: a loose plug, a power supply that gives way, or a network");
        ROWS.put(FrameFault.RING_FULL, "this machine is overloaded");
    }

    private FaultAdvice() {}

    /** What it means and what to do, in words. */
    static String of(FrameFault fault) {
        String advice = ROWS.get(fault);
        return advice == null ? fault.meaning() : fault.meaning() + ": " + advice;
    }

    /** Whether it is no sign of anything wrong. */
    static boolean isHarmless(FrameFault fault) {
        return fault == FrameFault.UPER_UNUSED;
    }
}
