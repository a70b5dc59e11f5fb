package io.roadgate.gateway.track;

import io.roadgate.sensor.setting.Setting;
import io.roadgate.sensor.setting.Settings;
import java.util.List;

/** The tracker's keys of the site file, read once. */
final class TrackerSettings {
    static final List<Setting> DECLARED = List.of(
            Setting.number("alongAccelMps2", 1.8, 0.05, 20, "how hard vehicles accelerate and brake, one sigma, m/s2"),
            Setting.number("alongAccelTauS", 1.5, 0.1, 60, "how long they do so, s"),
            Setting.number("crossAccelMps2", 0.1, 0.01, 20, "how hard slow vehicles turn, one sigma, m/s2"),
            Setting.number("crossAccelPerMps", 0.08, 0, 5, "more of it with each m/s of speed"),
            Setting.number("crossAccelTopMps2", 0.8, 0.01, 20, "and never more than this"),
            Setting.number("crossAccelTauS", 1.0, 0.1, 60, "how long they do so, s"),
            Setting.number("walkAccelMps2", 0.6, 0.01, 20, "acceleration of people on foot or pedals, one sigma, m/s2"),
            Setting.number("walkAccelTauS", 0.8, 0.1, 60, "how long they do so, s"),
            Setting.number("slowFactor", 0.7, 0.01, 10, "accelerations below 1 m/s are this times the usual"),
            Setting.number(
                    "detectionProbability", 0.9, 0.05, 0.999, "chance that a sensor reports a track in its view"),
            Setting.number(
                    "clutterPerM2",
                    1e-4,
                    1e-9,
                    1,
                    "false observations per square metre and frame of radars and cameras"),
            Setting.number(
                    "bsmClutterPerM2", 1e-7, 1e-12, 1, "false observations per square metre, of vehicles' own reports"),
            Setting.number("newPerM2", 1e-5, 1e-12, 1, "participants that appear per square metre and frame"),
            Setting.number("confirmScore", 8, 1, 100, "log-likelihood ratio from which a track is taken for real"),
            Setting.number("dropScore", -3, -100, 0, "log-likelihood ratio below which a track is dropped"),
            Setting.number("scoreLimit", 9, 5, 1_000, "log-likelihood ratio never grows beyond this"),
            Setting.integer(
                    "confirmHits",
                    3,
                    1,
                    100,
                    "observations before a track is taken for real; own reports need one less"),
            Setting.integer("missLimit", 5, 1, 100, "misses in a row after which a sensor no longer expects a track"),
            Setting.duration(
                    "tentativeFor", "500ms", "50ms", "10s", "a track not yet confirmed ends unseen for this long"),
            Setting.duration("coastFor", "2500ms", "100ms", "60s", "a confirmed track is told of unseen for this long"),
            Setting.duration("rememberFor", "5s", "100ms", "60s", "and can be taken up again for this long"),
            Setting.duration(
                    "twinWait", "0ms", "0ms", "10s", "a new track beside a known one waits this long to be told apart"),
            Setting.choice(
                    "association",
                    List.of("marginal", "assignment"),
                    "pairs weighed by how probable they are, or taken as certain"),
            Setting.number("missWeight", 1, 0, 1, "weight of a miss"),
            Setting.number("hideSpreadM", 2.5, 0.1, 100, "and where it is known at least this well, one sigma, m"),
            Setting.number("hideScore", 0, -100, 100, "a track is told of above this score"),
            Setting.duration("latestBy", "500ms", "10ms", "5s", "observations older than this on arrival are refused"),
            Setting.duration(
                    "earliestBy", "100ms", "0ms", "5s", "observations from this far in the future are refused"),
            Setting.duration("frameWait", "20ms", "0ms", "1s", "an incomplete frame is used after this long"),
            Setting.number(
                    "gateSigma", 4, 1, 20, "observations farther from a track than this many sigma are not its own"),
            Setting.number("radarRangeSigmaM", 0.5, 0.01, 50, "radar range, when the sensor does not tell, m"),
            Setting.number(
                    "radarAzimuthSigmaDeg", 1, 0.01, 20, "radar azimuth, when the sensor does not tell, degrees"),
            Setting.number("radialSpeedSigmaMps", 0.2, 0.01, 20, "radial speed, when the sensor does not tell, m/s"),
            Setting.number("reflectionSigmaM", 0.5, 0, 20, "how far a radar's reflection may be from the middle, m"),
            Setting.number("placeSigmaM", 1, 0.01, 50, "ground position, when the sensor does not tell, m"),
            Setting.number("velocitySigmaMps", 1, 0.01, 20, "velocity, when the sensor does not tell, m/s"),
            Setting.number(
                    "newSpeedSigmaMps", 10, 0.5, 50, "velocity of a new track when nothing is known of it, m/s"));

