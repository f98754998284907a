package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.view.Equivocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which source to go on from, and up to where: the longest tree that starts with what is anchored, that somebody who
 * can be believed answers for (the old key, or L1), and whose entries are there. Refuses if the old key, or L1 and the old
 * key, contradict each other. Owned by one thread.
 */
final class Choice {
    private final TrustPolicy old;
    private final @Nullable KnownAnchor anchor;
    private final List<Survey> surveys;
    /** What was found wrong, by source; a source that is in here is not chosen. */
    private final Map<Source, String> unusable = new LinkedHashMap<>();

    private boolean isDamageFound;

    Choice(TrustPolicy old, @Nullable KnownAnchor anchor, List<Survey> surveys) {
        this.old = old;
        this.anchor = anchor;
        this.surveys = List.copyOf(surveys);
    }

    /** Takes a source out of the choice. */
    void isDamaged(Survey survey, String what) {
        isDamageFound = true;
        unusable.putIfAbsent(survey.source(), what);
    }

    /** Why a source is of no use; null if nothing speaks against it. */
    @Nullable
    String problem(Survey survey) {
        return unusable.get(survey.source());
    }

    /** What the old key said of itself, or L1 of it, that cannot both be true; null if there is no such thing. */
    @Nullable
    Refusal contradiction() throws IOException {
        for (Survey survey : surveys) {
            KnownHead own = survey.own();
            if (own == null || own.note() == null || !survey.isWhole()) {
                continue;
            }
            for (Survey other : surveys) {
                KnownHead older = other.own();
                if (older != null && isContradictedBy(survey, own.head(), older.head())) {
                    return equivocation(older, own, survey.source());
                }
            }
            for (TreeHead held : anchoredHeads()) {
                if (held.size() <= own.head().size() && !survey.gives(held)) {
                    return anchorContradicted(own, own.note(), held, survey.source());
                }
            }
        }
        return null;
    }

    private static boolean isContradictedBy(Survey survey, TreeHead own, TreeHead older) {
        return older.size() > 0 && older.size() <= own.size() && !survey.gives(older);
    }

    private Refusal equivocation(KnownHead older, KnownHead newer, Source tiles) throws IOException {
        return new Refusal(
                Refusal.Cause.EQUIVOCATION,
                older.by() + " (size " + older.head().size() + ") and " + newer.by() + " (size "
                        + newer.head().size()
                        + ") are signed by the old key and are not of one growing tree; find out which is true, and leave the"
                        + " other out",
                equivocation(older, newer, tiles, old));
    }

    static @Nullable Evidence equivocation(KnownHead older, KnownHead newer, Source tiles, TrustPolicy old)
            throws IOException {
        SignedNote first = older.note();
        SignedNote second = newer.note();
        Equivocation proof = first == null || second == null ? null : Equivocation.between(first, second, old, tiles);
        return proof == null
                ? null
                : new Evidence(Equivocation.FILE_SUFFIX, older.by() + " contradicts " + newer.by(), proof.encode());
    }

    private Refusal anchorContradicted(KnownHead own, SignedNote note, TreeHead held, Source source)
            throws IOException {
        KnownAnchor known = anchor;
        Evidence evidence =
                known == null || !known.head().equals(held) ? null : AnchorContradiction.of(note, own, known, source);
        return new Refusal(
                Refusal.Cause.ANCHOR_CONTRADICTED,
                own.by() + ": the old key signed a tree of " + own.head().size()
                        + " entries that does not start with the " + held.size() + " that L1 holds",
                evidence);
    }

    /** What L1 holds, final or not: the contract takes no root that does not extend the newest. */
    List<TreeHead> anchoredHeads() {
        var heads = new ArrayList<TreeHead>();
        if (anchor != null) {
            heads.add(anchor.head());
            if (anchor.newest() != null) {
                heads.add(anchor.newest());
            }
        }
        return heads;
    }

    /** The longest tree of a source that is good for one, and who answers for it; null if there is none. */
    @Nullable
    Chosen best(List<KnownHead> known) {
        Chosen best = null;
        for (Survey survey : surveys) {
            judge(survey);
            Chosen candidate = unusable.containsKey(survey.source()) ? null : longest(survey, known);
            if (candidate != null
                    && (best == null
                            || candidate.head().head().size()
                                    > best.head().head().size())) {
                best = candidate;
            }
        }
        return best;
    }

    private void judge(Survey survey) {
        KnownHead own = survey.own();
        if (survey.defect() != null) {
            isDamaged(survey, "damaged: " + survey.defect());
        } else if (own != null && survey.reaches(own.head()) && !survey.isWhole()) {
            isDamaged(
                    survey,
                    "damaged: its entries do not give the root of its own checkpoint of size "
                            + own.head().size());
        }
        for (TreeHead held : anchoredHeads()) {
            if (!survey.reaches(held)) {
                unusable.putIfAbsent(
                        survey.source(),
                        "too short: ends at entry " + survey.end().size() + ", and L1 holds " + held.size());
            } else if (!survey.gives(held)) {
                isDamaged(survey, "damaged: its first " + held.size() + " entries do not give the root that L1 holds");
            }
        }
    }

    private static @Nullable Chosen longest(Survey survey, List<KnownHead> known) {
        KnownHead longest = null;
        for (KnownHead head : known) {
            boolean isThere = survey.reaches(head.head()) && survey.gives(head.head());
            if (isThere
                    && (longest == null || head.head().size() > longest.head().size())) {
                longest = head;
            }
        }
        return longest == null ? null : new Chosen(survey, longest);
    }

    /** Why none could be chosen. */
    Refusal none() {
        var reasons = new StringBuilder();
        for (Survey survey : surveys) {
            String problem = unusable.get(survey.source());
            reasons.append(reasons.isEmpty() ? "" : "; ")
                    .append(survey.source().name())
                    .append(": ")
                    .append(problem == null ? "no checkpoint by the old key that its entries reach" : problem);
        }
        return new Refusal(isDamageFound ? Refusal.Cause.DAMAGED : Refusal.Cause.TOO_SHORT, reasons.toString(), null);
    }

    /**
     * What to go on from.
     *
     * @param survey of the source that holds the entries
     * @param head the tree, and who answers for it
     */
    record Chosen(Survey survey, KnownHead head) {}
}
