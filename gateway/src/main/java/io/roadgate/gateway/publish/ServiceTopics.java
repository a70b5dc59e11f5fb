package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.RequestStateDecoder;
import io.roadgate.gateway.record.SignalStateDecoder;
import io.roadgate.gateway.record.SpeedAdviceDecoder;
import io.roadgate.gateway.record.TrafficReportDecoder;
import org.agrona.DirectBuffer;

/** Topics for records of services: one nested class each. */
final class ServiceTopics {
    private static final long SECOND_NS = 1_000_000_000L;

    private ServiceTopics() {}

    /** {@code roadgate/v1/{site}/signal}. */
    static final class Signal extends CloudTopics {
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
    static final class Traffic extends CloudTopics {
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
    static final class Control extends CloudTopics {
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
    static final class Priority extends CloudTopics {
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
    static final class Advice extends CloudTopics {
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
