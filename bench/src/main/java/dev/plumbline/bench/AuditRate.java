package dev.plumbline.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.plumbline.ledger.audit.AuditOptions;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.AuditStateException;
import dev.plumbline.ledger.audit.Auditor;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Prints what an audit costs for each event: without signatures, with them, and what the bare checks of those signatures cost.
 *
 * <p>CPU of the whole process is measured beside the clock, since that is what a busy machine disturbs least: two cores over it
 * is the rate of an idle machine of two cores.
 */
public final class AuditRate {
    private static final int ROUNDS = 3;
    private static final int EVENTS = 50_000;

    private AuditRate() {}

    /** Takes the number of events, 50,000 if there is none. */
    public static void main(String[] args) throws IOException, MalformedException, AuditStateException {
        int events = args.length == 0 ? EVENTS : Integer.parseInt(args[0]);
        var key = new SignerKey("ledger.example.org/bench", KeyType.ED25519, new byte[32]);
        var log = new AuditedLog(events);
        System.out.printf("%,d events%n", log.entries.size());
        for (int round = 0; round < ROUNDS; round++) {
            Cost without = audit(log, key, new AuditOptions.Signatures.None());
            Cost with = audit(log, key, new AuditOptions.Signatures.All());
            Cost parse = each(log.entries, AuditRate::isEvent);
            Cost bare = each(log.entries, AuditRate::isSigned);
            System.out.printf(
                    "round %d: all but signatures %s; with signatures %s; parse %s; parse and bare signature %s;"
                            + " signatures in an audit cost %.2f times the bare ones%n",
                    round,
                    without,
                    with,
                    parse,
                    bare,
                    (double) (with.cpuNanos - without.cpuNanos) / (double) (bare.cpuNanos - parse.cpuNanos));
        }
    }

    private static Cost audit(AuditedLog log, SignerKey key, AuditOptions.Signatures signatures)
            throws IOException, AuditStateException {
        Path folder = Files.createTempDirectory("audit-rate");
        long wallNanos = System.nanoTime();
        long cpuNanos = cpuNanos();
        long stateBytes;
        AuditOptions options = new AuditOptions(signatures, 2, 64, Map.of(), List.of());
        try (Auditor auditor = Auditor.open(folder, key.verifierKey(), options)) {
            AuditResult result = auditor.audit(log.fetcher(), log.checkpoint(key), (done, total) -> {});
            if (!result.isClean()) {
                throw new IllegalStateException("found what is not there: " + result.results());
            }
            stateBytes = auditor.stateBytes();
        }
        var cost = new Cost(System.nanoTime() - wallNanos, cpuNanos() - cpuNanos, log.entries.size(), stateBytes);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return cost;
    }

    private static Cost each(List<byte[]> entries, Predicate<byte[]> check) {
        long wallNanos = System.nanoTime();
        long cpuNanos = cpuNanos();
        long valid = entries.parallelStream().filter(check).count();
        if (valid != entries.size()) {
            throw new IllegalStateException("an entry is not what it was made as");
        }
        return new Cost(System.nanoTime() - wallNanos, cpuNanos() - cpuNanos, entries.size(), 0);
    }

    private static boolean isEvent(byte[] entry) {
        try {
            return Event.parse(entry).iseq() > 0;
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSigned(byte[] entry) {
        try {
            return Event.parse(entry).checkSignatures() == SignatureStatus.VALID;
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What a run cost. */
    private record Cost(long wallNanos, long cpuNanos, int events, long stateBytes) {
        @Override
        public String toString() {
            return String.format(
                    "%.1f µs of CPU an event (%,.0f a second on two cores; by the clock %,.0f), %d bytes of state an event",
                    cpuNanos / 1e3 / events, 2e9 * events / cpuNanos, 1e9 * events / wallNanos, stateBytes / events);
        }
    }
}
