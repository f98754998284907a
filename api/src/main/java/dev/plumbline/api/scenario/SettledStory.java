package dev.plumbline.api.scenario;

import dev.plumbline.api.demo.DemoScreen;
import dev.plumbline.ledger.devnet.DisputeContracts;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.settlement.SettlementCollector;
import dev.plumbline.ledger.settlement.SettlementFinding;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import dev.plumbline.proofs.rollup.OutputRoot;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.proofs.verify.VerifiedSettlement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rollup's last block is claimed on L1, nobody contests the claim, and its time runs out; after each step evidence shows how far
 * a transaction has settled. For one thread.
 */
final class SettledStory {
    /** How long things take: minutes, where chains that people use take days. */
    static final DisputeContracts.Clocks CLOCKS = new DisputeContracts.Clocks(600, 60, 600);

    private static final long DELAY_SECONDS = 600;
    private static final long L1_BLOCK_MILLIS = 12_000;
    /** Blocks after which all before is final on the L1 of the demonstration. */
    private static final int FINAL_BLOCKS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final StageL1 l1;
    private final EthereumRpc rollup;
    private final RollupProfile profile;
    private final SettlementCollector collector;
    private long nowMillis;

    /** @param nowMillis of the scenario's time, not before the newest block of L1 */
    SettledStory(StageL1 l1, URI rollup, long nowMillis) throws IOException {
        this.l1 = l1;
        this.rollup = new EthereumRpc(rollup, TIMEOUT);
        this.nowMillis = nowMillis;
        this.profile = new RollupProfile(
                "eip155:" + SequencerNode.CHAIN_ID,
                "eip155:" + new EthereumRpc(l1.url(), TIMEOUT).chainId(),
                l1.disputes().factory(),
                LayoutProfile.DISPUTE_GAMES,
                null,
                new TreeSet<>(Set.of(DisputeContracts.GAME_TYPE)),
                DELAY_SECONDS,
                l1.disputes().codes(),
                StageL1.REGISTRY);
        this.collector = new SettlementCollector(profile, l1.url(), rollup, TIMEOUT);
    }

    /**
     * Plays it.
     *
     * @param forced the transaction whose settlement is shown, and the event that it records
     * @param work where the profile goes; the evidence goes to {@code evidence}
     * @return what the evidence proves of blocks of the rollup
     */
    List<SettlementSeen> tell(
            DemoScreen screen, StoryChecks checks, ForcedStory.Forced forced, Path work, Path evidence)
            throws IOException, MalformedException {
        RpcBlock last = rollup.latestBlock();
        later(L1_BLOCK_MILLIS);
        Address game = l1.disputes().claim(outputRoot(last), last.number());
        screen.line("block %d is claimed on L1 by game %s", last.number(), game);
        SettlementFinding proposed = finding(screen, forced);
        later(CLOCKS.gameSeconds() * 1_000);
        l1.disputes().resolve(game, 1);
        SettlementFinding resolved = finding(screen, forced);
        later(DELAY_SECONDS * 1_000);
        SettlementFinding settled = finding(screen, forced);
        checks.check(
                "it is proposed, then resolved, then finalized",
                List.of(proposed.grade(), resolved.grade(), settled.grade())
                        .equals(List.of(Grade.PROPOSED, Grade.RESOLVED, Grade.FINALIZED)));
        Path profileFile = work.resolve("rollup" + RollupProfile.FILE_SUFFIX);
        Files.write(profileFile, profile.encode());
        screen.line("what a reader has to know of the rollup: %s", profileFile);
        SettlementEvidence found = settled.evidence();
        if (found == null) {
            checks.check("there is evidence of it", false);
            return List.of();
        }
        Path file = Files.createDirectories(evidence).resolve("forced" + SettlementEvidence.FILE_SUFFIX);
        Files.write(file, found.encode());
        return verify(screen, checks, forced, file, profileFile);
    }

    /** As somebody who has both files and trusts one L1 block: the newest final one that the own node names. */
    private List<SettlementSeen> verify(
            DemoScreen screen, StoryChecks checks, ForcedStory.Forced forced, Path file, Path profileFile)
            throws IOException, MalformedException {
        RollupProfile known = RollupProfile.parse(Files.readAllBytes(profileFile));
        Word head = new EthereumRpc(l1.url(), TIMEOUT).finalizedBlock().hash();
        SettlementVerdict verdict =
                new SettlementVerifier(known, new PinnedHeads(Set.of(head))).verify(Files.readAllBytes(file));
        boolean holds = verdict instanceof SettlementVerdict.Verified verified
                && verified.settlement().grade() == Grade.FINALIZED
                && verified.settlement().isCodePinned()
                && verified.settlement().transaction().equals(forced.tx())
                && forced.event().equals(verified.settlement().event());
        screen.line("under L1 block %s: %s", head, file);
        checks.check("the file shows that it recorded its event and is finalized, under code that is pinned", holds);
        return verdict instanceof SettlementVerdict.Verified verified ? seen(verified.settlement()) : List.of();
    }

    private static List<SettlementSeen> seen(VerifiedSettlement settlement) {
        return Stream.of(settlement.block(), settlement.claimedBlock())
                .distinct()
                .map(block -> new SettlementSeen(
                        block.number(), block.hash(), settlement.grade(), SettlementSeen.Basis.PROVEN))
                .toList();
    }

    private SettlementFinding finding(DemoScreen screen, ForcedStory.Forced forced) throws RpcException {
        for (int i = 0; i < FINAL_BLOCKS; i++) {
            nowMillis += L1_BLOCK_MILLIS;
            l1.makeBlock(nowMillis);
        }
        SettlementFinding finding = collector.collect(forced.tx(), forced.event());
        String why = finding.whyNotHigher();
        screen.line("%s%s", screen.good(finding.grade().wireName()), why == null ? "" : "  not higher: " + why);
        return finding;
    }

    /** Lets time pass on L1; what is sent next is in a block of the time then. */
    private void later(long millis) throws RpcException {
        nowMillis += millis + L1_BLOCK_MILLIS;
        l1.makeBlock(nowMillis);
    }

    private Word outputRoot(RpcBlock block) throws RpcException {
        List<RawRlp> proof = rollup.proof(MessagePasserRoot.CONTRACT, List.of(), block.number()).account().stream()
                .map(RawRlp::of)
                .toList();
        if (MessagePasserRoot.ofState(block.header(), proof) instanceof MessagePasserRoot.Shown shown) {
            return OutputRoot.of(block.header(), shown.root()).hash();
        }
        throw RpcException.badAnswer("eth_getProof", "block " + block.number() + " has no message passer");
    }
}
