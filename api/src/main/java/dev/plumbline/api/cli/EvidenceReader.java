package dev.plumbline.api.cli;

import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.rollup.AttributionRegistry;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.sequencer.CasebookBuilder;
import dev.plumbline.ledger.sequencer.ForcedSubmission;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.ForcedDecision;
import dev.plumbline.proofs.rollup.ForcedDecision.Outcome;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerifiedSettlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence that lies beside observations: a file counts for what it proves under what its reader knows, and for nothing else.
 * What was proven once is not proven again, so that a report asks L1 only about what is new. Safe for any thread.
 */
final class EvidenceReader {
    /** Name of the folder. */
    static final String FOLDER = "evidence";

    private static final int FILES_MAX = 1_000;
    private static final long L1_BLOCK_MILLIS = 12_000;
    private static final String FORCED_COHORT = "forced in through L1";
    private static final Set<Outcome> DECIDED = Set.of(Outcome.INCLUDED, Outcome.OMITTED, Outcome.PASSED_OVER);
    private static final System.Logger LOG = System.getLogger(EvidenceReader.class.getName());

    private final ChainProfile profile;
    private final @Nullable RollupProfile settling;
    private final HeadTrust l1;
    private final Map<Hash, Consumer<CasebookBuilder>> proven = new ConcurrentHashMap<>();

    /**
     * @param profile names the rollup, its sequencer, its portal and its sequencing window
     * @param settling how the rollup settles; without it no evidence of that counts
     * @param l1 on whose word L1 blocks are trusted; without it nothing about L1 counts
     */
    EvidenceReader(ChainProfile profile, @Nullable RollupProfile settling, @Nullable HeadTrust l1) {
        this.profile = profile;
        this.settling = settling;
        this.l1 = l1 == null ? NoHeads.NO_HEADS : l1;
    }

    ChainProfile profile() {
        return profile;
    }

