package io.roadgate.v2x.message;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The table of the message sets, one line each. The wire does not say which set a device speaks: it is a setting.
 *
 * <p>Source: Release20190724 and the 2020 profile of T/CSAE 53 and YD/T 3709, and the second stage.
 */
public enum MessageCodecs {
    /** The first stage in the profile of 2019. */
    DAY1_2019("day1-2019", DayOne2019Frame::new, false),
    /** The first stage in the profile of 2020. */
    DAY1_2020("day1-2020", DayOneFrame::new, false),
    /** The first stage in the profile of 2020, and the second stage. */
    DAY2("day2", DayTwoFrame::new, true);

    private static final MessageCodecs[] ALL = values();

    private final String setName;
    private final Supplier<SetFrame> frames;
    private final boolean hasSecondStage;

    MessageCodecs(String setName, Supplier<SetFrame> frames, boolean hasSecondStage) {
        this.setName = setName;
        this.frames = frames;
        this.hasSecondStage = hasSecondStage;
    }

    /** A number for records, 0..: rows are only ever added at the end, so that old records stay readable. */
    public int number() {
        return ordinal();
    }

    /** The set of a number, null if there is none. */
    public static MessageCodecs ofNumber(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : null;
    }

    /** The name of the set, as settings have it. */
    public String setName() {
        return setName;
    }

    /** The set of a name. */
    public static Optional<MessageCodecs> named(String setName) {
        return Stream.of(values()).filter(set -> set.setName.equals(setName)).findFirst();
    }

    /** Whether the set has messages of a kind. */
    public boolean has(MessageKind kind) {
        return hasSecondStage || !kind.isSecondStage();
    }

    /** A codec with a frame of its own: one per thread. */
    public FrameCodec newCodec() {
        return new FrameCodec(this, frames.get());
    }
}
