package io.roadgate.gateway.service;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.counter.Counters;
import io.roadgate.gateway.counter.GatewayCounter;
import io.roadgate.gateway.hazard.RoadPicture;
import io.roadgate.gateway.record.DownlinkDecoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RecordHandler;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.roadmap.ActiveMap;
import io.roadgate.gateway.signal.SignalBoard;
import io.roadgate.sensor.observation.ObservationDecoder;
import io.roadgate.sensor.observation.SignalPhaseDecoder;
import io.roadgate.sensor.observation.SitePlane;
import io.roadgate.sensor.observation.V2xUplinkDecoder;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.v2x.message.FrameCodec;
import io.roadgate.v2x.message.MessageCodecs;
import io.roadgate.v2x.message.MessageKind;
import io.roadgate.v2x.uper.UperFault;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * All services that a site offers, called in the order of their table; what vehicles send is decoded once for all.
 *
 * <p><b>Errors:</b> octets that do not decode count {@code SERVICE_UNDECODED}.
 *
 * <p><b>Thread:</b> the fusion agent.
 */
public final class ServiceDesk {
    private final RoadService[] services;
    private final SharedDesk shared;
    private final ServiceGround ground;
    private final Counters counters;
    private final ServiceOutputs outputs;
    private final FrameCodec uplinkCodec = MessageCodecs.DAY2.newCodec();

    /** The services of a site at the start of a session. */
    public ServiceDesk(
            GatewayConfig config,
            ActiveMap map,
            SitePlane plane,
            SignalBoard signals,
            Counters counters,
            long startedAtNs,
            RecordHandler records) {
        this.counters = counters;
        ground = new ServiceGround(map, signals);
        outputs = new ServiceOutputs(config, counters, startedAtNs, records);
        shared = SharedDesk.of(ground.names(), plane, outputs, counters, startedAtNs);
        List<RoadService> offered = new ArrayList<>();
        for (RoadServices row : RoadServices.values()) {
            Settings settings = config.services().get(row.key());
            if (settings != null && RoadServices.isOffered(settings)) {
                offered.add(row.create(
                        new ServiceContext(config, settings, ground, plane, outputs, counters, startedAtNs, shared)));
            }
        }
        services = offered.toArray(RoadService[]::new);
    }

    /** After the hazard rules have looked at the picture. */
    public void onSweep(RoadPicture picture, long nowNs) {
        if (services.length == 0) {
            return;
        }
        if (ground.followMap()) {
            for (RoadService service : services) {
                service.onMapReplaced();
            }
        }
        shared.beforeSweep(picture, ground.names(), nowNs);
        for (RoadService service : services) {
            service.onSweep(picture, nowNs);
        }
        shared.afterSweep(picture, nowNs);
    }

    /** One phase of a signal controller, which stands in this row of the board; {@code NONE} = the board refused it. */
    public void onSignalPhase(int row, SignalPhaseDecoder phase, long nowNs) {
        if (row != SignalBoard.NONE) {
            ground.forecast().onPhase(row, phase.sensorId(), phase.lightRaw(), phase.receivedAtNs());
        }
        for (RoadService service : services) {
            service.onSignalPhase(phase, nowNs);
        }
    }

    /** A message from the air in UPER: {@code offset} and {@code length} are those of its frame. */
    public void onUplink(V2xUplinkDecoder uplink, DirectBuffer buffer, int offset, int length, long nowNs) {
        if (services.length == 0) {
            return;
        }
        // The set day2 holds the kinds of day1-2020 as they are; those of 2019 differ.
        boolean isReadable = uplink.messageSet() != MessageCodecs.DAY1_2019.number();
        boolean isGood = isReadable && uplinkCodec.decode(buffer, offset, length) == UperFault.NONE;
        MessageKind kind = isGood ? uplinkCodec.kind() : null;
        if (kind == null) {
            counters.increment(GatewayCounter.SERVICE_UNDECODED);
            return;
        }
        shared.onUplink(kind, uplinkCodec, nowNs);
        for (RoadService service : services) {
            service.onUplink(kind, uplinkCodec, uplink.sensorId(), nowNs);
        }
    }

    /** What a centre sent down; {@code offset} and {@code length} are those of its payload. */
    public void onDownlink(DownlinkDecoder downlink, DirectBuffer buffer, int offset, int length, long nowNs) {
        if (downlink.kindRaw() == DownlinkKind.CONTROLLER_ANSWER.value() && !tellAnswer(buffer, offset, length)) {
            return;
        }
        for (RoadService service : services) {
            service.onDownlink(downlink.kind(), buffer, offset, length, nowNs);
        }
    }

    /** A controller's answer goes on to the centre; it comes in as a record so that replay has it. */
    private boolean tellAnswer(DirectBuffer buffer, int offset, int length) {
        int whole = MessageHeaderDecoder.ENCODED_LENGTH + RequestStateDecoder.BLOCK_LENGTH;
        if (length < whole) {
            counters.increment(GatewayCounter.RECORD_UNKNOWN);
            return false;
        }
        outputs.scratch().putBytes(0, buffer, offset, whole);
        outputs.emit(RequestStateDecoder.TEMPLATE_ID, whole);
        return true;
    }

    /** A frame of a reference receiver, RTCM 3. */
    public void onCorrection(DirectBuffer buffer, int offset, int length, int sensorId, long nowNs) {
        for (RoadService service : services) {
            service.onCorrection(buffer, offset, length, sensorId, nowNs);
        }
    }

    /** What a point sensor says. */
    public void onPoint(ObservationDecoder point, long nowNs) {
        for (RoadService service : services) {
            service.onPoint(point, nowNs);
        }
    }

    /** A sensor's link was lost. */
    public void onLinkLost(int sensorId, long nowNs) {
        for (RoadService service : services) {
            service.onLinkLost(sensorId, nowNs);
        }
    }

    /** A track is about to end. */
    public void onTrackEnded(int slot) {
        for (RoadService service : services) {
            service.onTrackEnded(slot);
        }
    }
}