    /** Adds what the files of a folder prove; one that proves nothing is named in the process's own log. */
    void read(Path folder, CasebookBuilder builder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(EvidenceReader::isEvidence).sorted().toList();
        }
        if (files.size() > FILES_MAX) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} holds {1} files, and the first {2} count",
                    folder,
                    files.size(),
                    FILES_MAX);
            files = files.subList(0, FILES_MAX);
        }
        for (Path file : files) {
            if (Files.size(file) > Limits.TRACE_BYTES_MAX) {
                LOG.log(System.Logger.Level.WARNING, "{0} is too large to be evidence", file);
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            Hash digest = TreeHasher.sha256(bytes);
            Consumer<CasebookBuilder> known = proven.get(digest);
            Consumer<CasebookBuilder> found = known == null ? judged(file, bytes) : known;
            if (found != null) {
                if (proven.size() >= FILES_MAX) {
                    proven.clear();
                }
                proven.put(digest, found);
                found.accept(builder);
            }
        }
    }

    private static boolean isEvidence(Path file) {
        String name = file.toString();
        return Stream.of(SequencerEquivocation.FILE_SUFFIX, SettlementEvidence.FILE_SUFFIX, ForcedEvidence.FILE_SUFFIX)
                .anyMatch(name::endsWith);
    }

    private @Nullable Consumer<CasebookBuilder> judged(Path file, byte[] bytes) {
        String name = file.toString();
        try {
            if (name.endsWith(SettlementEvidence.FILE_SUFFIX)) {
                return settlement(bytes);
            }
            return name.endsWith(ForcedEvidence.FILE_SUFFIX) ? forced(bytes) : equivocation(bytes);
        } catch (NothingProvenException | MalformedException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} proves nothing here: {1}", file, e.getMessage());
            return null;
        }
    }

    private Consumer<CasebookBuilder> equivocation(byte[] file) throws MalformedException, NothingProvenException {
        if (profile.sequencer() == null) {
            throw new NothingProvenException("the profile names no sequencer");
        }
        Verdict.Rejected verdict = new SequencerEvidenceVerifier(Set.of(profile.sequencer())).verify(file);
        if (verdict.reason() != Reason.SEQUENCER_EQUIVOCATION) {
            throw new NothingProvenException(verdict.reason() + ": " + verdict.detail());
        }
        SequencerEquivocation evidence = SequencerEquivocation.parse(file);
        if (!evidence.chain().equals(RollupChain.of(profile.chainId()))) {
            throw new NothingProvenException("is of " + evidence.chain().encode());
        }
        var seen = new EquivocationSeen(
                profile.caip2(),
                evidence.first().height(),
                evidence.first().hash(),
                evidence.second().hash(),
                evidence.sequencer().hex());
        return builder -> builder.add(seen);
    }

    private Consumer<CasebookBuilder> settlement(byte[] file) throws NothingProvenException {
        if (settling == null || !settling.chain().equals(profile.caip2())) {
            throw new NothingProvenException("nothing says how " + profile.caip2() + " settles");
        }
        SettlementVerdict verdict = new SettlementVerifier(settling, l1).verify(file);
        if (verdict instanceof SettlementVerdict.Rejected rejected) {
            throw new NothingProvenException(rejected.reason() + ": " + rejected.detail());
        }
        VerifiedSettlement settled = ((SettlementVerdict.Verified) verdict).settlement();
        var ofBlock = new SettlementSeen(
                settled.block().number(), settled.block().hash(), settled.grade(), SettlementSeen.Basis.PROVEN);
        var ofClaimed = new SettlementSeen(
                settled.claimedBlock().number(),
                settled.claimedBlock().hash(),
                settled.grade(),
                SettlementSeen.Basis.PROVEN);
        return builder -> {
            builder.add(ofBlock);
            if (!ofClaimed.equals(ofBlock)) {
                builder.add(ofClaimed);
            }
        };
    }

    /** That the deposit is on L1 is the file's to prove; what became of it on the rollup, the follower saw for itself. */
    private Consumer<CasebookBuilder> forced(byte[] file) throws MalformedException, NothingProvenException {
        Long window = profile.seqWindowBlocks();
        if (profile.portal() == null || window == null) {
            throw new NothingProvenException("the profile does not name both the portal and the sequencing window");
        }
        ForcedVerdict verdict = new ForcedVerifier(
                        new ForcedPolicy(profile.portal(), window, l1, NoHeads.NO_HEADS, Set.of()))
                .verify(file);
        boolean isOnL1 = verdict.checks().stream()
                .anyMatch(check -> check.name() == Check.Name.DEPOSIT_BLOCK && check.result() == Check.Result.PASSED);
        if (!isOnL1) {
            throw new NothingProvenException(
                    verdict instanceof ForcedVerdict.Rejected rejected
                            ? rejected.reason() + ": " + rejected.detail()
                            : "its deposit is not shown");
        }
        ForcedEvidence evidence = ForcedEvidence.parse(file);
        if (!evidence.rollup().equals(RollupChain.of(profile.chainId()))) {
            throw new NothingProvenException("is of " + evidence.rollup().encode());
        }
        DepositedTransaction deposit = evidence.deposit();
        BlockHeader origin = evidence.header().readHeader();
        long atMillis = Math.multiplyExact(origin.timestampSeconds(), 1_000L);
        ForcedDecision decision = ForcedDecision.of(deposit, origin, evidence.blocks());
        var blocks = new ArrayList<RollupBlock.Contents>();
        for (RollupBlock block : evidence.blocks()) {
            blocks.add(block.open());
        }
        ForcedSubmission.Place place = null;
        if (decision.outcome() == Outcome.INCLUDED) {
            RollupBlock.Contents holder = blocks.get(blocks.size() - 1);
            place = new ForcedSubmission.Place(holder.number(), holder.hash(), decision.index());
        }
        var submission = new ForcedSubmission(
                deposit.hash(),
                AttributionRegistry.recorded(deposit.data()),
                TrackedTransaction.NOT_LOGGED,
                FORCED_COHORT,
                deposit.from(),
                atMillis,
                atMillis + window * L1_BLOCK_MILLIS,
                place);
        boolean isDecided = DECIDED.contains(decision.outcome());
        return builder -> {
            boolean isSeen = blocks.stream().allMatch(block -> builder.hasSeen(block.number(), block.hash()));
            // Its place among the logs is the file's word until a block holds it or shows that it does not: no omission
            // by that.
            if ((isDecided && isSeen) || builder.toMillis() < submission.dueAtMillis()) {
                builder.add(submission);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "deposit {0} is overdue, and its evidence shows no block that was seen here: collect it again",
                        submission.tx());
            }
        };
    }

    /** Why a file does not count. */
    private static final class NothingProvenException extends Exception {
        private static final long serialVersionUID = 1L;

        NothingProvenException(String why) {
            super(why);
        }
    }
}
