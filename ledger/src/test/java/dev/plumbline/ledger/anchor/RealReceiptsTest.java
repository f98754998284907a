package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.AnchoredEvent;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.ReceiptProof;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.SlowBlockTrie;
import dev.plumbline.proofs.ethereum.TransactionProof;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts and transactions of a real node's blocks lead to the roots in their headers. */
class RealReceiptsTest {
    private static final int TRANSACTIONS = 150;
    private static final String TO = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

    @TempDir
    Path directory;

    @Test
    void provesEveryReceiptOfALargeBlockAndTheAbsenceOfTheNext() throws Exception {
        try (Anvil anvil = Anvil.start()) {
            anvil.minesByHand();
            JsonNode from = anvil.call("eth_accounts").path(0);
            for (int i = 0; i < TRANSACTIONS; i++) {
                String type = "0x" + i % 3;
                anvil.call(
                        "eth_sendTransaction",
                        Map.of("from", from.textValue(), "to", TO, "value", "0x1", "type", type, "gas", "0x5208"));
            }
            anvil.mine(1);
            BlockHeader header = AnvilLog.rpc(anvil.url()).latestBlock().header();
            List<byte[]> receipts = receipts(anvil, header.number());
            assertThat(receipts).hasSize(TRANSACTIONS);
            var trie = new SlowBlockTrie(receipts);
            assertThat(trie.root()).isEqualTo(header.receiptsRoot());
            long gasBefore = 0;
            for (int index = 0; index < TRANSACTIONS; index++) {
                ReceiptProof proof = ReceiptProof.check(header.receiptsRoot(), index, trie.prove(index));
                assertThat(proof).as("receipt " + index).isInstanceOf(ReceiptProof.Exists.class);
                TransactionReceipt receipt = ((ReceiptProof.Exists) proof).receipt();
                assertThat(receipt.succeeded()).isTrue();
                assertThat(receipt.cumulativeGas()).isEqualTo(gasBefore + 21_000);
                gasBefore = receipt.cumulativeGas();
            }
            for (int index = TRANSACTIONS; index < TRANSACTIONS + 20; index++) {
                assertThat(ReceiptProof.check(header.receiptsRoot(), index, trie.prove(index)))
                        .isEqualTo(ReceiptProof.Missing.MISSING);
            }
            assertTransactions(anvil, header);
        }
    }

    @Test
    void provesTheEventOfAnAnchorFromItsHeaderDown() throws Exception {
        try (AnvilLog log = AnvilLog.start(directory.resolve("anchors"))) {
            log.growTo(6);
            Anchorer anchorer = log.open();
            for (int step = 0; step < 12 && anchorer.status().anchoredSize() == 0; step++) {
                anchorer.step();
                log.anvil.mine(1);
            }
            AnchorContract.Held held = new AnchorContract(log.rpc, log.target()).held();
            BlockHeader header =
                    Objects.requireNonNull(log.rpc.blockAt(held.block())).header();
            var trie = new SlowBlockTrie(receipts(log.anvil, held.block()));
            assertThat(trie.root()).isEqualTo(header.receiptsRoot());
            var proof = (ReceiptProof.Exists) ReceiptProof.check(header.receiptsRoot(), 0, trie.prove(0));
            AnchoredEvent event = Objects.requireNonNull(
                    AnchoredEvent.of(proof.receipt().logs().get(0), log.contract));
            assertThat(event.anchored()).isEqualTo(held.head());
            assertThat(event.chain()).isEqualTo(log.rpc.storageAt(log.contract, AnchorLayout.SLOT_CHAIN));
            assertThat(event.follows(Word.ZERO, held.block())).isTrue();
            assertThat(event.follows(Word.ZERO, held.block() + 1)).isFalse();
        }
    }

