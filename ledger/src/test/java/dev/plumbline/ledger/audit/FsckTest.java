package dev.plumbline.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.publish.StaticFiles;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes some seconds: each of about a hundred checks verifies every one of 521 signatures again. */
class FsckTest {
    private static final int EVENTS = 521;
    private static final SignerKey KEY = key(1);

    @TempDir
    Path folder;

    @BeforeEach
    void fillLog() throws Exception {
        try (Ledger ledger = open()) {
            for (int first = 1; first <= EVENTS; first += 104) {
                submit(ledger, first, Math.min(first + 103, EVENTS));
            }
        }
    }

    @Test
    void findsNothingInAHealthyLog() throws Exception {
        FsckReport report = check(KEY.verifierKey());
        assertThat(report.findings()).isEmpty();
        assertThat(report.unchecked()).isEmpty();
        assertThat(report.head().size()).isEqualTo(EVENTS);
        assertThat(report.signatureCount()).isEqualTo(EVENTS);
        // Two full bundles, two full tiles, and one partial of each level; earlier partials may lie beside them.
        assertThat(report.tileCount()).isGreaterThanOrEqualTo(7);
    }

    @Test
    void namesEveryStaticFileThatHasOneWrongBit() throws Exception {
        for (Path file : files("public")) {
            byte[] whole = Files.readAllBytes(file);
            for (int at : List.of(0, whole.length / 2, whole.length - 1)) {
                byte[] broken = whole.clone();
                broken[at] ^= 4;
                Files.write(file, broken);
                assertThat(check(KEY.verifierKey()).findings())
                        .as("byte %d of %s", at, file)
                        .anyMatch(finding -> folder.relativize(file).toString().equals(finding.where()));
            }
            Files.write(file, whole);
        }
        assertThat(check(KEY.verifierKey()).isClean()).isTrue();
    }

    @Test
    void namesAStaticFileThatIsMissing() throws Exception {
        Files.delete(folder.resolve("public/tile/entries/001"));
        assertThat(check(KEY.verifierKey()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("public/tile/entries/001"));
    }

    @Test
    void findsEveryBrokenByteOfTheJournalAndOfTheLastSigned() throws Exception {
        for (String part : List.of("journal", "last-signed")) {
            for (Path file : files(part)) {
                if (file.toString().endsWith("spare.tmp")) {
                    continue;
                }
                byte[] whole = Files.readAllBytes(file);
                int end = whole.length;
                while (end > 0 && whole[end - 1] == 0) {
                    end--;
                }
                for (int at = 0; at < end; at += 20_011) {
                    byte[] broken = whole.clone();
                    broken[at] ^= 1;
                    Files.write(file, broken);
                    assertThat(check(KEY.verifierKey()).findingCount())
                            .as("byte %d of %s", at, file)
                            .isPositive();
                }
                Files.write(file, whole);
            }
        }
        assertThat(check(KEY.verifierKey()).isClean()).isTrue();
    }

    @Test
    void findsThatTheLastFrameIsGone() throws Exception {
        Path segment = files("journal").stream()
                .filter(file -> file.toString().endsWith(".journal"))
                .reduce((first, second) -> second)
                .orElseThrow();
        byte[] whole = Files.readAllBytes(segment);
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        java.util.Arrays.fill(whole, end - 4, end, (byte) 0);
        Files.write(segment, whole);
        assertThat(check(KEY.verifierKey()).findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("acknowledged entries are missing"));
    }

    @Test
    void findsThatAnotherKeySigned() throws Exception {
        assertThat(check(key(2).verifierKey()).findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("is not signed by"));
    }

    @Test
    void findsAnAnchorThatTheLogNeverHad() throws Exception {
        try (DataDirectory directory = DataDirectory.lock(folder)) {
            FsckReport report = Fsck.ofDirectory(
                    directory,
                    KEY.verifierKey(),
                    Map.of("the anchor of size 300", new TreeHead(300, TreeHasher.emptyRoot())),
                    (done, total) -> {});
            assertThat(report.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.where()).isEqualTo("the anchor of size 300"));
        }
    }

    @Test
    void checksALogByItsStaticFilesAlone() throws Exception {
        assertThat(checkFiles().findings()).isEmpty();
        assertThat(checkFiles().head().size()).isEqualTo(EVENTS);

        Path bundle = folder.resolve("public/tile/entries/001");
        byte[] whole = Files.readAllBytes(bundle);
        byte[] broken = whole.clone();
        broken[whole.length - 20] ^= 1;
        Files.write(bundle, broken);
        assertThat(checkFiles().findings())
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("entry 511"))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("tile/0/001"))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("checkpoint"));

        Files.delete(bundle);
        FsckReport report = checkFiles();
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("tile/entries/001"));
        assertThat(report.unchecked()).isNotEmpty();
    }

    private FsckReport checkFiles() throws IOException {
        var files = new StaticFiles(folder.resolve("public"));
        byte[] checkpoint = files.readCheckpoint();
        LogFiles served = address -> files.has(address) ? files.read(address) : null;
        return Fsck.ofFiles(served, KEY.verifierKey(), checkpoint, (done, total) -> {});
    }

    private FsckReport check(VerifierKey key) throws IOException {
        try (DataDirectory directory = DataDirectory.lock(folder)) {
            return Fsck.ofDirectory(directory, key, Map.of(), (done, total) -> {});
        }
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Ledger open() throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        return Ledger.open(
                LedgerConfig.of(folder, KEY, clock).withSegmentBytes(1 << 17).withPublishIntervalMillis(3), () -> {});
    }

    private static void submit(Ledger ledger, int first, int last) throws Exception {
        EventSigner signer = SampleEvents.signer(0);
        var admitted = new ArrayList<AdmittedEvent>();
        for (int iseq = first; iseq <= last; iseq++) {
            Event event = new EventDraft(
                            SampleEvents.smallUpload(iseq),
                            SampleEvents.NAMESPACE,
                            signer.issuer(),
                            iseq,
                            iseq == 1 ? null : SampleEvents.id("previous of " + iseq),
                            SampleEvents.ISSUED_AT)
                    .sign(signer);
            admitted.add(((Admission.Admitted) AdmittedEvent.admit(event.entry(), new BatchVerifier())).event());
        }
        assertThat(ledger.submit(admitted).get(10, TimeUnit.SECONDS)).isInstanceOf(Submission.Sequenced.class);
    }

    private static SignerKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        try {
            return new SignerKey("ledger.example.org/attribution", KeyType.ED25519, bytes);
        } catch (dev.plumbline.proofs.MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
