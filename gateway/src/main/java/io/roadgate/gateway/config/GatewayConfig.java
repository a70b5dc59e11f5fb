package io.roadgate.gateway.config;

import io.roadgate.gateway.roadmap.SiteMap;
import io.roadgate.sensor.device.DriverKind;
import io.roadgate.sensor.observation.SensorMount;
import io.roadgate.sensor.setting.Settings;
import io.roadgate.sensor.transport.TransportKind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One gateway's whole configuration, immutable and already checked.
 *
 * @param text the site file as it was read; the journal keeps it, so that replay needs nothing else.
 * @param site who and where we are.
 * @param threading how agents become threads.
 * @param rings sizes.
 * @param mqtt the broker and what is published how.
 * @param sensors in the order of their ids (1..).
 * @param rsu where UPER messages go; empty = nowhere.
 * @param map lanes and all else that is known of the place.
 * @param tracking keys of the tracker.
 * @param hazards settings of each hazard rule by its key; a rule that the file does not name has its defaults.
 * @param services settings of each service by its key; a service that is not in it is not offered.
 * @param toll what is tolled here; empty = nothing.
 * @param journal where inputs and outputs are kept; empty = nowhere.
 * @param ledger where toll records are made durable; always there when {@code toll} is.
 * @param clock how this machine's clock is watched.
 */
public record GatewayConfig(
        String text,
        Site site,
        Threading threading,
        Rings rings,
        Mqtt mqtt,
        List<Sensor> sensors,
        Optional<Rsu> rsu,
        SiteMap map,
        Settings tracking,
        Map<String, Settings> hazards,
        Map<String, Settings> services,
        Optional<Toll> toll,
        Optional<Journal> journal,
        Optional<Ledger> ledger,
        Settings clock) {

    /** Freezes the lists. */
    public GatewayConfig {
        sensors = List.copyOf(sensors);
        hazards = Map.copyOf(hazards);
        services = Map.copyOf(services);
    }

    /**
     * Who and where we are.
     *
     * @param id topic level, lower case letters, digits and hyphens.
     * @param number in toll record ids.
     * @param latDeg WGS84.
     * @param lonDeg WGS84.
     * @param heightM above the ellipsoid.
     */
    public record Site(String id, int number, double latDeg, double lonDeg, double heightM) {}

    /**
     * How agents become threads.
     *
     * @param mode see {@link ThreadingMode}.
     * @param idle what a thread does when there is nothing to do.
     * @param ingestAgents sensors are dealt out to this many agents in turn.
     */
    public record Threading(ThreadingMode mode, IdleMode idle, int ingestAgents) {}

    /** How many threads the agents get. */
    public enum ThreadingMode {
        /** None: the caller drives all agents (tests, replay, simulation in virtual time). */
        INVOKER,
        /** One for all: small boxes. */
        SHARED,
        /** One each. */
        DEDICATED
    }

    /** What an agent's thread does when it found nothing to do. */
    public enum IdleMode {
        /** Spins, yields, then parks up to a millisecond. */
        BACKOFF,
        /** Yields: low latency without owning the core. */
        YIELD,
        /** Spins: lowest latency, owns the core. */
        SPIN
    }

    /**
     * Ring sizes in bytes, rounded up to a power of two.
     *
     * @param observationBytes of each ingest agent's ring.
     * @param outboundBytes fusion to publish.
     * @param journalBytes fusion to journal.
     * @param tollBytes journal to publish, and receipts back.
     */
    public record Rings(int observationBytes, int outboundBytes, int journalBytes, int tollBytes) {}

    /**
     * The broker and what is published how.
     *
     * @param broker {@code tcp://host:port}.
     * @param clientId prefix; each lane adds its own name.
     * @param username empty = none.
     * @param password empty = none; taken from the environment variable that the file names.
     * @param window messages in flight per lane at most.
     * @param payload of hazards, tracks and tolls to the cloud.
     * @param trackRateHz road pictures per second.
     */
    public record Mqtt(
            URI broker,
            String clientId,
            String username,
            String password,
            int window,
            PayloadFormat payload,
            int trackRateHz) {
        @Override
        public String toString() {
            return "Mqtt[" + broker + ", " + clientId + ", " + username + ", window " + window + "]";
        }
    }

    /** How cloud payloads are written. */
    public enum PayloadFormat {
        /** Protocol buffers, schema {@code cloud.proto}. */
        PROTOBUF,
        /** JSON of the same schema (proto3 JSON names). */
        JSON
    }

    /**
     * One sensor.
     *
     * @param number its id in records, 1...
     * @param id its name, for people and counters.
     * @param driver which protocol.
     * @param settings of the driver.
     * @param transport which wire.
     * @param link settings of the wire.
     * @param mount where it hangs.
     */
    public record Sensor(
            int number,
            String id,
            DriverKind driver,
            Settings settings,
            TransportKind transport,
            Settings link,
            SensorMount mount) {}

    /**
     * Where UPER messages go.
     *
     * @param send UDP address of the RSU.
     * @param rsuId of RSI and RSM, 8 octets big-endian.
     * @param framing how the RSU wants messages wrapped, keys of {@code LengthFraming}.
     */
    public record Rsu(InetSocketAddress send, long rsuId, Settings framing) {}

    /**
     * What is tolled.
     *
     * @param points one per tolled lane.
     * @param tariffVersion kept with each record.
     * @param amountFenByClass fen per passage by JT/T 489 vehicle class code.
     */
    public record Toll(List<TollPoint> points, int tariffVersion, Map<Integer, Long> amountFenByClass) {
        /** Freezes the collections. */
        public Toll {
            points = List.copyOf(points);
            amountFenByClass = Map.copyOf(amountFenByClass);
        }
    }

    /**
     * One tolled lane.
     *
     * @param laneId the lane.
     * @param sensorNumber its ETC antenna.
     */
    public record TollPoint(int laneId, int sensorNumber) {}

    /**
     * Where inputs and outputs of fusion are kept.
     *
     * @param directory made when missing.
     * @param freeSpaceFloorBytes below it nothing more is written.
     */
    public record Journal(Path directory, long freeSpaceFloorBytes) {}

    /** What makes a toll record done. */
    public enum ReceiptMode {
        /** The centre says that it holds it. */
        CENTRE,
        /** The broker acknowledged it: what a broker loses is lost. */
        PUBACK
    }

    /**
     * Where toll records are made durable.
     *
     * @param file SQLite database, made when missing.
     * @param receipts what makes a record done.
     * @param repeatAfterNs sent again after this long without a receipt.
     */
    public record Ledger(Path file, ReceiptMode receipts, long repeatAfterNs) {}
}
