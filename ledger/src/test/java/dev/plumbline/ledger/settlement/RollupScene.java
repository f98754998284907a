package dev.plumbline.ledger.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import dev.plumbline.proofs.rollup.OracleOutput;
import dev.plumbline.proofs.rollup.OutputEvidence;
import dev.plumbline.proofs.rollup.OutputRoot;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.RollupContracts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Two real nodes, L1 with the real contracts and a rollup, and a contract on the rollup that records events. */
final class RollupScene implements AutoCloseable {
    static final long L2_CHAIN_ID = 901;
    static final String L2_CHAIN = "eip155:901";
    static final String L1_CHAIN = "eip155:31337";
    static final long DELAY_SECONDS = 1_000;
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final Address REGISTRY = address("0x00000000000000000000000000000000000a77e5");
    static final EventId EVENT = new EventId(Hash.of(Word.keccak(new byte[] {1}).bytes()));
    static final Word SUBJECT = Word.keccak(new byte[] {2});

    final Anvil l1;
    final Anvil l2;
    final RollupContracts contracts;
    final EthereumRpc l2Rpc;
    final EthereumRpc l1Rpc;
    private final String sender;

    private RollupScene(Anvil l1, Anvil l2) throws IOException {
        this.l1 = l1;
        this.l2 = l2;
        this.contracts = RollupContracts.deploy(l1, L2_CHAIN_ID);
        RollupContracts.installMessagePasser(l2);
        this.l2Rpc = new EthereumRpc(l2.url(), TIMEOUT);
        this.l1Rpc = new EthereumRpc(l1.url(), TIMEOUT);
        this.sender = l2.call("eth_accounts").path(1).textValue();
        // calldata: selector, event id, subject; LOG3(subject; RECORDED, event id, caller)
        String recorded = Word.keccak("Recorded(bytes32,address,bytes32)".getBytes(StandardCharsets.US_ASCII))
                .hex()
                .substring(2);
        l2.call("anvil_setCode", REGISTRY.hex(), "0x602435600052" + "33" + "600435" + "7f" + recorded + "60206000a300");
    }

    static RollupScene start() throws IOException {
        Anvil l1 = Anvil.start();
        Anvil l2 = Anvil.start("--network", "optimism", "--chain-id", Long.toString(L2_CHAIN_ID));
        return new RollupScene(l1, l2);
    }

    /** Sends a transaction that records the event, with others around it in the block; gives its hash. */
    Word record() throws RpcException {
        l2.minesByHand();
        JsonNode from = l2.call("eth_accounts");
        for (int i = 2; i < 6; i++) {
            l2.call("eth_sendTransaction", Map.of("from", from.path(i).textValue(), "to", sender, "value", "0x1"));
        }
        Word hash = word(l2.call(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                sender,
                                "to",
                                REGISTRY.hex(),
                                "data",
                                "0x01020304" + EVENT.hash().hex()
                                        + SUBJECT.hex().substring(2)))
                .textValue());
        l2.mine(1);
        l2.call("evm_setAutomine", true);
        return hash;
    }

    long blockOf(Word transaction) throws RpcException {
        return Objects.requireNonNull(l2Rpc.receipt(transaction)).blockNumber();
    }

    /** The output root of a block, put together from what the rollup's own node says. */
    Word outputRoot(long block) throws RpcException {
        RpcBlock header = Objects.requireNonNull(l2Rpc.blockAt(block));
        NodeProof proof = NodeProof.of(l2Rpc, MessagePasserRoot.CONTRACT, List.of(), block);
        var root = (MessagePasserRoot.Shown) MessagePasserRoot.ofState(header.header(), proof.account());
        return OutputRoot.of(header.header(), root.root()).hash();
    }

    RollupProfile profile() {
        return profile(contracts.codes());
    }

    RollupProfile profile(List<Word> codes) {
        return new RollupProfile(
                L2_CHAIN,
                L1_CHAIN,
                contracts.factory(),
                LayoutProfile.DISPUTE_GAMES,
                null,
                new TreeSet<>(Set.of(RollupContracts.GAME_TYPE)),
                DELAY_SECONDS,
                codes,
                REGISTRY);
    }

    RollupProfile oracleProfile(Address oracle) {
        return new RollupProfile(
                L2_CHAIN,
                L1_CHAIN,
                oracle,
                LayoutProfile.OUTPUT_ORACLE,
                null,
                new TreeSet<>(),
                DELAY_SECONDS,
                List.of(),
                REGISTRY);
    }

    SettlementFinding collect(RollupProfile profile, Word transaction) throws RpcException {
        return collector(profile, l1.url(), l2.url()).collect(transaction, EVENT);
    }

    static SettlementCollector collector(RollupProfile profile, URI l1, URI l2) {
        return new SettlementCollector(profile, l1, l2, TIMEOUT);
    }

    /** The same evidence with all that concerns L1 collected anew in its final block of now. */
    SettlementEvidence at(SettlementEvidence old, Address claim) throws RpcException {
        RpcBlock l1Block = l1Rpc.finalizedBlock();
        RollupProfile profile = old.claim() instanceof GameEvidence ? profile() : oracleProfile(claim);
        List<Word> slots;
        if (old.claim() instanceof OutputEvidence output) {
            slots = List.of(
                    OracleOutput.countSlot(),
                    OracleOutput.slots(output.index()).get(0),
                    OracleOutput.slots(output.index()).get(1),
                    OracleOutput.DELAY_SLOT);
        } else {
            long block = blockOf(old.transaction().hash());
            slots = List.of(DisputeGame.slot(
                    DisputeGame.uuid(RollupContracts.GAME_TYPE, outputRoot(block), block),
                    LayoutProfile.DISPUTE_GAMES));
        }
        SettlementCollector collector = collector(profile, l1.url(), l2.url());
        return new SettlementEvidence(
                old.event(),
                old.chain(),
                old.transaction(),
                old.later(),
                old.passerProof(),
                collector.contract(slots, l1Block),
                old.claim() instanceof GameEvidence ? collector.game(gameAt(claim), l1Block.number()) : old.claim());
    }

    /** Evidence of the transaction in its own block, with proofs of these slots and of this game. */
    SettlementEvidence evidence(RollupProfile profile, Word transaction, List<Word> slots, Address game)
            throws RpcException {
        RpcBlock l1Block = l1Rpc.finalizedBlock();
        SettlementCollector collector = collector(profile, l1.url(), l2.url());
        RpcBlock block = Objects.requireNonNull(l2Rpc.blockAt(blockOf(transaction)));
        return new SettlementEvidence(
                EVENT,
                L2_CHAIN,
                collector.held(block, transaction),
                null,
                NodeProof.of(l2Rpc, MessagePasserRoot.CONTRACT, List.of(), block.number())
                        .account(),
                collector.contract(slots, l1Block),
                collector.game(gameAt(game), l1Block.number()));
    }

    private static DisputeGame gameAt(Address proxy) {
        return new DisputeGame(RollupContracts.GAME_TYPE, 0, proxy);
    }

    /** What a reader makes of evidence who trusts the L1 block that it starts from. */
    static SettlementVerdict verdict(RollupProfile profile, SettlementEvidence evidence) {
        return new SettlementVerifier(
                        profile,
                        new PinnedHeads(Set.of(evidence.contract().header().keccak())))
                .verify(evidence.encode());
    }

    static Word word(String hex) {
        try {
            return Word.parseHex(hex, "word");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static Address address(String hex) {
        try {
            return Address.parseHex(hex, "address");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        l1.close();
        l2.close();
    }
}