    final boolean isSoft;
    final double alongSigma;
    final double alongTauS;
    final double crossSigma;
    final double crossSigmaPerMps;
    final double crossSigmaTop;
    final double crossTauS;
    final double walkSigma;
    final double walkTauS;
    final double slowFactor;
    final double detectionProbability;
    final double clutterPerM2;
    final double bsmClutterPerM2;
    final double newPerM2;
    final double confirmScore;
    final double dropScore;
    final double scoreLimit;
    final int confirmHits;
    final int missLimit;
    final long tentativeForNs;
    final long coastForNs;
    final long rememberForNs;
    final long twinWaitNs;
    final double missWeight;
    final double hideScore;
    final double hideSpreadM;
    final long latestByNs;
    final long earliestByNs;
    final long frameWaitNs;
    final double gateSquared;
    final double radarRangeSigmaM;
    final double radarAzimuthSigmaRad;
    final double radialSpeedSigmaMps;
    final double reflectionSigmaM;
    final double placeSigmaM;
    final double velocitySigmaMps;
    final double newSpeedSigmaMps;

    TrackerSettings(Settings settings) {
        isSoft = settings.text("association").equals("marginal");
        alongSigma = settings.number("alongAccelMps2");
        alongTauS = settings.number("alongAccelTauS");
        crossSigma = settings.number("crossAccelMps2");
        crossSigmaPerMps = settings.number("crossAccelPerMps");
        crossSigmaTop = settings.number("crossAccelTopMps2");
        crossTauS = settings.number("crossAccelTauS");
        walkSigma = settings.number("walkAccelMps2");
        walkTauS = settings.number("walkAccelTauS");
        slowFactor = settings.number("slowFactor");
        detectionProbability = settings.number("detectionProbability");
        clutterPerM2 = settings.number("clutterPerM2");
        bsmClutterPerM2 = settings.number("bsmClutterPerM2");
        newPerM2 = settings.number("newPerM2");
        confirmScore = settings.number("confirmScore");
        dropScore = settings.number("dropScore");
        scoreLimit = settings.number("scoreLimit");
        confirmHits = settings.integer("confirmHits");
        missLimit = settings.integer("missLimit");
        tentativeForNs = settings.durationNs("tentativeFor");
        coastForNs = settings.durationNs("coastFor");
        rememberForNs = settings.durationNs("rememberFor");
        twinWaitNs = settings.durationNs("twinWait");
        missWeight = settings.number("missWeight");
        hideSpreadM = settings.number("hideSpreadM");
        hideScore = settings.number("hideScore");
        latestByNs = settings.durationNs("latestBy");
        earliestByNs = settings.durationNs("earliestBy");
        frameWaitNs = settings.durationNs("frameWait");
        double gateSigma = settings.number("gateSigma");
        gateSquared = gateSigma * gateSigma;
        radarRangeSigmaM = settings.number("radarRangeSigmaM");
        radarAzimuthSigmaRad = StrictMath.toRadians(settings.number("radarAzimuthSigmaDeg"));
        radialSpeedSigmaMps = settings.number("radialSpeedSigmaMps");
        reflectionSigmaM = settings.number("reflectionSigmaM");
        placeSigmaM = settings.number("placeSigmaM");
        velocitySigmaMps = settings.number("velocitySigmaMps");
        newSpeedSigmaMps = settings.number("newSpeedSigmaMps");
    }
}
