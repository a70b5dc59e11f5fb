package io.roadgate.bench;

import java.util.List;
import org.bn.annotations.ASN1Choice;
import org.bn.annotations.ASN1Element;
import org.bn.annotations.ASN1Integer;
import org.bn.annotations.ASN1PreparedElement;
import org.bn.annotations.ASN1Sequence;
import org.bn.annotations.ASN1SequenceOf;
import org.bn.annotations.ASN1String;
import org.bn.annotations.constraints.ASN1ValueRangeConstraint;
import org.bn.coders.IASN1PreparedElementData;
import org.bn.coders.UniversalTag;

/**
 * SPAT as BinaryNotes wants it: annotated classes with getters and setters, which it finds by reflection, each with the
 * metadata that it keeps for a class that asks for it.
 *
 * <p>The same members and bounds as ours, but without extension markers, which it does not know, and so other octets.
 * Enumerations and the bit string of the status are numbers of as many bits: its decoder reads bit strings wrong.
 */
final class ReflectiveSpat {
    private ReflectiveSpat() {}

    /** SPAT. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "Spat", isSet = false)
    public static final class Spat extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(Spat.class);

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 127)
        @ASN1Element(name = "msgCnt", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private Integer msgCnt;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 527040)
        @ASN1Element(name = "moy", isOptional = true, hasTag = true, tag = 1, hasDefaultValue = false)
        private Integer moy;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 59999)
        @ASN1Element(name = "timeStamp", isOptional = true, hasTag = true, tag = 2, hasDefaultValue = false)
        private Integer timeStamp;

        @ASN1String(name = "", stringType = UniversalTag.IA5String, isUCS = false)
        @ASN1ValueRangeConstraint(min = 1, max = 63)
        @ASN1Element(name = "name", isOptional = true, hasTag = true, tag = 3, hasDefaultValue = false)
        private String name;

        @ASN1SequenceOf(name = "", isSetOf = false)
        @ASN1ValueRangeConstraint(min = 1, max = 32)
        @ASN1Element(name = "intersections", isOptional = false, hasTag = true, tag = 4, hasDefaultValue = false)
        private List<Intersection> intersections;

        /** An empty one, to be filled. */
        public Spat() {
            super(DATA);
        }

        public Integer getMsgCnt() {
            return msgCnt;
        }

        public void setMsgCnt(Integer value) {
            msgCnt = value;
        }

        public Integer getMoy() {
            return moy;
        }

        public void setMoy(Integer value) {
            moy = value;
        }

        public Integer getTimeStamp() {
            return timeStamp;
        }

        public void setTimeStamp(Integer value) {
            timeStamp = value;
        }

        public String getName() {
            return name;
        }

        public void setName(String value) {
            name = value;
        }

        public List<Intersection> getIntersections() {
            return intersections;
        }