    @Test
    void provesTheReceiptOfADepositOnARollup() throws Exception {
        try (Anvil anvil = Anvil.start("--network", "optimism")) {
            // Mined by hand, because the node answers a transaction before the block that it makes for it.
            anvil.minesByHand();
            JsonNode from = anvil.call("eth_accounts").path(0);
            anvil.call(
                    "eth_sendTransaction",
                    Map.of(
                            "from",
                            from.textValue(),
                            "to",
                            TO,
                            "type",
                            "0x7e",
                            "gas",
                            "0x5208",
                            "sourceHash",
                            Word.ofNumber(1).hex(),
                            "mint",
                            "0x5",
                            "isSystemTx",
                            false));
            anvil.mine(1);
            JsonNode block = anvil.call("eth_getBlockByNumber", "latest", false);
            Word root = Word.of(bytes(block.path("receiptsRoot")));
            long number = new BigInteger(block.path("number").textValue().substring(2), 16).longValueExact();
            var trie = new SlowBlockTrie(receipts(anvil, number));
            assertThat(trie.root()).isEqualTo(root);
            assertThat(ReceiptProof.check(root, 0, trie.prove(0)))
                    .isInstanceOfSatisfying(ReceiptProof.Exists.class, exists -> {
                        assertThat(exists.receipt().type()).isEqualTo(TransactionReceipt.DEPOSIT_TYPE);
                        assertThat(exists.receipt().deposit()).isNotNull();
                        assertThat(exists.receipt().deposit().version()).isEqualTo(1);
                    });
        }
    }

    private static void assertTransactions(Anvil anvil, BlockHeader header) {
        List<byte[]> raw = new ArrayList<>();
        for (int index = 0; index < TRANSACTIONS; index++) {
            raw.add(bytes(anvil.call(
                    "eth_getRawTransactionByBlockNumberAndIndex",
                    RpcFields.encode(header.number()),
                    RpcFields.encode(index))));
        }
        var trie = new SlowBlockTrie(raw);
        assertThat(trie.root()).isEqualTo(header.transactionsRoot());
        JsonNode hashes = anvil.call("eth_getBlockByNumber", RpcFields.encode(header.number()), false)
                .path("transactions");
        for (int index = 0; index < TRANSACTIONS; index += 7) {
            TransactionProof proof = TransactionProof.check(header.transactionsRoot(), index, trie.prove(index));
            assertThat(proof).isInstanceOf(TransactionProof.Exists.class);
            assertThat(((TransactionProof.Exists) proof).hash())
                    .hasToString(hashes.path(index).textValue());
        }
    }

    /** The receipts as the trie holds them, put together from the JSON by the rules of EIP-2718. */
    private static List<byte[]> receipts(Anvil anvil, long number) {
        List<byte[]> receipts = new ArrayList<>();
        for (JsonNode json : anvil.call("eth_getBlockReceipts", RpcFields.encode(number))) {
            List<RlpItem> logs = new ArrayList<>();
            for (JsonNode log : json.path("logs")) {
                List<RlpItem> topics = new ArrayList<>();
                log.path("topics").forEach(topic -> topics.add(RlpItem.of(bytes(topic))));
                logs.add(RlpItem.of(List.of(
                        RlpItem.of(bytes(log.path("address"))),
                        RlpItem.of(topics),
                        RlpItem.of(bytes(log.path("data"))))));
            }
            List<RlpItem> fields = new ArrayList<>(List.of(
                    number(json.path("status")),
                    number(json.path("cumulativeGasUsed")),
                    RlpItem.of(bytes(json.path("logsBloom"))),
                    RlpItem.of(logs)));
            if (json.has("depositReceiptVersion")) {
                fields.add(number(json.path("depositNonce")));
                fields.add(number(json.path("depositReceiptVersion")));
            }
            var encoded = new ByteArrayOutputStream();
            int type = new BigInteger(json.path("type").textValue().substring(2), 16).intValueExact();
            if (type != 0) {
                encoded.write(type);
            }
            encoded.writeBytes(RlpItem.of(fields).encode());
            receipts.add(encoded.toByteArray());
        }
        return receipts;
    }

    private static RlpItem number(JsonNode quantity) {
        return RlpItem.ofNumber(new BigInteger(quantity.textValue().substring(2), 16));
    }

    private static byte[] bytes(JsonNode hex) {
        try {
            return HexData.parse(hex.textValue(), "answer", 1 << 20);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
