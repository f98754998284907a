package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import dev.plumbline.proofs.rollup.OutputRoot;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SampleSettlement;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.RollupContracts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader does with evidence of a settlement, and how he gets it. Some seconds: one test starts two real nodes. */
final class SettlementVerbsTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsVerifiedAgainstWhatTheReaderKnows() throws Exception {
        SampleSettlement sample = SampleSettlement.ofGame();
        String file = write("mine.settlement.json", sample.evidence().encode());
        String rollup = write("op.rollup.json", sample.profile().encode());
        String head = sample.evidence().contract().header().keccak().hex();

        assertThat(run(0, "verify", "--rollup", rollup, "--head", head, file))
                .contains("VERIFIED", "finalized", "contracts whose code you pinned", "PINNED_HASH");
        assertThat(run(0, "verify", "--rollup", rollup, "--head", head, "-o", "json", file))
                .contains("\"grade\":\"finalized\"", "\"is_code_pinned\":true", SampleSettlement.EVENT.encode());
        assertThat(run(1, "verify", "--rollup", rollup, file)).contains("HEADER_UNTRUSTED");
        assertThat(run(3, "verify", "--head", head, file)).contains("--rollup");
        assertThat(run(2, "verify", "--rollup", file, "--head", head, file)).contains("rollup profile");
        assertThat(run(0, "explain", file)).contains("settled on L1", "dispute game of type 0", head);

        sample.status = 1;
        String lost = write("lost.settlement.json", sample.evidence().encode());
        String lostHead = sample.evidence().contract().header().keccak().hex();
        assertThat(run(1, "verify", "--rollup", rollup, "--head", lostHead, lost))
                .contains("CLAIM_DEFEATED");
    }

    @Test
    void evidenceIsCollectedFromNodesAndVerifiesOffline() throws Exception {
        try (Anvil l1 = Anvil.start();
                Anvil l2 = Anvil.start("--network", "optimism", "--chain-id", "901")) {
            RollupContracts contracts = RollupContracts.deploy(l1, 901);
            RollupContracts.installMessagePasser(l2);
            String from = l2.call("eth_accounts").path(1).textValue();
            String tx = l2.call("eth_sendTransaction", Map.of("from", from, "to", from, "value", "0x1"))
                    .textValue();
            l2.mine(1);
            contracts.settle();
            String rollup = write("anvil.rollup.json", profile(contracts).encode());
            String out = folder.resolve("mine.settlement.json").toString();
            String[] settle = {
                "sequencer",
                "settle",
                tx,
                "--rollup",
                rollup,
                "--l1",
                l1.url().toString(),
                "--l2",
                l2.url().toString(),
                "--out",
                out
            };
            assertThat(run(4, settle)).contains("by the word of the rollup's node");
            assertThat(Path.of(out)).doesNotExist();

            var rpc = new EthereumRpc(l2.url(), Duration.ofSeconds(10));
            RpcBlock claimed = rpc.latestBlock();
            contracts.claim(outputRoot(rpc, claimed), claimed.number());
            contracts.settle();
            assertThat(run(0, settle)).contains("proposed", "the game is open");
            String head = new EthereumRpc(l1.url(), Duration.ofSeconds(10))
                    .finalizedBlock()
                    .hash()
                    .hex();
            assertThat(run(0, "verify", "--rollup", rollup, "--head", head, out))
                    .contains("VERIFIED", tx, "proposed");
            assertThat(run(1, "verify", "--rollup", rollup, "--head", tx, out)).contains("HEADER_UNTRUSTED");
        }
    }

    private static RollupProfile profile(RollupContracts contracts) {
        return new RollupProfile(
                "eip155:901",
                "eip155:31337",
                contracts.factory(),
                LayoutProfile.DISPUTE_GAMES,
                null,
                new TreeSet<>(Set.of(RollupContracts.GAME_TYPE)),
                1_000,
                contracts.codes(),
                null);
    }

    private static Word outputRoot(EthereumRpc rpc, RpcBlock block) throws RpcException {
        List<RawRlp> proof = rpc.proof(MessagePasserRoot.CONTRACT, List.of(), block.number()).account().stream()
                .map(RawRlp::of)
                .toList();
        var root = (MessagePasserRoot.Shown) MessagePasserRoot.ofState(block.header(), proof);
        return OutputRoot.of(block.header(), root.root()).hash();
    }

    private String write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    /** Runs a verb, holds it to its exit code, and gives all that it printed. */
    private static String run(int exitCode, String... args) {
        var console = new CapturedConsole();
        int found = Plumb.run(console.console(), args);
        assertThat(found).as("%s\n%s", console.out(), console.err()).isEqualTo(exitCode);
        return console.out() + console.err();
    }
}
