package dev.plumbline.ledger.sequencer.force;

import static dev.plumbline.testkit.SignedPayload.filled;
import static dev.plumbline.testkit.SignedPayload.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.devnet.PortalContracts;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.RollupContracts;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Deposits with the OP Stack's own portal on one node, taken over or left out on another, which plays the rollup: its blocks
 * hold true deposits, and the test decides which. Some seconds, for the nodes.
 */
final class ForcedInclusionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Address CALLED = Address.of(filled(20, 0x22));
    private static final AccountKey PAYER = AccountKey.of(HexFormat.of().parseHex(Anvil.FIRST_KEY.substring(2)));
    private static final long WINDOW = 3_600;

    private static Anvil l1;
    private static Address portal;

    private Anvil l2;
    private ForcedCollector collector;
    private ForcedCollector.Deposited deposited;

    @BeforeAll
    static void deployPortal() throws IOException {
        l1 = Anvil.start();
        portal = PortalContracts.deploy(RollupContracts.deployer(l1));
    }

    @AfterAll
    static void stopL1() {
        if (l1 != null) {
            l1.close();
        }
    }

    @BeforeEach
    void deposit() throws Exception {
        l2 = Anvil.start("--network", "optimism", "--chain-id", "901", "--no-mining", "--order", "fifo");
        collector = new ForcedCollector(l1.url(), l2.url(), portal, TIMEOUT);
        var rpc = new EthereumRpc(l1.url(), TIMEOUT);
        PortalDeposit deposit = PortalDeposit.prepare(rpc, portal, PAYER, CALLED, 100_000, new byte[] {1, 2, 3});
        long block = deposit.send();
        deposited = collector.deposit(deposit.hash());
        assertThat(deposited.l1Block()).isEqualTo(block);
    }

    @AfterEach
    void stopL2() {
        l2.close();
    }

    private String sourceOf(long number, Word hash, long sequence) {
        byte[] inner =
                Keccak256.digest(joined(hash.bytes(), Word.ofNumber(sequence).bytes()));
        byte[] source = Keccak256.digest(joined(Word.ofNumber(1).bytes(), inner));
        byte[] call = joined(
                HexFormat.of().parseHex("098999be"),
                new byte[8],
                ByteBuffer.allocate(8).putLong(sequence).array(),
                new byte[8],
                ByteBuffer.allocate(8).putLong(number).array(),
                new byte[64],
                hash.bytes(),
                new byte[44]);
        byte[] fields = RlpItem.of(List.of(
                        RlpItem.of(source),
                        RlpItem.of(HexFormat.of().parseHex("deaddeaddeaddeaddeaddeaddeaddeaddead0001")),
                        RlpItem.of(HexFormat.of().parseHex("4200000000000000000000000000000000000015")),
                        RlpItem.of(new byte[0]),
                        RlpItem.of(new byte[0]),
                        RlpItem.ofNumber(BigInteger.valueOf(1_000_000)),
                        RlpItem.of(new byte[0]),
                        RlpItem.of(call)))
                .encode();
        return HexData.encode(joined(new byte[] {0x7e}, fields));
    }

    /** Lets the rollup make a block of these transactions under an L1 block. */
    private void block(long origin, Word hash, long sequence, String... raw) {
        l2.call("eth_sendRawTransaction", sourceOf(origin, hash, sequence));
        for (String transaction : raw) {
            l2.call("eth_sendRawTransaction", transaction);
        }
        l2.mine(1);
    }

    private long origin() {
        return deposited.l1Block();
    }

    private Word originHash() {
        return deposited.evidence().header().keccak();
    }

    private ForcedVerdict verdict() throws RpcException {
        ForcedEvidence evidence = collector.decide(deposited);
        var hashes = new HashSet<Word>(Set.of(evidence.header().keccak()));
        RawRlp latest = evidence.latest();
        if (latest != null) {
            hashes.add(latest.keccak());
        }
        evidence.blocks()
                .forEach(block ->
                        hashes.add(((RollupBlock.ByHeader) block).header().keccak()));
        var pinned = new PinnedHeads(hashes);
        return new ForcedVerifier(new ForcedPolicy(portal, WINDOW, pinned, pinned, Set.of())).verify(evidence.encode());
    }

    private Reason reason() throws RpcException {
        return ((ForcedVerdict.Rejected) verdict()).reason();
    }

    @Test
    void theRollupKnowsTheTransactionByTheHashThatFollowsFromL1() throws Exception {
        assertThat(reason()).isEqualTo(Reason.FORCED_PENDING);
        block(origin() - 1, Word.ofNumber(1), 0);
        block(origin() - 1, Word.ofNumber(1), 1);
        assertThat(reason()).isEqualTo(Reason.FORCED_PENDING);
        block(origin(), originHash(), 0, HexData.encode(deposited.transaction().encode()));
        block(origin(), originHash(), 1);
        block(origin() + 1, Word.ofNumber(2), 0);
        var included = (ForcedVerdict.Included) verdict();
        assertThat(included.index()).isEqualTo(1);
        JsonNode receipt =
                l2.call("eth_getTransactionReceipt", included.transaction().hex());
        assertThat(HexData.encode(BigInteger.valueOf(included.rollupBlock()).toByteArray()))
                .endsWith(receipt.path("blockNumber").asText().substring(2));
        assertThat(deposited.transaction().from()).isEqualTo(PAYER.address());
        assertThat(deposited.transaction().to()).isEqualTo(CALLED);
        assertThat(deposited.transaction().data()).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void leavingItOutIsFound() throws Exception {
        block(origin() - 1, Word.ofNumber(1), 0);
        block(origin(), originHash(), 0);
        block(origin(), originHash(), 1, HexData.encode(deposited.transaction().encode()));
        assertThat(reason()).isEqualTo(Reason.FORCED_OMITTED);
    }

    @Test
    void passingOverItsL1BlockIsFound() throws Exception {
        block(origin() - 1, Word.ofNumber(1), 0);
        block(origin() + 1, Word.ofNumber(2), 0);
        block(origin() + 2, Word.ofNumber(3), 0);
        assertThat(reason()).isEqualTo(Reason.FORCED_OMITTED);
    }

    @Test
    void aTransactionWithoutADepositForcesNothing() throws Exception {
        String other = l1.call(
                        "eth_sendTransaction",
                        Map.of("from", PAYER.address().hex(), "to", CALLED.hex(), "value", "0x1"))
                .textValue();
        Word hash = Word.parseHex(other, "hash");
        assertThatThrownBy(() -> collector.deposit(hash)).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> collector.deposit(Word.ZERO)).isInstanceOf(RpcException.class);
    }

    @Test
    void tooLittleGasIsRefusedBeforeAnybodyIsAsked() {
        var rpc = new EthereumRpc(l1.url(), TIMEOUT);
        assertThatThrownBy(() -> PortalDeposit.prepare(rpc, portal, PAYER, CALLED, 21_000, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
