package io.roadgate.gateway.publish;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.roadgate.gateway.cloud.CloudProto;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** A delivery, read: which family it is of and what it says, whether it came as protobuf or as JSON. */
public final class CloudMessage {
    /** What a message is. */
    public enum Kind {
        /** A state of an event. */
        HAZARD,
        /** A toll record. */
        TOLL,
        /** A road picture. */
        PICTURE,
        /** How a gateway is. */
        HEALTH,
        /** UPER for vehicles. */
        TILE,
        /** What signals show. */
        SIGNAL,
        /** What lanes carry. */
        TRAFFIC,
        /** How a command stands. */
        CONTROL,
        /** What became of a request to a signal controller. */
        PRIORITY,
        /** A speed to pass in green. */
        ADVICE,
        /** Something else. */
        OTHER,
        /** Of a family that we know, but not readable. */
        UNREADABLE
    }

    private static final int SITE = 2;
    private static final int FAMILY = 3;
    private static final String TILE_LEVEL = "tile";

    private final CloudSubscriber.Delivery delivery;
    private final Kind kind;
    private final Message message;
    private final String siteId;

    private CloudMessage(CloudSubscriber.Delivery delivery, Kind kind, Message message, String siteId) {
        this.delivery = delivery;
        this.kind = kind;
        this.message = message;
        this.siteId = siteId;
    }

    /** Reads a delivery; never throws. */
    public static CloudMessage read(CloudSubscriber.Delivery delivery) {
        String[] levels = delivery.topic().split("/", -1);
        if (levels.length <= FAMILY || !levels[0].equals("roadgate") || !levels[1].equals("v1")) {
            return new CloudMessage(delivery, Kind.OTHER, null, "");
        }
        if (levels[SITE].equals(TILE_LEVEL)) {
            return new CloudMessage(delivery, Kind.TILE, null, "");
        }
        Kind kind = switch (levels[FAMILY]) {
            case "hazard" -> Kind.HAZARD;
            case "toll" -> Kind.TOLL;
            case "tracks" -> Kind.PICTURE;
            case "health" -> Kind.HEALTH;
            case "signal" -> Kind.SIGNAL;
            case "traffic" -> Kind.TRAFFIC;
            case "control" -> Kind.CONTROL;
            case "priority" -> Kind.PRIORITY;
            case "advice" -> Kind.ADVICE;
            case "vehicle" -> Kind.TILE;
            default -> Kind.OTHER;
        };
        try {
            return new CloudMessage(delivery, kind, parse(kind, delivery), levels[SITE]);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return new CloudMessage(delivery, Kind.UNREADABLE, null, levels[SITE]);
        }
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Topic level of the gateway that sent it; empty for tiles. */
    public String siteId() {
        return siteId;
    }

    /** As it came. */
    public CloudSubscriber.Delivery delivery() {
        return delivery;
    }

    /** The event of a {@link Kind#HAZARD}. */
    public CloudProto.HazardEvent hazard() {
        return (CloudProto.HazardEvent) message;
    }

    /** The record of a {@link Kind#TOLL}. */
    public CloudProto.TollRecord toll() {
        return (CloudProto.TollRecord) message;
    }

    /** The picture of a {@link Kind#PICTURE}. */
    public CloudProto.RoadPicture picture() {
        return (CloudProto.RoadPicture) message;
    }

    /** The message of any kind that has one; null for others. */
    public Message message() {
        return message;
    }

    /** The JSON text of a {@link Kind#HEALTH}. */
    public String healthJson() {
        return new String(delivery.payload(), StandardCharsets.UTF_8);
    }

    /** Member {@code state} of a {@link Kind#HEALTH}; empty when there is none. */
    public String healthState() {
        try {
            return CloudJson.parse(delivery.payload()).path("state").asString("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** When the gateway read the last byte that caused it; 0 = it does not say. */
    public long causedAtNs() {
        return switch (kind) {
            case HAZARD -> hazard().getCausedAtNs();
            case TOLL -> toll().getCausedAtNs();
            case PICTURE -> picture().getCausedAtNs();
            default -> 0;
        };
    }

    /** From cause to arrival; meaningful when {@link #causedAtNs()} is not 0, negative when a clock stepped. */
    public long latencyNs() {
        return delivery.receivedAtNs() - causedAtNs();
    }

    /** One JSON object: topic, times, and the message as proto3 JSON (UPER as hex digits). */
    public String json() {
        ObjectNode line = CloudJson.object();
        line.put("topic", delivery.topic());
        line.put("kind", kind.name());
        line.put("receivedAtNs", Long.toString(delivery.receivedAtNs()));
        if (causedAtNs() != 0) {
            line.put("latencyNs", Long.toString(latencyNs()));
        }
        if (message != null) {
            line.set("message", CloudJson.tree(message));
        } else if (kind == Kind.HEALTH) {
            line.set("message", CloudJson.parse(delivery.payload()));
        } else {
            line.put("payloadHex", HexFormat.of().formatHex(delivery.payload()));
        }
        return line.toString();
    }

    private static Message parse(Kind kind, CloudSubscriber.Delivery delivery) throws InvalidProtocolBufferException {
        return switch (kind) {
            case HAZARD -> parse(delivery, CloudProto.HazardEvent.parser(), CloudProto.HazardEvent.newBuilder());
            case TOLL -> parse(delivery, CloudProto.TollRecord.parser(), CloudProto.TollRecord.newBuilder());
            case PICTURE -> parse(delivery, CloudProto.RoadPicture.parser(), CloudProto.RoadPicture.newBuilder());
            case SIGNAL -> parse(delivery, CloudProto.SignalState.parser(), CloudProto.SignalState.newBuilder());
            case TRAFFIC -> parse(delivery, CloudProto.TrafficReport.parser(), CloudProto.TrafficReport.newBuilder());
            case CONTROL -> parse(delivery, CloudProto.CommandState.parser(), CloudProto.CommandState.newBuilder());
            case PRIORITY -> parse(delivery, CloudProto.RequestState.parser(), CloudProto.RequestState.newBuilder());
            case ADVICE -> parse(delivery, CloudProto.SpeedAdvice.parser(), CloudProto.SpeedAdvice.newBuilder());
            case HEALTH -> {
                // Only to see that it is JSON at all.
                CloudJson.parse(delivery.payload());
                yield null;
            }
            default -> null;
        };
    }

    private static Message parse(
            CloudSubscriber.Delivery delivery, Parser<? extends Message> parser, Message.Builder builder)
            throws InvalidProtocolBufferException {
        if (delivery.contentType().startsWith("application/json")) {
            return CloudJson.read(CloudJson.parse(delivery.payload()), builder).build();
        }
        return parser.parseFrom(delivery.payload());
    }
}
