package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.audit.Fsck;
import dev.plumbline.ledger.audit.FsckReport;
import dev.plumbline.ledger.audit.Progress;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is left of a log and whether one may go on from it. Changes nothing.
 *
 * <p>Each source is read twice: once to see what its entries hash to, and the chosen one again to check each entry's form
 * and signatures and each tile. Memory grows with the receipts and not with the log. Owned by one thread.
 */
public final class Takeover {
    private final List<VerifierKey> oldKeys;
    private final TrustPolicy old;
    private final @Nullable KnownAnchor anchor;
    private final Progress progress;

    private Takeover(List<VerifierKey> oldKeys, @Nullable KnownAnchor anchor, Progress progress) {
        this.oldKeys = List.copyOf(oldKeys);
        this.old = new TrustPolicy(oldKeys, Map.of(), new Quorum.None());
        this.anchor = anchor;
        this.progress = progress;
    }

    /**
     * Verifies what is left.
     *
     * @param oldKeys that signed as the log, at least one; their name is the log's origin
     * @param anchor what L1 holds; null if the log was never anchored, which is then all that is believed of it
     * @param sources where the log may still lie, at least one
     * @param receipts names of the files that holders have handed in, as {@code folder} knows them
     * @param progress is told of entries, anew for each pass
     * @throws IOException if a source or a receipt cannot be read
     */
    public static Finding verify(
            List<VerifierKey> oldKeys,
            @Nullable KnownAnchor anchor,
            List<Source> sources,
            List<String> receipts,
            ReceiptFile.Folder folder,
            Progress progress)
            throws IOException {
        if (oldKeys.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException("a takeover needs the old key and a source");
        }
        var takeover = new Takeover(oldKeys, anchor, progress);
        return takeover.verify(sources, takeover.promises(receipts, folder));
    }

    private Recovered.Promises promises(List<String> names, ReceiptFile.Folder folder) throws IOException {
        var kept = new ArrayList<Acknowledgement>();
        var refused = new ArrayList<Recovered.NoReceipt>();
        for (String name : names) {
            try {
                kept.add(Acknowledgement.of(folder.read(name), old));
            } catch (MalformedException e) {
                refused.add(new Recovered.NoReceipt(name, String.valueOf(e.getMessage())));
            }
        }
        kept.sort(Comparator.comparingLong(Acknowledgement::index).thenComparing(Acknowledgement::by));
        return new Recovered.Promises(kept, refused);
    }

    private Finding verify(List<Source> sources, Recovered.Promises promises) throws IOException {
        var owns = new ArrayList<@Nullable KnownHead>();
        var known = new ArrayList<KnownHead>();
        for (Source source : sources) {
            KnownHead own = ownHead(source);
            owns.add(own);
            if (own != null) {
                known.add(own);
            }
        }
        promises.kept().forEach(one -> known.add(one.known()));
        for (TreeHead head : new Choice(old, anchor, List.of()).anchoredHeads()) {
            known.add(new KnownHead("the anchor of size " + head.size(), head, null));
        }
        Questions questions = Questions.about(known, promises.kept());
        var surveys = new ArrayList<Survey>();
        for (int i = 0; i < sources.size(); i++) {
            surveys.add(Survey.of(sources.get(i), owns.get(i), questions, progress));
        }
        return choose(surveys, known, promises);
    }

    /** The checkpoint that a source shows, if the old key signed it. */
    private @Nullable KnownHead ownHead(Source source) {
        byte[] checkpoint = source.checkpoint();
        if (checkpoint == null) {
            return null;
        }
        try {
            SignedNote note = SignedNote.parse(checkpoint);
            return old.check(note) instanceof CheckpointVerdict.Trusted trusted
                    ? new KnownHead(source.name(), trusted.checkpoint().head(), note)
                    : null;
        } catch (MalformedException e) {
            // As good as none: nobody signed it.
            return null;
        }
    }

