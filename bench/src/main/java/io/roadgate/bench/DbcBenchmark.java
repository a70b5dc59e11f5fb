package io.roadgate.bench;

import io.roadgate.sensor.dbc.DbcDatabase;
import io.roadgate.sensor.dbc.DbcException;
import io.roadgate.sensor.dbc.DbcReader;
import io.roadgate.sensor.dbc.DecodedFrame;
import io.roadgate.sensor.frame.CanFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** CAN frames by a DBC: message found, all signals read and scaled. The messages are those of an ARS408's object list. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class DbcBenchmark {
    /** The object messages of the radar; {@code bench/scripts/cantools-rate.py} holds the same. */
    static final String DBC = """
            BU_: R
            BO_ 1546 Obj_0_Status: 4 R
             SG_ NofObjects : 7|8@0+ (1,0) [0|255] "" R
             SG_ MeasCounter : 15|16@0+ (1,0) [0|65535] "" R
             SG_ InterfaceVersion : 31|4@0+ (1,0) [0|15] "" R
            BO_ 1547 Obj_1_General: 8 R
             SG_ ID : 7|8@0+ (1,0) [0|255] "" R
             SG_ DistLong : 15|13@0+ (0.2,-500) [0|0] "m" R
             SG_ DistLat : 18|11@0+ (0.2,-204.6) [0|0] "m" R
             SG_ VrelLong : 39|10@0+ (0.25,-128) [0|0] "m/s" R
             SG_ VrelLat : 45|9@0+ (0.25,-64) [0|0] "m/s" R
             SG_ DynProp : 50|3@0+ (1,0) [0|7] "" R
             SG_ RCS : 63|8@0+ (0.5,-64) [0|0] "dBsm" R
            BO_ 1548 Obj_2_Quality: 7 R
             SG_ ID : 7|8@0+ (1,0) [0|255] "" R
             SG_ DistLong_rms : 15|5@0+ (1,0) [0|31] "" R
             SG_ DistLat_rms : 10|5@0+ (1,0) [0|31] "" R
             SG_ VrelLong_rms : 21|5@0+ (1,0) [0|31] "" R
             SG_ VrelLat_rms : 16|5@0+ (1,0) [0|31] "" R
             SG_ ArelLong_rms : 27|5@0+ (1,0) [0|31] "" R
             SG_ ArelLat_rms : 38|5@0+ (1,0) [0|31] "" R
             SG_ Orientation_rms : 33|5@0+ (1,0) [0|31] "" R
             SG_ ProbOfExist : 55|3@0+ (1,0) [0|7] "" R
             SG_ MeasState : 52|3@0+ (1,0) [0|7] "" R
            BO_ 1549 Obj_3_Extended: 8 R
             SG_ ID : 7|8@0+ (1,0) [0|255] "" R
             SG_ ArelLong : 15|11@0+ (0.01,-10) [0|0] "m/s2" R
             SG_ ArelLat : 20|9@0+ (0.01,-2.5) [0|0] "m/s2" R
             SG_ Class : 26|3@0+ (1,0) [0|7] "" R
             SG_ OrientationAngle : 39|10@0+ (0.4,-180) [0|0] "deg" R
             SG_ Length : 55|8@0+ (0.2,0) [0|51] "m" R
             SG_ Width : 63|8@0+ (0.2,0) [0|51] "m" R
            """;

    private static final int FIRST_ID = 0x60A;
    private static final int[] LENGTHS = {4, 8, 7, 8};
    private static final long WORD = 0x1557_8413_6C20_C294L;

    private final CanFrame[] frames = new CanFrame[64];
    private final DecodedFrame decoded = new DecodedFrame();
    private DbcDatabase database;
    private int next;

    /** Frames of all four messages in turn, no two the same. */
    @Setup
    public void prepare() throws DbcException {
        database = DbcReader.parse("ars408", DBC.getBytes(StandardCharsets.UTF_8), DbcReader.AUTO);
        for (int i = 0; i < frames.length; i++) {
            int kind = i % LENGTHS.length;
            frames[i] = new CanFrame().reset(FIRST_ID + kind, false, false, false, LENGTHS[kind]);
            frames[i].putWord(WORD * (2 * i + 1));
        }
    }

    /** Another frame each time; every physical value is asked for. */
    @Benchmark
    public void decodeFrame(Blackhole values) {
        CanFrame frame = frames[next];
        next = (next + 1) & (frames.length - 1);
        database.find(frame.id(), frame.isExtended()).decode(frame, decoded);
        for (int i = 0; i < decoded.count(); i++) {
            values.consume(decoded.value(i));
        }
    }
}
