package io.roadgate.gateway.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which processes have a device file or a port open, by Linux's {@code /proc}. Without root only the user's own processes
 * can be looked into; then less is found, never something wrong.
 */
public final class OpenFiles {
    private static final int LISTENING = 0x0A;
    private static final int COMMAND_CHARACTERS = 60;

    private final Path proc;
    private final long ownPid;

    /** On this machine. */
    public OpenFiles() {
        this(Path.of("/proc"), ProcessHandle.current().pid());
    }

    OpenFiles(Path proc, long ownPid) {
        this.proc = proc;
        this.ownPid = ownPid;
    }

    /**
     * A process that has something open.
     *
     * @param pid its number.
     * @param command its command line, cut.
     */
    public record Holder(long pid, String command) {
        @Override
        public String toString() {
            return "process " + pid + " (" + command + ")";
        }
    }

    /** Who has this device file open, through whatever link; this process not counted. */
    public List<Holder> holdersOf(Path device) {
        try {
            Path real = device.toRealPath();
            // Whoever made a pseudo terminal holds both of its ends: that is the line itself, not a user of it.
            List<Long> makers = real.startsWith("/dev/pts")
                    ? holders(target -> target.endsWith("ptmx")).stream()
                            .map(Holder::pid)
                            .toList()
                    : List.of();
            return holders(real::equals).stream()
                    .filter(holder -> !makers.contains(holder.pid()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Who listens on this TCP port, or has this UDP port; this process not counted. */
    public List<Holder> holdersOfPort(boolean isTcp, int port) {
        Set<String> inodes = new HashSet<>();
        for (String table : isTcp ? List.of("net/tcp", "net/tcp6") : List.of("net/udp", "net/udp6")) {
            try {
                for (String line : Files.readAllLines(proc.resolve(table))) {
                    addInode(line, isTcp, port, inodes);
                }
            } catch (IOException noSuchTable) {
                // No IPv6, or no Linux: then nothing is found there.
            }
        }
        return inodes.isEmpty()
                ? List.of()
                : holders(target -> inodes.contains(target.getFileName().toString()));
    }

    /** {@code sl local_address rem_address st ... inode}: the inode of the tenth column as a link target. */
    private static void addInode(String line, boolean isTcp, int port, Set<String> inodes) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length < 10 || !columns[1].contains(":")) {
            return;
        }
        int localPort = Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16);
        if (localPort == port && (!isTcp || Integer.parseInt(columns[3], 16) == LISTENING)) {
            inodes.add("socket:[" + columns[9] + "]");
        }
    }

    private List<Holder> holders(Predicate<Path> isMeant) {
        List<Holder> holders = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ownPid && hasOpen(process, isMeant)) {
                    holders.add(new Holder(pid, command(process)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return holders;
        }
        return holders;
    }

    private static boolean hasOpen(Path process, Predicate<Path> isMeant) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && isMeant.test(Files.readSymbolicLink(file))) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Another user's process, or one that has just ended.
            return false;
        }
        return false;
    }

    private static String command(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
            // What a Java program is stands at its end, not in its class path.
            return line.length() <= COMMAND_CHARACTERS
                    ? line
                    : line.substring(0, line.indexOf(' ') < 0 ? 10 : Math.min(20, line.indexOf(' '))) + " … "
                            + line.substring(line.length() - COMMAND_CHARACTERS / 2);
        } catch (IOException e) {
            return "ended";
        }
    }

    /** The holders in words. */
    public static String inWords(List<Holder> holders) {
        return holders.stream().map(Holder::toString).collect(Collectors.joining(" and "));
    }
}
