package io.roadgate.gateway.publish;

import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.PlatoonStateDecoder;
import io.roadgate.gateway.record.PriorityRequestDecoder;
import io.roadgate.gateway.record.ProbeReportDecoder;
import io.roadgate.gateway.record.VehicleAdviceDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Topics of cooperation for the centre: one nested class each. */
final class CooperationTopics {
    private static final long SECOND_NS = 1_000_000_000L;

    private CooperationTopics() {}

    /** {@code roadgate/v1/{site}/cooperation}: each state is told, none takes the place of another. */
    static final class Advice extends CloudTopics {
        private static final long WORTH_NS = 60 * SECOND_NS;
        private static final int STATES = 8;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final VehicleAdviceDecoder advice = new VehicleAdviceDecoder();

        Advice(GatewayConfig config) {
            super(TopicFamilies.COOPERATION, config, "cooperation", "VehicleAdvice", VehicleAdviceDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            advice.wrapAndApplyHeader(record, offset, header);
            return advice.adviceId() * STATES + advice.stateRaw();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return advice.wrapAndApplyHeader(record, offset, header).atNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            CooperationPayload.advice(advice.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/platoon}. */
    static final class Platoon extends CloudTopics {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final PlatoonStateDecoder state = new PlatoonStateDecoder();
        private final UnsafeBuffer digits = new UnsafeBuffer(new byte[CooperationPayload.ID_DIGITS]);

        Platoon(GatewayConfig config) {
            super(TopicFamilies.PLATOON, config, "platoon", "Platoon", PlatoonStateDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).leaderId();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return state.wrapAndApplyHeader(record, offset, header).expiresAtNs();
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            CooperationPayload.platoon(state.wrapAndApplyHeader(record, offset, header), digits, out);
        }
    }

    /** {@code roadgate/v1/{site}/probe}. */
    static final class Probe extends CloudTopics {
        private static final long WORTH_NS = 3_600 * SECOND_NS;
        private static final int LANES = 65_536;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final ProbeReportDecoder report = new ProbeReportDecoder();

        Probe(GatewayConfig config) {
            super(TopicFamilies.PROBE, config, "probe", "ProbeReport", ProbeReportDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            report.wrapAndApplyHeader(record, offset, header);
            return report.fromNs() / SECOND_NS * LANES + report.siteLane();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return report.wrapAndApplyHeader(record, offset, header).toNs() + WORTH_NS;
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            CooperationPayload.probe(report.wrapAndApplyHeader(record, offset, header), out);
        }
    }

    /** {@code roadgate/v1/{site}/signal-request}. */
    static final class SignalRequest extends CloudTopics {
        private static final int PHASES = 4;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final PriorityRequestDecoder request = new PriorityRequestDecoder();

        SignalRequest(GatewayConfig config) {
            super(
                    TopicFamilies.SIGNAL_REQUEST,
                    config,
                    "signal-request",
                    "PriorityRequest",
                    PriorityRequestDecoder.TEMPLATE_ID);
        }

        @Override
        public long key(DirectBuffer record, int offset) {
            request.wrapAndApplyHeader(record, offset, header);
            return request.requestKey() * PHASES + request.phaseRaw();
        }

        @Override
        public long expiresAtNs(DirectBuffer record, int offset) {
            return request.wrapAndApplyHeader(record, offset, header).expiresAtNs();
        }

        @Override
        void write(DirectBuffer record, int offset, FieldWriter out) {
            CooperationPayload.signalRequest(request.wrapAndApplyHeader(record, offset, header), out);
        }
    }
}
