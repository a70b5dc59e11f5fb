package io.roadgate.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.roadgate.gateway.cloud.CloudProto;
import io.roadgate.gateway.record.CommandFault;
import io.roadgate.gateway.record.CommandPhase;
import io.roadgate.gateway.record.CommandStateDecoder;
import io.roadgate.gateway.record.ControllerRequestDecoder;
import io.roadgate.gateway.record.DownlinkKind;
import io.roadgate.gateway.record.MessageHeaderDecoder;
import io.roadgate.gateway.record.MessageHeaderEncoder;
import io.roadgate.gateway.record.RequestAnswer;
import io.roadgate.gateway.record.RequestStateEncoder;
import io.roadgate.sensor.observation.SignalLight;
import io.roadgate.v2x.daytwo.RTSData;
import io.roadgate.v2x.daytwo.RoadSideInformation;
import io.roadgate.v2x.message.MessageKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of a centre, their answers, and the signs that come of them, in virtual time. */
class ControlServiceTest {
    private final ServiceScene scene = new ServiceScene(RoadServices.CONTROL, RoadServices.SIGNS);

    private record State(long id, CommandPhase phase, CommandFault fault, long expiresAtNs, long atNs) {}

    private List<State> states() {
        return scene.records(CommandStateDecoder.TEMPLATE_ID).stream()
                .map(out -> new CommandStateDecoder().wrapAndApplyHeader(out.record(), 0, new MessageHeaderDecoder()))
                .map(s -> new State(
                        s.commandId(), s.state(), CommandFault.values()[s.reason()], s.expiresAtNs(), s.atNs()))
                .toList();
    }

    private State last() {
        return states().get(states().size() - 1);
    }

    /** Texts of all signs sent since the outputs were cleared. */
    private List<String> signs() {
        List<String> texts = new ArrayList<>();
        for (RoadSideInformation rsi : scene.messages(MessageKind.RSI, RoadSideInformation.class)) {
            for (int i = 0; i < rsi.rtss().count(); i++) {
                RTSData sign = rsi.rtss().get(i);
                assertThat(sign.referencePaths().count()).isPositive();
                assertThat(sign.referenceLinks().get(0).downstreamNodeId().id()).isPositive();
                texts.add(sign.signType() + " " + sign.description().textString());
            }
        }
        return texts;
    }

    @Test
    void shouldLowerALimitUntilItEnds() {
        scene.runTo(1_500);
        assertThat(signs()).contains("85 50").doesNotContain("85 30");
        scene.command("{\"commandId\":\"77\",\"kind\":\"speed-limit\",\"ttlS\":20,\"lanes\":[1,2],\"speedCmps\":833}");
        assertThat(last()).extracting(State::phase).isEqualTo(CommandPhase.ACTIVE);
        assertThat(last().expiresAtNs()).isEqualTo(scene.nowNs() + 20_000_000_000L);
        scene.outs.clear();
        scene.runTo(3_000);
        assertThat(signs()).contains("85 30", "85 50");
        scene.runTo(13_000);
        assertThat(last()).extracting(State::id, State::phase).containsExactly(77L, CommandPhase.ACTIVE);
        scene.runTo(22_000);
        assertThat(last()).extracting(State::id, State::phase).containsExactly(77L, CommandPhase.ENDED);
        scene.outs.clear();
        scene.runTo(24_000);
        assertThat(signs()).contains("85 50").doesNotContain("85 30");
    }

    @Test
    void shouldCloseAndOpenALane() {
        scene.runTo(1_000);
        scene.downlink(CloudProto.Command.newBuilder()
                .setCommandId(5)
                .setKind(2)
                .setTtlS(600)
                .addLanes(2)
                .build()
                .toByteArray());
        assertThat(last()).extracting(State::id, State::phase).containsExactly(5L, CommandPhase.ACTIVE);
        scene.outs.clear();
        scene.runTo(2_000);
        assertThat(signs()).contains("0 lane closed");
        scene.command("{\"commandId\":6,\"kind\":3,\"lanes\":[2]}");
        assertThat(states())
                .extracting(State::id, State::phase)
                .contains(tuple(5L, CommandPhase.ENDED), tuple(6L, CommandPhase.ENDED));
        scene.outs.clear();
        scene.runTo(3_500);
        assertThat(signs()).doesNotContain("0 lane closed").isNotEmpty();
    }