    private Finding choose(List<Survey> surveys, List<KnownHead> known, Recovered.Promises promises)
            throws IOException {
        var choice = new Choice(old, anchor, surveys);
        Refusal contradiction = choice.contradiction();
        if (contradiction != null) {
            return new Finding.Refused(contradiction, standings(surveys, choice, null));
        }
        for (Survey survey : surveys) {
            nameDamage(survey, choice);
        }
        for (Choice.Chosen best = choice.best(known); best != null; best = choice.best(known)) {
            FsckReport report = check(best);
            if (report.isClean() && report.unchecked().isEmpty()) {
                return new Finding.Recoverable(recovered(best, surveys, choice, promises, known, report));
            }
            String what = report.findings().isEmpty()
                    ? String.valueOf(report.unchecked())
                    : report.findings().get(0).toString();
            choice.isDamaged(best.survey(), "damaged: " + what);
        }
        return new Finding.Refused(choice.none(), standings(surveys, choice, null));
    }

    private static void nameDamage(Survey survey, Choice choice) throws IOException {
        KnownHead own = survey.own();
        if (own != null && survey.defect() == null && survey.reaches(own.head()) && !survey.isWhole()) {
            String file = Damage.find(survey.source(), own.head());
            if (file != null) {
                choice.isDamaged(survey, "damaged: " + file);
            }
        }
    }

    private FsckReport check(Choice.Chosen chosen) throws IOException {
        TreeHead head = chosen.head().head();
        KnownHead own = chosen.survey().own();
        // Tiles are promised by a source's own checkpoint and by nothing else; entries behind it stand for themselves.
        long published =
                own != null && chosen.survey().isWhole() ? Math.min(own.head().size(), head.size()) : 0;
        return Fsck.ofFiles(chosen.survey().source(), oldKeys.get(0), head, published, progress);
    }

    private Recovered recovered(
            Choice.Chosen chosen,
            List<Survey> surveys,
            Choice choice,
            Recovered.Promises promises,
            List<KnownHead> known,
            FsckReport report) {
        TreeHead head = chosen.head().head();
        var tails = new ArrayList<Survey>();
        for (Survey survey : surveys) {
            boolean isLonger = survey.end().size() > head.size();
            if (isLonger && survey.gives(head) && choice.problem(survey) == null) {
                tails.add(survey);
            }
        }
        tails.sort(
                Comparator.comparingLong((Survey survey) -> survey.end().size()).reversed());
        long acknowledged =
                known.stream().mapToLong(one -> one.head().size()).max().orElse(0);
        return new Recovered(
                oldKeys,
                old,
                anchor,
                chosen,
                tails,
                promises,
                standings(surveys, choice, chosen),
                report.signatureCount(),
                acknowledged);
    }

    private static List<SourceStanding> standings(List<Survey> surveys, Choice choice, Choice.@Nullable Chosen chosen) {
        var standings = new ArrayList<SourceStanding>();
        for (Survey survey : surveys) {
            KnownHead own = survey.own();
            standings.add(new SourceStanding(
                    survey.source().name(),
                    survey.end().size(),
                    own == null ? -1 : own.head().size(),
                    words(survey, own, choice.problem(survey), chosen)));
        }
        return standings;
    }

    private static String words(
            Survey survey, @Nullable KnownHead own, @Nullable String problem, Choice.@Nullable Chosen chosen) {
        if (problem != null) {
            return problem;
        }
        String shortfall = own != null && !survey.reaches(own.head())
                ? ", cut short: its checkpoint covers " + own.head().size() + " entries"
                : "";
        boolean isChosen = chosen != null && chosen.survey() == survey;
        return (isChosen ? "chosen" : "not needed") + shortfall;
    }

    /** What came out. */
    public sealed interface Finding {
        /**
         * One may go on.
         *
         * @param log from what
         */
        record Recoverable(Recovered log) implements Finding {}

        /**
         * One may not.
         *
         * @param refusal why
         * @param sources what each source was found to be
         */
        record Refused(Refusal refusal, List<SourceStanding> sources) implements Finding {
            /** Copies the list. */
            public Refused {
                sources = List.copyOf(sources);
            }
        }
    }
}
