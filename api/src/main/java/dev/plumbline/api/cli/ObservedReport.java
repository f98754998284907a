package dev.plumbline.api.cli;

import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.ledger.sequencer.CasebookBuilder;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a folder of observations and a log say together of a sequencer's conduct. */
final class ObservedReport {
    private ObservedReport() {}

    /**
     * Reads both and computes. Costs as much as the whole file of observations has lines.
     *
     * @param evidence reads what lies beside the observations
     * @param folder may be written by another process meanwhile
     * @param entries what the log says; null if no log is read
     */
    static FairnessReport of(
            EvidenceReader evidence, Path folder, @Nullable SequencerEntries entries, long fromMillis, long toMillis)
            throws IOException {
        ChainProfile profile = evidence.profile();
        var builder = new CasebookBuilder(profile, fromMillis, toMillis);
        if (entries != null) {
            entries.after(-1).entries().forEach(builder::add);
        }
        try {
            ObservationLog.read(folder, profile.chainId(), builder::add);
        } catch (MalformedException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
        evidence.read(folder.resolve(EvidenceReader.FOLDER), builder);
        return FairnessReport.of(builder.build(), FairnessOptions.DEFAULT);
    }
}