    @Test
    void shouldAskTheControllerForAPlanAndTakeItBack() {
        scene.signal(6, 1, SignalLight.RED, 9_000);
        scene.runTo(100);
        scene.command("{\"commandId\":9,\"kind\":\"signal-plan\",\"ttlS\":60,\"intersectionId\":12,\"plan\":4}");
        ControllerRequestDecoder asked = new ControllerRequestDecoder()
                .wrapAndApplyHeader(
                        scene.records(ControllerRequestDecoder.TEMPLATE_ID)
                                .get(0)
                                .record(),
                        0,
                        new MessageHeaderDecoder());
        assertThat(asked.plan()).isEqualTo(4);
        assertThat(asked.isCancelled()).isZero();
        scene.command("{\"commandId\":10,\"kind\":\"cancel\",\"cancels\":9}");
        assertThat(states()).extracting(State::id, State::phase).contains(tuple(9L, CommandPhase.CANCELLED));
        assertThat(scene.records(ControllerRequestDecoder.TEMPLATE_ID)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {\"kind\":1,\"ttlS\":9,\"lanes\":[1],\"speedCmps\":800} | NO_ID
            {\"commandId\":1,\"kind\":1,\"ttlS\":0,\"lanes\":[1],\"speedCmps\":800} | BAD_TTL
            {\"commandId\":1,\"kind\":1,\"ttlS\":99999999,\"lanes\":[1],\"speedCmps\":800} | BAD_TTL
            {\"commandId\":1,\"kind\":1,\"ttlS\":9,\"lanes\":[99],\"speedCmps\":800} | UNKNOWN_LANE
            {\"commandId\":1,\"kind\":1,\"ttlS\":9,\"lanes\":[],\"speedCmps\":800} | UNKNOWN_LANE
            {\"commandId\":1,\"kind\":1,\"ttlS\":9,\"lanes\":[1],\"speedCmps\":8000} | BAD_SPEED
            {\"commandId\":1,\"kind\":1,\"ttlS\":9,\"lanes\":[1]} | BAD_SPEED
            {\"commandId\":1,\"kind\":4,\"ttlS\":9,\"intersectionId\":3,\"plan\":1} | UNKNOWN_INTERSECTION
            {\"commandId\":1,\"kind\":5,\"ttlS\":9,\"lanes\":[21],\"vehicleId\":4} | UNKNOWN_VEHICLE
            {\"commandId\":1,\"kind\":6,\"cancels\":4} | NOT_ACTIVE
            {\"commandId\":1,\"kind\":42,\"ttlS\":9} | UNKNOWN_KIND
            {\"commandId\":1,\"kind\":2,\"ttlS\":9,\"lanes\":[1],\"issuedAtNs\":\"1000\"} | OUT_OF_DATE
            {\"commandId\":1,\"kind\":2,\"ttlS\":9,\"lanes\":[70000]} | MALFORMED
            {\"commandId\":1,\"kind\":2,\"ttlS\":9,\"lanes\":[1]}} | MALFORMED
            {\"commandId\":1,\"kind\":2 | MALFORMED
            """)
    void shouldRefuseWithTheReason(String json, CommandFault fault) {
        scene.runTo(100);
        scene.command(json);
        assertThat(last()).extracting(State::phase, State::fault).containsExactly(CommandPhase.REFUSED, fault);
    }

    @Test
    void shouldSurviveNoiseAndKeepWhatHolds() {
        scene.runTo(100);
        scene.command("{\"commandId\":3,\"kind\":2,\"ttlS\":600,\"lanes\":[1]}");
        Random random = new Random(5);
        byte[] good = "{\"commandId\":4,\"kind\":1,\"ttlS\":60,\"lanes\":[1,2],\"speedCmps\":833}"
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = i % 2 == 0 ? good.clone() : new byte[random.nextInt(64)];
            for (int k = 0; k < 3 && bad.length > 0; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            scene.downlink(bad);
        }
        scene.outs.clear();
        scene.runTo(11_000);
        assertThat(states()).extracting(State::id).contains(3L);
    }

    @Test
    void shouldRefuseMoreOrdersThanThereIsRoomFor() {
        scene.runTo(100);
        for (int id = 1; id <= 65; id++) {
            scene.command("{\"commandId\":" + id + ",\"kind\":2,\"ttlS\":600,\"lanes\":[1]}");
        }
        assertThat(last())
                .extracting(State::phase, State::fault)
                .containsExactly(CommandPhase.REFUSED, CommandFault.NO_ROOM);
    }

    private void answer(RequestAnswer answer) {
        UnsafeBuffer state = new UnsafeBuffer(new byte[8 + RequestStateEncoder.BLOCK_LENGTH]);
        new RequestStateEncoder()
                .wrapAndApplyHeader(state, 0, new MessageHeaderEncoder())
                .requestKey(9)
                .state(answer)
                .vehicleId(0)
                .atNs(scene.nowNs())
                .causedAtNs(scene.nowNs())
                .expiresAtNs(scene.nowNs())
                .intersectionId(12)
                .signalPhase((short) 0)
                .level((short) 0);
        scene.downlink(DownlinkKind.CONTROLLER_ANSWER, state.byteArray());
    }

    @Test
    void shouldAskForAPlanEverySecondUntilTheControllerRefusesIt() {
        scene.signal(6, 1, SignalLight.RED, 9_000);
        scene.runTo(100);
        scene.command("{\"commandId\":9,\"kind\":\"signal-plan\",\"ttlS\":60,\"intersectionId\":12,\"plan\":4}");
        scene.runTo(2_500);
        assertThat(scene.records(ControllerRequestDecoder.TEMPLATE_ID)).hasSize(3);
        answer(RequestAnswer.GRANTED);
        assertThat(last().phase()).isEqualTo(CommandPhase.ACTIVE);
        answer(RequestAnswer.REFUSED);
        assertThat(last())
                .extracting(State::id, State::phase, State::fault)
                .containsExactly(9L, CommandPhase.REFUSED, CommandFault.CONTROLLER_REFUSED);
        scene.runTo(5_000);
        assertThat(scene.records(ControllerRequestDecoder.TEMPLATE_ID)).hasSize(3);
    }
}
