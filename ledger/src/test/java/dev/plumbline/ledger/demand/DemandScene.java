package dev.plumbline.ledger.demand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.anchor.AnchorDeployment;
import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A ledger, a real chain with its anchor contract, somebody who demands, and time that passes when it is told to. */
final class DemandScene implements AutoCloseable {
    static final String ORIGIN = "ledger.example.org/attribution";

    private static final String OPERATOR = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    private static final String SOMEBODY = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

    final Anvil anvil;
    final EthereumRpc rpc;
    final Address contract;
    private final Path folder;
    long nowSeconds;
    private TreeHead anchored = TreeHead.EMPTY;
    Ledger ledger;
    DemandWatcher watcher;

    DemandScene(Path folder) throws IOException, InterruptedException, MalformedException {
        this.folder = folder;
        this.anvil = Anvil.start();
        this.rpc = new EthereumRpc(anvil.url(), Duration.ofSeconds(10));
        var key = AccountKey.of(HexData.parseExactly(Anvil.FIRST_KEY, "key", 32));
        this.contract = AnchorDeployment.deploy(rpc, key, AnchorPolicy.DEFAULT, ORIGIN);
        anvil.minesByHand();
        this.ledger = open();
        this.watcher = watcher();
    }

    private Ledger open() throws IOException, MalformedException {
        var key = new SignerKey(
                ORIGIN, KeyType.ED25519, SampleEvents.hash("ledger key").bytes());
        var clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        return Ledger.open(LedgerConfig.of(folder, key, clock).withSegmentBytes(1 << 20), () -> {});
    }

    DemandWatcher watcher() {
        return new DemandWatcher(
                new DemandQueue(AnchorEndpoints.of(List.of(anvil.url()), Duration.ofSeconds(10)), contract),
                new AnchorTarget(Anvil.CHAIN_ID, null, contract, ORIGIN),
                log(),
                () -> Instant.ofEpochSecond(nowSeconds));
    }

    private DemandLog log() {
        return new DemandLog() {
            @Override
            public CompletableFuture<Submission> force(DemandedEntry demanded) {
                return ledger.force(demanded);
            }

            @Override
            public InclusionProof prove(long index, long size) throws IOException {
                return ledger.prove(index, size);
            }
        };
    }

    /** A new process: it has the ledger's folder and nothing else. */
    void restart() throws IOException, MalformedException {
        ledger.close();
        ledger = open();
        watcher = watcher();
    }

    TreeHead head() {
        return ledger.head().head();
    }

    /** Demands an entry, in a block of its own. */
    void demand(byte[] entry) {
        assertThat(send(SOMEBODY, RootAnchor.demandCall(entry), RootAnchor.DEPOSIT_WEI))
                .isTrue();
    }

    /** Makes what has happened final. */
    void settle() {
        anvil.mine(4);
    }

    void pass(long seconds) {
        anvil.call("evm_increaseTime", seconds);
        anvil.mine(1);
    }

    List<IncludedDemand> included() {
        return watcher.includedUnder(head(), 0, 1_024);
    }

    /** Anchors the log without a word about demands; false if the contract refuses. */
    boolean anchor() throws IOException {
        return anchored(RootAnchor.anchorCall(head(), consistency()));
    }

    /** Anchors the log with all demands that are in it; false if the contract refuses. */
    boolean anchorAndSatisfy() throws IOException {
        return anchored(RootAnchor.anchorAndSatisfyCall(head(), consistency(), included()));
    }

    /** Satisfies one demand under the root that is anchored. */
    boolean satisfy(IncludedDemand demand) {
        return send(SOMEBODY, RootAnchor.satisfyCall(demand, anchored.size()), BigInteger.ZERO);
    }

    private List<Hash> consistency() throws IOException {
        return anchored.size() == 0
                ? List.of()
                : ledger.proveConsistency(anchored.size(), head().size()).path();
    }

    private boolean anchored(byte[] call) {
        TreeHead head = head();
        boolean isDone = send(OPERATOR, call, BigInteger.ZERO);
        anchored = isDone ? head : anchored;
        return isDone;
    }

    private boolean send(String from, byte[] data, BigInteger wei) {
        JsonNode hash = anvil.call(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        from,
                        "to",
                        contract.hex(),
                        "data",
                        HexData.encode(data),
                        "value",
                        "0x" + wei.toString(16),
                        "gas",
                        "0x989680"));
        anvil.mine(1);
        return anvil.call("eth_getTransactionReceipt", hash.textValue())
                .path("status")
                .textValue()
                .equals("0x1");
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        anvil.close();
    }
}
