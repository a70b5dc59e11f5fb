package io.roadgate.gateway.cli;

import io.roadgate.gateway.RoadsideGateway;
import io.roadgate.gateway.config.ConfigException;
import io.roadgate.gateway.config.ConfigReader;
import io.roadgate.gateway.config.GatewayConfig;
import io.roadgate.gateway.doctor.DeviceReport;
import io.roadgate.gateway.doctor.SiteDoctor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.SystemUtil;
import org.agrona.concurrent.OffsetEpochNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code roadgate doctor}: whether each device of a site file is heard, and what to do if not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the site file, opens each of its devices, listens, and says in plain words what it hears, how "
                    + "often, and what to do if nothing.",
            "The gateway must not run at the same time: both would take bytes from the same devices. A device that "
                    + "another process has open is left alone, and that process is named. Radars are configured as the "
                    + "gateway would do it."
        },
        footer = {"", "Exit codes: 0 all good, 1 something is wrong, 2 site file refused or command misused."})
public final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The site file (YAML).")
    private Path config;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long to listen (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(names = "--json", description = "One JSON line for each device, or for each fault of the site file.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long durationNs = durationNs();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter talk = spec.commandLine().getErr();
        GatewayConfig site;
        try {
            site = new ConfigReader(RoadsideGateway.declarations(), System::getenv).read(config);
        } catch (ConfigException e) {
            if (isJson) {
                e.faults()
                        .all()
                        .forEach(fault -> out.println(JsonMapper.shared().writeValueAsString(fault)));
                out.flush();
            }
            talk.println(e.getMessage());
            talk.println(e.faults().all().size() + " fault(s) in " + config + ", no device was opened");
            talk.flush();
            return ExitCode.USAGE;
        }
        talk.println(
                config + " is good; listening to " + site.sensors().size() + " device(s) for " + duration + " ...");
        talk.flush();
        List<DeviceReport> reports = new SiteDoctor(site, new OffsetEpochNanoClock()).examine(durationNs);
        for (DeviceReport report : reports) {
            if (isJson) {
                out.println(JsonMapper.shared().writeValueAsString(report));
            } else {
                print(report, out);
            }
        }
        out.flush();
        long wrong = reports.stream().filter(report -> !report.isGood()).count();
        talk.println(
                wrong == 0 ? "all devices are heard and understood" : wrong + " of " + reports.size() + " need care");
        talk.flush();
        return wrong == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private long durationNs() {
        try {
            long durationNs = SystemUtil.parseDuration("--for", duration);
            if (durationNs > 0) {
                return durationNs;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--for wants a duration like 5s, not " + duration, e);
        }
        throw new ParameterException(spec.commandLine(), "--for wants a duration like 5s, not " + duration);
    }

    private static void print(DeviceReport report, PrintWriter out) {
        out.printf(Locale.ROOT, "%-5s %s (%s on %s)%n", state(report), report.id(), report.driver(), report.wire());
        if (report.bytesPerS() > 0) {
            out.printf(
                    Locale.ROOT,
                    "      hears %.0f bytes/s, %.1f frames/s, %.1f observations/s%s%n",
                    report.bytesPerS(),
                    report.framesPerS(),
                    report.observationsPerS(),
                    report.clockDifferenceMs() == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; arrives %.1f ms after it was measured",
                                    report.clockDifferenceMs()));
        }
        report.findings().forEach(finding -> out.println("      " + finding));
    }

    private static String state(DeviceReport report) {
        return report.isGood() ? "good" : "WRONG";
    }
}