        public void setIntersections(List<Intersection> value) {
            intersections = value;
        }
    }

    /** IntersectionState. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "Intersection", isSet = false)
    public static final class Intersection extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(Intersection.class);

        @ASN1Element(name = "intersectionId", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private NodeReference intersectionId;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 65535)
        @ASN1Element(name = "status", isOptional = false, hasTag = true, tag = 1, hasDefaultValue = false)
        private Integer status;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 527040)
        @ASN1Element(name = "moy", isOptional = true, hasTag = true, tag = 2, hasDefaultValue = false)
        private Integer moy;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 59999)
        @ASN1Element(name = "timeStamp", isOptional = true, hasTag = true, tag = 3, hasDefaultValue = false)
        private Integer timeStamp;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 38)
        @ASN1Element(name = "timeConfidence", isOptional = true, hasTag = true, tag = 4, hasDefaultValue = false)
        private Integer timeConfidence;

        @ASN1SequenceOf(name = "", isSetOf = false)
        @ASN1ValueRangeConstraint(min = 1, max = 16)
        @ASN1Element(name = "phases", isOptional = false, hasTag = true, tag = 5, hasDefaultValue = false)
        private List<Phase> phases;

        /** An empty one, to be filled. */
        public Intersection() {
            super(DATA);
        }

        public NodeReference getIntersectionId() {
            return intersectionId;
        }

        public void setIntersectionId(NodeReference value) {
            intersectionId = value;
        }

        public Integer getStatus() {
            return status;
        }

        public void setStatus(Integer value) {
            status = value;
        }

        public Integer getMoy() {
            return moy;
        }

        public void setMoy(Integer value) {
            moy = value;
        }

        public Integer getTimeStamp() {
            return timeStamp;
        }

        public void setTimeStamp(Integer value) {
            timeStamp = value;
        }

        public Integer getTimeConfidence() {
            return timeConfidence;
        }

        public void setTimeConfidence(Integer value) {
            timeConfidence = value;
        }

        public List<Phase> getPhases() {
            return phases;
        }

        public void setPhases(List<Phase> value) {
            phases = value;
        }
    }

    /** NodeReferenceID. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "NodeReference", isSet = false)
    public static final class NodeReference extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(NodeReference.class);

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 65535)
        @ASN1Element(name = "region", isOptional = true, hasTag = true, tag = 0, hasDefaultValue = false)
        private Integer region;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 65535)
        @ASN1Element(name = "id", isOptional = false, hasTag = true, tag = 1, hasDefaultValue = false)
        private Integer id;

        /** An empty one, to be filled. */
        public NodeReference() {
            super(DATA);
        }

        public Integer getRegion() {
            return region;
        }

        public void setRegion(Integer value) {
            region = value;
        }

        public Integer getId() {
            return id;
        }

        public void setId(Integer value) {
            id = value;
        }
    }

    /** Phase. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "Phase", isSet = false)
    public static final class Phase extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(Phase.class);

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 255)
        @ASN1Element(name = "id", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private Integer id;

        @ASN1SequenceOf(name = "", isSetOf = false)
        @ASN1ValueRangeConstraint(min = 1, max = 16)
        @ASN1Element(name = "phaseStates", isOptional = false, hasTag = true, tag = 1, hasDefaultValue = false)
        private List<PhaseState> phaseStates;

        /** An empty one, to be filled. */
        public Phase() {
            super(DATA);
        }

        public Integer getId() {
            return id;
        }

        public void setId(Integer value) {
            id = value;
        }

        public List<PhaseState> getPhaseStates() {
            return phaseStates;
        }

        public void setPhaseStates(List<PhaseState> value) {
            phaseStates = value;
        }
    }

    /** PhaseState. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "PhaseState", isSet = false)
    public static final class PhaseState extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(PhaseState.class);

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 8)
        @ASN1Element(name = "light", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private Integer light;

        @ASN1Element(name = "timing", isOptional = true, hasTag = true, tag = 1, hasDefaultValue = false)
        private Timing timing;

        /** An empty one, to be filled. */
        public PhaseState() {
            super(DATA);
        }

        public Integer getLight() {
            return light;
        }

        public void setLight(Integer value) {
            light = value;
        }

        public Timing getTiming() {
            return timing;
        }

        public void setTiming(Timing value) {
            timing = value;
        }
    }

    /** TimeChangeDetails. */
    @ASN1PreparedElement
    @ASN1Choice(name = "Timing")
    public static final class Timing extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(Timing.class);

        @ASN1Element(name = "counting", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private Counting counting;

        @ASN1Element(name = "utcTiming", isOptional = false, hasTag = true, tag = 1, hasDefaultValue = false)
        private Counting utcTiming;

        /** An empty one, to be filled. */
        public Timing() {
            super(DATA);
        }

        public Counting getCounting() {
            return counting;
        }

        public boolean isCountingSelected() {
            return counting != null;
        }

        public void selectCounting(Counting value) {
            counting = value;
        }

        public Counting getUtcTiming() {
            return utcTiming;
        }

        public boolean isUtcTimingSelected() {
            return utcTiming != null;
        }

        public void selectUtcTiming(Counting value) {
            utcTiming = value;
        }
    }

    /** TimeCountingDown. */
    @ASN1PreparedElement
    @ASN1Sequence(name = "Counting", isSet = false)
    public static final class Counting extends ReflectiveValue {
        private static final IASN1PreparedElementData DATA = of(Counting.class);

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "startTime", isOptional = false, hasTag = true, tag = 0, hasDefaultValue = false)
        private Integer startTime;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "minEndTime", isOptional = true, hasTag = true, tag = 1, hasDefaultValue = false)
        private Integer minEndTime;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "maxEndTime", isOptional = true, hasTag = true, tag = 2, hasDefaultValue = false)
        private Integer maxEndTime;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "likelyEndTime", isOptional = false, hasTag = true, tag = 3, hasDefaultValue = false)
        private Integer likelyEndTime;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 200)
        @ASN1Element(name = "timeConfidence", isOptional = true, hasTag = true, tag = 4, hasDefaultValue = false)
        private Integer timeConfidence;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "nextStartTime", isOptional = true, hasTag = true, tag = 5, hasDefaultValue = false)
        private Integer nextStartTime;

        @ASN1Integer(name = "")
        @ASN1ValueRangeConstraint(min = 0, max = 36001)
        @ASN1Element(name = "nextDuration", isOptional = true, hasTag = true, tag = 6, hasDefaultValue = false)
        private Integer nextDuration;

        /** An empty one, to be filled. */
        public Counting() {
            super(DATA);
        }

        public Integer getStartTime() {
            return startTime;
        }

        public void setStartTime(Integer value) {
            startTime = value;
        }

        public Integer getMinEndTime() {
            return minEndTime;
        }

        public void setMinEndTime(Integer value) {
            minEndTime = value;
        }

        public Integer getMaxEndTime() {
            return maxEndTime;
        }

        public void setMaxEndTime(Integer value) {
            maxEndTime = value;
        }

        public Integer getLikelyEndTime() {
            return likelyEndTime;
        }

        public void setLikelyEndTime(Integer value) {
            likelyEndTime = value;
        }

        public Integer getTimeConfidence() {
            return timeConfidence;
        }

        public void setTimeConfidence(Integer value) {
            timeConfidence = value;
        }

        public Integer getNextStartTime() {
            return nextStartTime;
        }

        public void setNextStartTime(Integer value) {
            nextStartTime = value;
        }

        public Integer getNextDuration() {
            return nextDuration;
        }

        public void setNextDuration(Integer value) {
            nextDuration = value;
        }
    }
}
