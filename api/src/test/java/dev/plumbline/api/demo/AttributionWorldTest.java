package dev.plumbline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.SignatureAlgorithm;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class AttributionWorldTest {
    @Test
    void theSameSeedMakesTheSameLog() throws IOException {
        SmallWorld log = SmallWorld.with(Meddler.NONE, 5);
        TreeHead head = log.head(log.size());
        SmallWorld again = SmallWorld.with(Meddler.NONE, 5);
        assertThat(again.head(again.size())).isEqualTo(head);
        SmallWorld other = SmallWorld.with(Meddler.NONE, 6);
        assertThat(other.head(other.size()).root()).isNotEqualTo(head.root());
    }

    @Test
    void everyEventIsSignedAndNearlyEveryKindIsThere() throws IOException {
        Map<EventKind, Long> kinds = new TreeMap<>();
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (byte[] entry : SmallWorld.with(Meddler.NONE).entries()) {
            Event event = SmallWorld.event(entry);
            assertThat(event.checkSignatures()).isEqualTo(SignatureStatus.VALID);
            assertThat(event.namespace().slug()).contains("synthetic");
            kinds.merge(event.kind(), 1L, Long::sum);
            algorithms.add(event.signature().algorithm());
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds.keySet())))
                .containsOnly(
                        EventKind.ISSUER_CONFLICT,
                        EventKind.INDEX_ROOT,
                        EventKind.SEQUENCER_EQUIVOCATE,
                        EventKind.ENTRY_FORCED,
                        EventKind.LOG_HANDOVER);
        assertThat(algorithms)
                .contains(SignatureAlgorithm.ED25519, SignatureAlgorithm.ES256, SignatureAlgorithm.EIP712);
    }

    @Test
    void allOfThePublicDataIsRead() throws IOException {
        Path data = Path.of(System.getProperty("plumbline.shared", "../shared")).resolve("data");
        if (!Files.isDirectory(data)) {
            System.err.println(
                    "SKIPPED: no public data at " + data.toAbsolutePath().normalize());
            Assumptions.abort("no public data at " + data);
        }
        WorldFacts facts = SharedFacts.readAll(data);
        assertThat(facts.talk().size() + facts.code().size()).isEqualTo(28_185);
        assertThat(facts.datasets()).hasSizeGreaterThan(400);
    }
}
