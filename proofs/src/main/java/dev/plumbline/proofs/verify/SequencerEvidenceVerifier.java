package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks files that accuse a rollup's sequencer of having signed two blocks for one height: {@code
 * .sequencer-equivocation.json} (docs/format/sequencer-evidence.md). Total, offline, any thread.
 *
 * <p>Good evidence verifies nothing that a reader could rely on: it ends in {@link Reason#SEQUENCER_EQUIVOCATION}, an alarm, and
 * only if the reader himself named the key. Bad evidence ends in the reason why it accuses nobody.
 */
public final class SequencerEvidenceVerifier {
    private final Set<Address> sequencers;

    /**
     * A verifier that knows sequencers by these addresses.
     *
     * @param sequencers with which the reader says that rollups sign blocks; if empty, evidence can show what the holder of some
     *     key did, and never that he is a sequencer
     */
    public SequencerEvidenceVerifier(Set<Address> sequencers) {
        this.sequencers = Set.copyOf(sequencers);
    }

    /** Checks the bytes of a file. Costs two recoveries of keys, and the trie of each block's transactions. */
    public Verdict.Rejected verify(byte[] file) {
        SequencerEquivocation evidence;
        try {
            evidence = SequencerEquivocation.parse(file);
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            return failed(Check.Name.FORMAT, reason, e.getMessage());
        }
        String whose = evidence.sequencer() + " on " + evidence.chain();
        Check format = passed(Check.Name.FORMAT, file.length + " bytes");
        SequencerEquivocation.Finding finding = evidence.check();
        if (finding == SequencerEquivocation.Finding.SIGNED_BY_ANOTHER) {
            return failed(
                    Check.Name.SEQUENCER_SIGNATURE,
                    Reason.SEQUENCER_EVIDENCE_BAD,
                    "a block is not signed by " + whose,
                    format);
        }
        if (!sequencers.isEmpty() && !sequencers.contains(evidence.sequencer())) {
            return failed(
                    Check.Name.SEQUENCER_SIGNATURE,
                    Reason.SEQUENCER_EVIDENCE_BAD,
                    "both blocks are signed by " + whose + ", which is not the sequencer that you named",
                    format);
        }
        String words = words(evidence, finding);
        if (finding != SequencerEquivocation.Finding.EQUIVOCATED) {
            Check signed = passed(Check.Name.SEQUENCER_SIGNATURE, "both blocks, by whoever holds " + whose);
            return failed(Check.Name.SEQUENCER_BLOCKS, Reason.SEQUENCER_EVIDENCE_BAD, words, format, signed);
        }
        Check blocks = passed(Check.Name.SEQUENCER_BLOCKS, words);
        if (sequencers.isEmpty()) {
            String detail = "whoever holds " + whose + " " + words;
            return new Verdict.Rejected(
                    Reason.SEQUENCER_UNKNOWN,
                    detail,
                    List.of(
                            format,
                            new Check(
                                    Check.Name.SEQUENCER_SIGNATURE,
                                    Check.Result.NOT_CHECKED,
                                    "both are signed by whoever holds " + whose + "; you named no sequencer"),
                            blocks));
        }
        return new Verdict.Rejected(
                Reason.SEQUENCER_EQUIVOCATION,
                whose + " " + words,
                List.of(format, passed(Check.Name.SEQUENCER_SIGNATURE, "both blocks, by " + whose), blocks));
    }

    private static String words(SequencerEquivocation evidence, SequencerEquivocation.Finding finding) {
        UnsafeBlock first = evidence.first();
        UnsafeBlock second = evidence.second();
        return switch (finding) {
            case EQUIVOCATED ->
                "signed block " + first.hash() + " and block " + second.hash() + " at height " + first.height();
            case ONE_BLOCK -> "both are block " + first.hash() + ", which a key may sign as often as it likes";
            case HEIGHTS_DIFFER -> "the blocks have heights " + first.height() + " and " + second.height();
            case HASH_NOT_ITS_OWN -> {
                UnsafeBlock lying = first.namesItsHash() ? second : first;
                yield "a block names the hash " + lying.statedHash() + " and has by its fields " + lying.hash()
                        + ", so no node takes it for a block";
            }
            case SIGNED_BY_ANOTHER -> "a signature is another's";
        };
    }

    private static Check passed(Check.Name name, String detail) {
        return new Check(name, Check.Result.PASSED, detail);
    }

    private static Verdict.Rejected failed(Check.Name name, Reason reason, String detail, Check... before) {
        var checks = new ArrayList<>(List.of(before));
        checks.add(new Check(name, Check.Result.FAILED, detail));
        return new Verdict.Rejected(reason, detail, checks);
    }
}
