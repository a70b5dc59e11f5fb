package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.record.SignalStateDecoder;
import io.roadgate.gateway.record.SpeedAdviceDecoder;
import io.roadgate.gateway.record.TrafficReportDecoder;
import org.agrona.DirectBuffer;

/** Topics of one level under the site's for records of services: one nested class each. */
abstract class ServiceTopics implements TopicFamily {
    private static final long SECOND_NS = 1_000_000_000L;

    private final TopicFamilies row;
    private final String topic;
    private final FieldWriter writer;
    private final PayloadKind kind;
    private final int templateId;

    private ServiceTopics(TopicFamilies row, GatewayConfig config, String level, String message, int templateId) {
        this.row = row;
        this.templateId = templateId;
        topic = TopicFamilies.root(config) + level;
        writer = TopicFamilies.writer(config);
        kind = PayloadKind.cloud(message, TopicFamilies.isJson(config));
    }

    abstract void write(DirectBuffer record, int offset, FieldWriter out);

    @Override
    public int templateId() {
        return templateId;
    }

    @Override
    public boolean isWanted(DirectBuffer record, int offset) {
        return true;
    }

    @Override
    public void write(DirectBuffer record, int offset, int length, long nowNs, OutMessage out) {
        out.address(topic, row.qos(), false, TopicFamily.expirySeconds(expiresAtNs(record, offset), nowNs), kind);
        writer.begin(out.payload(), 0);
        write(record, offset, writer);
        out.length(writer.end());
    }

    /** {@code roadgate/v1/{site}/signal}. */
    static final class Signal extends ServiceTopics {
        private static final long WORTH_NS = 2 * SECOND_NS;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SignalStateDecoder state = new SignalStateDecoder();

        Signal(GatewayConfig config) {
            super(TopicFamilies.SIGNAL, config, "signal", "SignalState", SignalStateDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).intersectionId();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).atNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            SignalPayload.write(state.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/traffic}. */
    static final class Traffic extends ServiceTopics {
        private static final long WORTH_NS = 3600 * SECOND_NS;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final TrafficReportDecoder report = new TrafficReportDecoder();

        Traffic(GatewayConfig config) {
            super(TopicFamilies.TRAFFIC, config, "traffic", "TrafficReport", TrafficReportDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            return report.wrapAndApplyHeader(record, offset, header).toNs();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return report.wrapAndApplyHeader(record, offset, header).toNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            TrafficPayload.write(report.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/control}. */
    static final class Control extends ServiceTopics {
        private static final long WORTH_NS = 60 * SECOND_NS;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final CommandStateDecoder state = new CommandStateDecoder();

        Control(GatewayConfig config) {
            super(TopicFamilies.CONTROL, config, "control", "CommandState", CommandStateDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            state.wrapAndApplyHeader(record, offset, header);
            // Each state of a command is told, one after the other: none takes the place of another.
            return state.commandId() * 31 + state.stateRaw();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).atNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            ServicePayload.command(state.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/priority}. */
    static final class Priority extends ServiceTopics {
        private static final long WORTH_NS = 60 * SECOND_NS;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final RequestStateDecoder state = new RequestStateDecoder();

        Priority(GatewayConfig config) {
            super(TopicFamilies.PRIORITY, config, "priority", "RequestState", RequestStateDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            state.wrapAndApplyHeader(record, offset, header);
            return state.requestKey() * 31 + state.stateRaw();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).atNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            ServicePayload.request(state.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/advice}. */
    static final class Advice extends ServiceTopics {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SpeedAdviceDecoder advice = new SpeedAdviceDecoder();

        Advice(GatewayConfig config) {
            super(TopicFamilies.ADVICE, config, "advice", "SpeedAdvice", SpeedAdviceDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            advice.wrapAndApplyHeader(record, offset, header);
            return advice.vehicleId() == 0 ? advice.siteLane() : advice.vehicleId();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return advice.wrapAndApplyHeader(record, offset, header).expiresAtNs();
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            ServicePayload.advice(advice.wrapAndApplyHeader(record, offset, header), out);
        }
    }
}
