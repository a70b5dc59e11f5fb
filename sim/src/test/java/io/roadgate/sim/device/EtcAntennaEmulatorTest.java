package io.roadgate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.roadgate.sim.SharedFiles;
import io.roadgate.sim.device.EtcFrameReader.Frame;
import io.roadgate.sim.traffic.TollPassage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the tap beside the lane controller hears. */
class EtcAntennaEmulatorTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Charset GBK = Charset.forName("GBK");

    private final RecordingLine line = new RecordingLine();
    private final List<TollPassage> passages = new ArrayList<>();
    private final EtcAntennaEmulator antenna = new EtcAntennaEmulator("etc", line, () -> passages, 1);

    private List<Frame> run(long fromNs, long toNs) {
        for (long atNs = fromNs; atNs <= toNs; atNs += 5_000_000L) {
            antenna.step(Truths.of(Truths.AT_NS + atNs));
        }
        return EtcFrameReader.read(line.takeBytes());
    }

    private List<Frame> dialogue(String obuMac) {
        run(0, 0);
        passages.add(Truths.passage(obuMac));
        return run(5_000_000L, 900_000_000L);
    }

    @Test
    void shouldWriteAnAnswerAsAnnotated() {
        // flag flag | control 81 | type C1 | id 02 EC 1E EF | check 81^C1^02^EC^1E^EF = 5F | flag
        assertThat(HEX.formatHex(BccFraming.frame(0x81, EtcFrames.goOn(Truths.passage("02EC1EEF")))))
                .isEqualTo("FFFF81C102EC1EEF5FFF");
        // the id FF FE FE FF is stuffed; its check byte 81^C1^FF^FE^FE^FF = 40
        assertThat(HEX.formatHex(BccFraming.frame(0x81, EtcFrames.goOn(Truths.passage("FFFEFEFF")))))
                .isEqualTo("FFFF81C1FE01FE00FE00FE0140FF");
    }

    @Test
    void shouldWriteTheSameStateAndStartAsTheSharedDialogue() throws IOException {
        String shared = HEX.formatHex(Files.readAllBytes(SharedFiles.find("sensors/fixtures/etc-bcc-dialogue.bin")));
        assertThat(shared).contains(HEX.formatHex(BccFraming.frame(0x08, EtcFrames.deviceState())));
        assertThat(shared).contains(HEX.formatHex(BccFraming.frame(0x81, EtcFrames.antennaOn())));
        assertThat(shared).startsWith(HEX.formatHex(BccFraming.frame(0x80, EtcFrames.init(Truths.AT_NS))));
    }

    @Test
    void shouldHaveTheLengthsAndOrderOfTheSharedDialogue() throws IOException {
        List<Frame> shared =
                EtcFrameReader.read(Files.readAllBytes(SharedFiles.find("sensors/fixtures/etc-bcc-dialogue.bin")));
        assertThat(shared).allMatch(Frame::isCheckRight);
        List<Frame> own = dialogue("02EC1EEF");
        for (int i = 0; i < own.size(); i++) {
            Frame theirs = shared.get(3 + i);
            assertThat(own.get(i).rsctl()).isEqualTo(theirs.rsctl());
            assertThat(own.get(i).type()).isEqualTo(theirs.type());
            assertThat(own.get(i).payload()).hasSameSizeAs(theirs.payload());
        }
    }

    @Test
    void shouldSpeakTheWholeDialogueOfAPassage() {
        List<Frame> frames = dialogue("02EC1EEF");
        assertThat(frames).allMatch(Frame::isCheckRight);
        assertThat(frames).extracting(Frame::type).containsExactly(0xB2, 0xC1, 0xB3, 0xC1, 0xB4, 0xC6, 0xB5, 0xC1);
        assertThat(frames).extracting(Frame::rsctl).containsExactly(0x18, 0x81, 0x28, 0x82, 0x48, 0x84, 0x58, 0x85);
        assertThat(frames).allSatisfy(frame -> assertThat(frame.number(1, 4)).isEqualTo(0x02EC1EEFL));
    }

    @Test
    void shouldFillTheLayoutsWithThePassage() {
        List<Frame> frames = dialogue("FFFEFEFF");
        Frame vehicle = frames.get(2);
        assertThat(new String(vehicle.payload(), 6, 12, GBK).trim()).isEqualTo("渝A12345");
        assertThat(vehicle.number(18, 2)).isZero();
        assertThat(vehicle.number(20, 1)).isEqualTo(1);
        assertThat(vehicle.number(22, 2)).isEqualTo(46);
        Frame card = frames.get(4);
        assertThat(card.number(7, 4)).isEqualTo(50_000);
        assertThat(card.number(11 + 8, 1)).isEqualTo(0x17);
        assertThat(new String(card.payload(), 11 + 28, 12, GBK).trim()).isEqualTo("渝A12345");
        assertThat(card.number(11 + 42, 1)).isEqualTo(1);
        assertThat(card.number(54, 2)).isEqualTo(0xAA29);
        assertThat(new String(card.payload(), 54 + 21, 12, GBK).trim()).isEqualTo("渝A12345");
        assertThat(card.number(98, 2)).isEqualTo(314);
        assertThat(card.number(100, 2)).isEqualTo(91);
        assertThat(card.payload()).hasSize(102 + 91);
        Frame charge = frames.get(5);
        assertThat(charge.number(6, 4)).isEqualTo(950);
        assertThat(HEX.formatHex(charge.payload(), 50, 57)).isEqualTo("20251125090037");
        assertThat(charge.number(59, 2)).isZero();
        Frame done = frames.get(6);
        assertThat(HEX.formatHex(done.payload(), 6, 13)).isEqualTo("20251125090037");
        assertThat(done.number(13, 4)).isEqualTo(7_001);
        assertThat(done.number(17, 2)).isEqualTo(121);
        assertThat(done.number(19, 1)).isEqualTo(9);
        assertThat(done.number(20, 4)).isEqualTo(49_050);
        assertThat(done.number(24, 4)).isEqualTo(0xDCDA26FBL);
        assertThat(done.number(28, 4)).isEqualTo(1_764_032_437L);
    }

    @Test
    void shouldBeginWithInitAndBeatEverySecond() {
        List<Frame> frames = run(0, 3_500_000_000L);
        assertThat(frames).extracting(Frame::type).containsExactly(0xC0, 0xB0, 0x4C, 0xB0, 0xB0, 0xB0, 0xB0);
        assertThat(frames.get(6).rsctl()).isEqualTo(0x98);
        assertThat(frames.get(6).payload()).hasSize(23);
    }

    @Test
    void shouldSpaceTheDialogueBy20To40Ms() {
        run(0, 0);
        passages.add(Truths.passage("02EC1EEF"));
        List<Long> sentNs = new ArrayList<>();
        for (long atNs = 0; atNs < 500_000_000L; atNs += 1_000_000L) {
            antenna.step(Truths.of(Truths.AT_NS + atNs));
            for (int i = 0; i < line.takeWrites().size(); i++) {
                sentNs.add(atNs);
            }
        }
        assertThat(sentNs).hasSize(8);
        for (int i = 1; i < sentNs.size(); i++) {
            assertThat(sentNs.get(i) - sentNs.get(i - 1)).isBetween(19_000_000L, 41_000_000L);
        }
    }

    @Test
    void shouldSendOneFrameWithAWrongCheckWhenAskedAndNoPassageLess() {
        run(0, 0);
        antenna.inject(Fault.WRONG_CHECK);
        passages.add(Truths.passage("02EC1EEF"));
        List<Frame> frames = run(5_000_000L, 900_000_000L);
        assertThat(frames).filteredOn(frame -> !frame.isCheckRight()).hasSize(1);
        assertThat(frames).filteredOn(Frame::isCheckRight).hasSize(8);
    }

    @Property
    void shouldFrameAnyBytesSoThatTheyReadBack(@ForAll @Size(min = 1, max = 200) byte[] payload, @ForAll byte rsctl) {
        byte[] bytes = BccFraming.frame(rsctl & 0xFF, payload);
        for (int i = 2; i < bytes.length - 1; i++) {
            assertThat(bytes[i]).isNotEqualTo((byte) 0xFF);
        }
        List<Frame> frames = EtcFrameReader.read(bytes);
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).payload()).isEqualTo(payload);
        assertThat(frames.get(0).isCheckRight()).isTrue();
    }
}
