package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions that anchoring asks an Ethereum node, over JSON-RPC. Every answer is treated as hostile: bounded, read
 * strictly, and, for blocks, held to its own hash.
 *
 * <p>Every method may throw {@link RpcException} and blocks for at most the time limit. Safe for any thread.
 */
public final class EthereumRpc {
    private static final String GET_BLOCK = "eth_getBlockByNumber";
    private static final String GET_BLOCK_BY_HASH = "eth_getBlockByHash";
    private static final int CODE_BYTES_MAX = 24_576;
    /**
     * Three times what the dearest single thing takes, a demand of the largest entry; an anchor with a hundred demanded
     * entries stays below, too. With a quarter more it is still less than Ethereum allows one transaction (EIP-7825).
     */
    private static final long GAS_MAX = 10_000_000;
    /** Ten ether: more than the most gas at a hundred times the highest fee that the chain has seen for a day. */
    private static final BigInteger COST_WEI_MAX = BigInteger.TEN.pow(19);

    private final JsonRpc rpc;

    /**
     * @param endpoint https, or http on this machine
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if the endpoint is anything else
     */
    public EthereumRpc(URI endpoint, Duration timeout) {
        this.rpc = new JsonRpc(endpoint, timeout);
    }

    /** What a mined transaction came to, and what it cost in all. */
    public record Receipt(
            Word transactionHash, Word blockHash, long blockNumber, boolean succeeded, BigInteger costWei) {}

    /** Height and hash of a block, on the node's word alone. */
    public record NamedBlock(long number, Word hash) {}

    /** Trie nodes as the node gave them: hostile until the verifier has accepted them. */
    public record Proof(List<byte[]> account, List<List<byte[]>> slots) {}

    /** The chain's EIP-155 id. */
    public long chainId() throws RpcException {
        return RpcFields.count("eth_chainId", rpc.call("eth_chainId", List.of()));
    }

    /** Hash of block 0, recomputed from its header. */
    public Word genesisHash() throws RpcException {
        return block(RpcFields.encode(0)).hash();
    }

    public RpcBlock latestBlock() throws RpcException {
        return block("latest");
    }

    public RpcBlock finalizedBlock() throws RpcException {
        return block("finalized");
    }

    /** The newest block that a node of a rollup derives from L1. */
    public RpcBlock safeBlock() throws RpcException {
        return block("safe");
    }

    /** The block of that height on the node's chain; null if the chain is not so long. */
    @Nullable
    public RpcBlock blockAt(long number) throws RpcException {
        JsonNode json = rpc.call(GET_BLOCK, List.of(RpcFields.encode(number), false));
        if (json.isNull()) {
            return null;
        }
        RpcBlock block = RpcBlock.of(GET_BLOCK, RpcFields.of(GET_BLOCK, json));
        if (block.number() != number) {
            throw RpcException.badAnswer(GET_BLOCK, "is block " + block.number() + ", want " + number);
        }
        return block;
    }

    /** The block of that hash, wherever the node got it; null if it has none. */
    @Nullable
    public RpcBlock blockByHash(Word hash) throws RpcException {
        JsonNode json = rpc.call(GET_BLOCK_BY_HASH, List.of(hash.hex(), false));
        if (json.isNull()) {
            return null;
        }
        RpcBlock block = RpcBlock.of(GET_BLOCK_BY_HASH, RpcFields.of(GET_BLOCK_BY_HASH, json));
        if (!block.hash().equals(hash)) {
            throw RpcException.badAnswer(GET_BLOCK_BY_HASH, "is block " + block.hash() + ", want " + hash);
        }
        return block;
    }

    /** What the node calls final, its header not looked at. */
    public NamedBlock finalizedName() throws RpcException {
        JsonNode json = rpc.call(GET_BLOCK, List.of("finalized", false));
        RpcFields fields = RpcFields.of(GET_BLOCK + " finalized", json);
        return new NamedBlock(fields.count("number"), fields.word("hash"));
    }

    /** The hash that the node gives the block of a height, its header not looked at; null if it has no such block. */
    @Nullable
    public Word hashAt(long number) throws RpcException {
        JsonNode json = rpc.call(GET_BLOCK, List.of(RpcFields.encode(number), false));
        if (json.isNull()) {
            return null;
        }
        RpcFields fields = RpcFields.of(GET_BLOCK, json);
        if (fields.count("number") != number) {
            throw RpcException.badAnswer(GET_BLOCK, "is block " + fields.count("number") + ", want " + number);
        }
        return fields.word("hash");
    }

    private RpcBlock block(String tag) throws RpcException {
        JsonNode json = rpc.call(GET_BLOCK, List.of(tag, false));
        return RpcBlock.of(GET_BLOCK + " " + tag, RpcFields.of(GET_BLOCK + " " + tag, json));
    }

    public byte[] code(Address contract) throws RpcException {
        JsonNode json = rpc.call("eth_getCode", List.of(contract.hex(), "latest"));
        return RpcFields.bytes("eth_getCode", json, CODE_BYTES_MAX);
    }

    public Word storageAt(Address contract, Word slot) throws RpcException {
        return storageAt(contract, slot, "latest");
    }

    /** The value of a slot after a block, which should be a recent one: not every node keeps the state of old ones. */
    public Word storageAt(Address contract, Word slot, long blockNumber) throws RpcException {
        return storageAt(contract, slot, RpcFields.encode(blockNumber));
    }

    private Word storageAt(Address contract, Word slot, String block) throws RpcException {
        String method = "eth_getStorageAt";
        byte[] bytes =
                RpcFields.bytes(method, rpc.call(method, List.of(contract.hex(), slot.hex(), block)), Word.LENGTH);
        if (bytes.length != Word.LENGTH) {
            throw RpcException.badAnswer(method, "has " + bytes.length + " bytes, want " + Word.LENGTH);
        }
        return Word.of(bytes);
    }

