package io.roadgate.sensor.observation;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records as an {@link ObservationSink} hands them out: header and block with nothing known yet.
 *
 * <p>A sink copies one of these over what its memory held before, so that no driver has to blank a field.
 */
public final class BlankRecords {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private BlankRecords() {}

    /** An observation of nothing known. */
    public static UnsafeBuffer observation() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + ObservationEncoder.BLOCK_LENGTH]);
        new ObservationEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .kind(ObservationKind.NULL_VAL)
                .participantClass(ParticipantClass.UNKNOWN)
                .eastM(Double.NaN)
                .northM(Double.NaN)
                .upM(Double.NaN)
                .eastVarM2(Float.NaN)
                .northVarM2(Float.NaN)
                .eastNorthCovM2(Float.NaN)
                .eastMps(Float.NaN)
                .northMps(Float.NaN)
                .speedSigmaMps(Float.NaN)
                .accelMps2(Float.NaN)
                .headingRad(Float.NaN)
                .headingSigmaRad(Float.NaN)
                .rangeM(Float.NaN)
                .azimuthRad(Float.NaN)
                .radialSpeedMps(Float.NaN)
                .rangeSigmaM(Float.NaN)
                .azimuthSigmaRad(Float.NaN)
                .radialSpeedSigmaMps(Float.NaN)
                .rcsDbsm(Float.NaN)
                .classConfidence(Float.NaN)
                .existence(Float.NaN)
                .lengthM(Float.NaN)
                .widthM(Float.NaN)
                .heightM(Float.NaN)
                .localId(ObservationEncoder.localIdNullValue())
                .plateColour(ObservationEncoder.plateColourNullValue())
                .level(ObservationEncoder.levelNullValue());
        return blank;
    }

    /** An empty frame of no sensor. */
    public static UnsafeBuffer emptyFrame() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + EmptyFrameEncoder.BLOCK_LENGTH]);
        new EmptyFrameEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .kind(ObservationKind.NULL_VAL);
        return blank;
    }

    /** An ETC transaction of nothing known. */
    public static UnsafeBuffer etcTransaction() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + EtcTransactionEncoder.BLOCK_LENGTH]);
        new EtcTransactionEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .lengthM(Float.NaN)
                .debitedFen(-1)
                .balanceAfterFen(-1)
                .plateColour(EtcTransactionEncoder.plateColourNullValue());
        return blank;
    }

    /** A link change of no sensor. */
    public static UnsafeBuffer linkChange() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + LinkChangeEncoder.BLOCK_LENGTH]);
        new LinkChangeEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .status(LinkStatus.NULL_VAL);
        return blank;
    }

    /** A fix of no receiver. */
    public static UnsafeBuffer siteFix() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + SiteFixEncoder.BLOCK_LENGTH]);
        new SiteFixEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .kind(FixKind.NONE)
                .satellites(SiteFixEncoder.satellitesNullValue())
                .eastM(Double.NaN)
                .northM(Double.NaN)
                .upM(Double.NaN)
                .offsetM(Float.NaN)
                .upOffsetM(Float.NaN)
                .hdop(Float.NaN)
                .latSigmaM(Float.NaN)
                .lonSigmaM(Float.NaN)
                .upSigmaM(Float.NaN)
                .clockLagNs(SiteFixEncoder.clockLagNsNullValue());
        return blank;
    }

    /** A phase of no controller. */
    public static UnsafeBuffer signalPhase() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + SignalPhaseEncoder.BLOCK_LENGTH]);
        new SignalPhaseEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .regionId(SignalPhaseEncoder.regionIdNullValue())
                .light(SignalLight.UNAVAILABLE)
                .nextLight(SignalLight.NULL_VAL)
                .source(SignalSource.NULL_VAL)
                .toChangeMs(SignalPhaseEncoder.toChangeMsNullValue())
                .leastToChangeMs(SignalPhaseEncoder.leastToChangeMsNullValue())
                .mostToChangeMs(SignalPhaseEncoder.mostToChangeMsNullValue())
                .confidence(Float.NaN);
        return blank;
    }

    /** A V2X message of no sensor: header and block, its octets follow. */
    public static UnsafeBuffer v2xUplink() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + V2xUplinkEncoder.BLOCK_LENGTH]);
        new V2xUplinkEncoder()
                .wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder())
                .messageKind(V2xUplinkEncoder.messageKindNullValue())
                .messageSet(V2xUplinkEncoder.messageSetNullValue());
        return blank;
    }

    /** Corrections of no sensor: header and block, the frame follows. */
    public static UnsafeBuffer correction() {
        UnsafeBuffer blank = new UnsafeBuffer(new byte[HEADER_BYTES + CorrectionEncoder.BLOCK_LENGTH]);
        new CorrectionEncoder().wrapAndApplyHeader(blank, 0, new MessageHeaderEncoder());
        return blank;
    }
}
