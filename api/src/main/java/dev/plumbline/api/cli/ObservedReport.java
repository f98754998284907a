package dev.plumbline.api.cli;

import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.ledger.sequencer.CasebookBuilder;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import dev.plumbline.proofs.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a folder of observations and a log say together of a sequencer's conduct. */
final class ObservedReport {
    /** Folder beside the observations whose {@code .sequencer-equivocation.json} files count. */
    static final String EVIDENCE_FOLDER = "evidence";

    private static final int EVIDENCE_FILES_MAX = 1_000;
    private static final System.Logger LOG = System.getLogger(ObservedReport.class.getName());

    private ObservedReport() {}

    /**
     * Reads both and computes. Costs as much as the whole file of observations has lines.
     *
     * @param folder may be written by another process meanwhile
     * @param entries what the log says; null if no log is read
     */
    static FairnessReport of(
            ChainProfile profile, Path folder, @Nullable SequencerEntries entries, long fromMillis, long toMillis)
            throws IOException {
        var builder = new CasebookBuilder(profile, fromMillis, toMillis);
        if (entries != null) {
            entries.after(-1).entries().forEach(builder::add);
        }
        try {
            ObservationLog.read(folder, profile.chainId(), builder::add);
        } catch (MalformedException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
        signedTwice(profile, folder).forEach(builder::add);
        return FairnessReport.of(builder.build(), FairnessOptions.DEFAULT);
    }

    /**
     * What the evidence beside the observations proves against the sequencer that the profile names; a file that does not is passed
     * over, and said in the process's own log.
     */
    private static List<EquivocationSeen> signedTwice(ChainProfile profile, Path folder) throws IOException {
        var seen = new ArrayList<EquivocationSeen>();
        Address sequencer = profile.sequencer();
        if (sequencer == null || !Files.isDirectory(folder.resolve(EVIDENCE_FOLDER))) {
            return seen;
        }
        var verifier = new SequencerEvidenceVerifier(Set.of(sequencer));
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder.resolve(EVIDENCE_FOLDER))) {
            files = listed.filter(file -> file.toString().endsWith(SequencerEquivocation.FILE_SUFFIX))
                    .sorted()
                    .limit(EVIDENCE_FILES_MAX)
                    .toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Verdict.Rejected verdict = verifier.verify(bytes);
            SequencerEquivocation evidence = proven(bytes, verdict);
            if (evidence != null && evidence.chain().equals(RollupChain.of(profile.chainId()))) {
                seen.add(new EquivocationSeen(
                        profile.caip2(),
                        evidence.first().height(),
                        evidence.first().hash(),
                        evidence.second().hash(),
                        evidence.sequencer().hex()));
            } else {
                LOG.log(System.Logger.Level.WARNING, "{0} proves nothing here: {1}", file, verdict.detail());
            }
        }
        return seen;
    }

    private static @Nullable SequencerEquivocation proven(byte[] file, Verdict.Rejected verdict) {
        try {
            return verdict.reason() == Reason.SEQUENCER_EQUIVOCATION ? SequencerEquivocation.parse(file) : null;
        } catch (MalformedException e) {
            throw new AssertionError("the verifier has read it", e);
        }
    }
}
