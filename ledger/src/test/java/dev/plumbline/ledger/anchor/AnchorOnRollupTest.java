package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same contract, the same code and the same evidence on a chain of the OP Stack. Half a second: it starts a real node. */
class AnchorOnRollupTest {
    private static final long CHAIN_ID = 901;
    private static final String CHAIN = "eip155:901";

    @TempDir
    Path directory;

    @Test
    void anchorsMeetsADemandAndGivesEvidenceThatAReaderVerifies() throws Exception {
        try (AnvilLog log = AnvilLog.start(
                directory.resolve("anchors"), "--network", "optimism", "--chain-id", Long.toString(CHAIN_ID))) {
            assertThat(log.chainId).isEqualTo(CHAIN_ID);
            log.demand(AnvilLog.EVERY_LEAF);
            log.demands = (head, from, next) ->
                    from == 0 ? List.of(new IncludedDemand(0, 2, AnvilLog.inclusion(2, head.size()))) : List.of();
            for (long size : new long[] {5, 9}) {
                log.growTo(size);
                log.anchorAll(log.open());
            }
            assertThat(log.open().status().costs().totalWei()).isPositive();
            StoredAnchor stored =
                    Objects.requireNonNull(AnchorStore.open(log.directory).load(9));
            assertThat(stored.chain()).isEqualTo(CHAIN);
            AnchorState state = AnchorState.prove(
                    stored.header(), log.contract, AnvilLog.ORIGIN, stored.accountProof(), stored.storageProof());
            assertThat(state)
                    .isInstanceOfSatisfying(
                            AnchorState.Proven.class,
                            proven -> assertThat(proven.anchored()).isEqualTo(AnvilLog.headOf(9)));
            BlockHeader header = BlockHeader.parse(stored.header());
            var node = new FinalizedByNodes(List.of(log.anvil.url()), 1, Duration.ofSeconds(10));
            assertThat(node.judge(CHAIN, header)).isInstanceOf(HeadStanding.Trusted.class);
            assertThat(node.judge("eip155:1", header)).isInstanceOf(HeadStanding.Refused.class);
            assertThat(new PinnedHeads(Set.of(header.hash())).judge(CHAIN, header))
                    .isInstanceOf(HeadStanding.Trusted.class);
        }
    }
}
