package io.roadgate.sensor.etc;

import io.roadgate.sensor.frame.FrameFault;
import org.agrona.DirectBuffer;

/**
 * The table of every frame layout, from the type byte on: one row each. The first row of a type that fits a frame's
 * length and content is its layout.
 *
 * <p>Types of the lane dialogue that have no row are shown as they are ({@code raw}).
 *
 * <p>Source: etc-rsu.md, section 3, "Layouts". Not in any source and taken by analogy: C8 carries the OBU id alone.
 */
final class EtcLayouts {
    private static final String OBU = "obuId:x4 errorCode:u1";
    private static final String CONTRACT =
            "issuer:i8 contractType:u1 contractVersion:u1 contractSerial:x8 issueDate:x4 expireDate:x4";
    private static final String EQUIPMENT = "equipmentStatus:u1 obuStatus:x2";
    private static final String VEHICLE = "plate:t12 plateColor:u2 vehicleClass:u1 userType:u1 lengthDm:u2 widthDm:u1"
            + " heightDm:u1 wheels:u1 axles:u1 wheelBaseDm:u2 loadOrSeats:u3 description:t16 engineNo:t16";
    private static final String PAYMENT = "transTime:x7 psamSerial:u4 cardSerial:u2 transType:u1";
    private static final String WRITTEN = "balanceFen:u4 tac:x4 writeTime:u4";
    private static final String START = "unixTime:u4 dateTime:x7 laneMode:u1 bstIntervalMs:u1 txPower:u1 pllChannel:u1";

    private static final EtcLayout RAW = layout("raw:r");
    private static final EtcLayout ERROR_ONLY = layout("obuId:x4 errorCode:e1");
    private static final EtcLayout[] NO_ROW = {};
    private static final EtcLayout[] RAW_ONLY = {RAW};
    private static final EtcLayout[][] BY_TYPE = new EtcLayout[256][];

    static {
        for (int type = 0; type < BY_TYPE.length; type++) {
            BY_TYPE[type] = type >= 0xB0 && type <= 0xD0 ? RAW_ONLY : NO_ROW;
        }
        row(
                EtcFrameType.DEVICE_STATE,
                layout("rsuStatus:u1 psamChannel:u1 psamVersion:u1 psamAuth:u1 psamTerminal:x6 algId:u1"
                        + " manufacturer:x1 rsuId:x3 version:x2 -5"),
                layout("rsuStatus:u1 psamTerminal:x6 algId:u1 manufacturer:x1 rsuId:x3 version:x2 -5"),
                layout("rsuStatus:u1 psamCount:u1 psamTerminal:x6 psamTerminal2:x6"));
        row(
                EtcFrameType.OBU_FOUND,
                layout(OBU + " " + CONTRACT + " cpuCardId:x10 " + EQUIPMENT),
                layout(OBU + " " + CONTRACT + " " + EQUIPMENT),
                layout(OBU + " obuType:u1 " + CONTRACT + " cpuCardId:x10 " + EQUIPMENT),
                layout(OBU + " obuType:u1 " + CONTRACT + " " + EQUIPMENT),
                ERROR_ONLY);
        row(EtcFrameType.VEHICLE, layout(OBU + " " + VEHICLE + " -20"), layout(OBU + " " + VEHICLE), ERROR_ONLY);
        row(
                EtcFrameType.CARD,
                layout(OBU + " cardReadStatus:u1 balanceFen:u4 file0015:@ISSUE file0019:@PASSAGE"
                        + " ef04Status:u1 ef04Offset:u2 ef04:l2"),
                layout(OBU + " balanceFen:u4 file0015:@ISSUE file0019:@PASSAGE"),
                layout(OBU + " balanceFen:u4 file0015:@ISSUE_SHORT file0019:@PASSAGE"),
                ERROR_ONLY);
        row(
                EtcFrameType.RESULT,
                layout(OBU + " " + PAYMENT + " " + WRITTEN + " keyType:u1 ef04WriteStatus:u1"),
                layout(OBU + " " + PAYMENT + " " + WRITTEN),
                layout(OBU + " " + PAYMENT + " cardRandom:x4 " + WRITTEN + " keyType:u1 ef04WriteStatus:u1"),
                layout(OBU + " " + PAYMENT + " cardRandom:x4 " + WRITTEN),
                ERROR_ONLY);
        row(
                EtcFrameType.OBU_PLACE,
                layout("obuId:x4 x:s2 y:s2"),
                layout("obuId:x4 x:s4 y:s4"),
                layout("obuId:x4 raw:r"));
        row(EtcFrameType.INIT, layout(START + " ef04:u1 ef04Offset:u2 ef04Len:u2"), layout(START));
        row(EtcFrameType.GO_ON, layout("obuId:x4"), layout("-1 obuId:x4"));
        row(EtcFrameType.STOP, layout("obuId:x4 stopType:u1"));
        row(
                EtcFrameType.CHARGE,
                layout("obuId:x4 tradeMode:u1 amountFen:u4 file0019:@PASSAGE_TAIL transTime:x7 ef04Offset:u2 ef04:l2"),
                layout("obuId:x4 amountFen:u4 file0019:@PASSAGE transTime:x7"));
        row(EtcFrameType.FETCH_TAC, layout("obuId:x4"), RAW);
        row(EtcFrameType.ANTENNA_POWER, layout("on:b1"));
        row(EtcFrameType.ANTENNA_POWER_LATER, layout("on:b1"));
    }

    private EtcLayouts() {}

    private static EtcLayout layout(String description) {
        return new EtcLayout(1, description);
    }

    private static void row(int type, EtcLayout... layouts) {
        BY_TYPE[type] = layouts;
    }

    /** The layout of a frame of the reader channel, which has commands of its own. */
    static EtcLayout raw() {
        return RAW;
    }

    /** The layout of these bytes, or {@code null}. */
    static EtcLayout of(DirectBuffer buffer, int typeAt, int length) {
        for (EtcLayout layout : BY_TYPE[buffer.getByte(typeAt) & 0xFF]) {
            if (layout.fits(buffer, typeAt, length)) {
                return layout;
            }
        }
        return null;
    }

    /** What is wrong with a frame of this type and length, whatever it holds; {@code null} = nothing. */
    static FrameFault faultOf(int type, int length) {
        for (EtcLayout layout : BY_TYPE[type]) {
            if (layout.mayHave(length)) {
                return null;
            }
        }
        return BY_TYPE[type].length == 0 ? FrameFault.ETC_UNKNOWN_TYPE : FrameFault.ETC_LENGTH;
    }
}
