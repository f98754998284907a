package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Audits a log in memory and looks for what is wrong. */
final class Audits {
    static final AuditOptions OPTIONS = new AuditOptions(new AuditOptions.Signatures.All(), 2, 4, Map.of(), List.of());

    private Audits() {}

    static AuditResult of(RawLog log) throws IOException, AuditStateException {
        return of(log, OPTIONS);
    }

    static AuditResult of(RawLog log, AuditOptions options) throws IOException, AuditStateException {
        Path folder = Files.createTempDirectory("audit");
        try (Auditor auditor = Auditor.open(folder, log.key(), options)) {
            return auditor.audit(log.fetcher(), log.checkpoint(), (done, total) -> {});
        } finally {
            delete(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** All that is wrong, in words. */
    static List<String> violations(AuditResult result) {
        return result.results().stream()
                .flatMap(each -> each.kept().stream())
                .map(Violation::toString)
                .toList();
    }

    /** That one thing is wrong, once, there and nowhere else. */
    static void assertOnly(AuditResult result, Invariant invariant, long index) {
        assertThat(violations(result)).hasSize(1);
        assertHas(result, invariant, index);
    }

    /** That one thing is wrong there. */
    static void assertHas(AuditResult result, Invariant invariant, long index) {
        InvariantResult found = result.of(invariant);
        assertThat(found.standing())
                .as("%s in %s", invariant, violations(result))
                .isEqualTo(Standing.VIOLATED);
        assertThat(found.kept()).as("%s", violations(result)).anyMatch(violation -> violation.index() == index);
        assertThat(found.violated()).isEqualTo(found.kept().size());
        assertThat(result.isClean()).isFalse();
    }
}