    /** Transactions of an account that are mined or waiting: the nonce of the next one. */
    public long nextNonce(Address account) throws RpcException {
        String method = "eth_getTransactionCount";
        return RpcFields.count(method, rpc.call(method, List.of(account.hex(), "pending")));
    }

    /** Transactions of an account that are mined. */
    public long minedNonce(Address account) throws RpcException {
        String method = "eth_getTransactionCount";
        return RpcFields.count(method, rpc.call(method, List.of(account.hex(), "latest")));
    }

    public BigInteger priorityFee() throws RpcException {
        String method = "eth_maxPriorityFeePerGas";
        return RpcFields.quantity(method, rpc.call(method, List.of()));
    }

    /** Gas that a call would take now; refused, with the contract's own error in the data, if it would revert. */
    public long estimateGas(Address from, @Nullable Address to, byte[] data) throws RpcException {
        return estimateGas(from, to, data, BigInteger.ZERO);
    }

    /** The same for a call that comes with money. */
    public long estimateGas(Address from, @Nullable Address to, byte[] data, BigInteger wei) throws RpcException {
        Map<String, String> call = new HashMap<>();
        call.put("from", from.hex());
        call.put("data", HexData.encode(data));
        call.put("value", RpcFields.encode(wei));
        if (to != null) {
            call.put("to", to.hex());
        }
        String method = "eth_estimateGas";
        long gas = RpcFields.count(method, rpc.call(method, List.of(call)));
        if (gas > GAS_MAX) {
            throw RpcException.badAnswer(method, "is " + gas + " gas, want at most " + GAS_MAX);
        }
        return gas;
    }

    public void send(SignedTransaction transaction) throws RpcException {
        String method = "eth_sendRawTransaction";
        byte[] hash =
                RpcFields.bytes(method, rpc.call(method, List.of(HexData.encode(transaction.raw()))), Word.LENGTH);
        if (hash.length != Word.LENGTH || !Word.of(hash).equals(transaction.hash())) {
            throw RpcException.badAnswer(method, "names hash " + HexData.encode(hash) + ", want " + transaction.hash());
        }
    }

    /** Whether the node knows the transaction, mined or waiting. */
    public boolean knows(Word transactionHash) throws RpcException {
        String method = "eth_getTransactionByHash";
        JsonNode json = rpc.call(method, List.of(transactionHash.hex()));
        if (json.isNull()) {
            return false;
        }
        if (!RpcFields.of(method, json).word("hash").equals(transactionHash)) {
            throw RpcException.badAnswer(method, "is another transaction, want " + transactionHash);
        }
        return true;
    }

    /** Logs with those first topics which a contract wrote from one block to another, both included. */
    public List<RpcLog> logs(Address contract, List<Word> topics, long fromBlock, long toBlock) throws RpcException {
        Map<String, Object> filter = Map.of(
                "address", contract.hex(),
                "topics", topics.stream().map(Word::hex).toList(),
                "fromBlock", RpcFields.encode(fromBlock),
                "toBlock", RpcFields.encode(toBlock));
        return RpcLog.list(rpc.call("eth_getLogs", List.of(filter)));
    }

    /** What a transaction came to; null while it is not mined. */
    @Nullable
    public Receipt receipt(Word transactionHash) throws RpcException {
        String method = "eth_getTransactionReceipt";
        JsonNode json = rpc.call(method, List.of(transactionHash.hex()));
        if (json.isNull()) {
            return null;
        }
        RpcFields fields = RpcFields.of(method, json);
        if (!fields.word("transactionHash").equals(transactionHash)) {
            throw RpcException.badAnswer(method, "is for another transaction, want " + transactionHash);
        }
        long status = fields.count("status");
        if (status > 1) {
            throw RpcException.badAnswer(method, "has status " + status + ", want 0 or 1");
        }
        BigInteger cost = fields.quantity("gasUsed").multiply(fields.quantity("effectiveGasPrice"));
        // A rollup charges for the data that it puts on L1 besides.
        BigInteger dataFee = fields.has("l1Fee") ? fields.quantity("l1Fee") : BigInteger.ZERO;
        if (cost.add(dataFee).compareTo(COST_WEI_MAX) > 0) {
            throw RpcException.badAnswer(method, "costs " + cost.add(dataFee) + " wei, want at most " + COST_WEI_MAX);
        }
        return new Receipt(
                transactionHash, fields.word("blockHash"), fields.count("blockNumber"), status == 1, cost.add(dataFee));
    }

    public Proof proof(Address contract, List<Word> slots, long blockNumber) throws RpcException {
        String method = "eth_getProof";
        JsonNode json = rpc.call(
                method, List.of(contract.hex(), slots.stream().map(Word::hex).toList(), RpcFields.encode(blockNumber)));
        RpcFields fields = RpcFields.of(method, json);
        List<RpcFields> storage = fields.children("storageProof");
        if (storage.size() != slots.size()) {
            throw RpcException.badAnswer(method, "has " + storage.size() + " slots, want " + slots.size());
        }
        List<List<byte[]>> perSlot = new ArrayList<>();
        for (RpcFields slot : storage) {
            perSlot.add(slot.byteArrays("proof", Limits.TRIE_NODES_MAX, Limits.TRIE_NODE_BYTES_MAX));
        }
        return new Proof(fields.byteArrays("accountProof", Limits.TRIE_NODES_MAX, Limits.TRIE_NODE_BYTES_MAX), perSlot);
    }
}
