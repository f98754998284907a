package dev.plumbline.ledger.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deploys and calls contracts on a development node from its first unlocked account. Every call is mined when it returns: a node
 * that mines by hand is told to make a block. For one thread.
 */
public final class ContractDeployer {
    /** Gas of every transaction: the node would take some time to find out how much it needs. */
    private static final String GAS = "0xe00000";

    private static final String SEND = "eth_sendTransaction";
    private static final String RECEIPT = "eth_getTransactionReceipt";
    private static final int CODE_BYTES_MAX = 1 << 17;

    private final JsonRpc node;
    private final ForgeArtifacts artifacts;
    private final Address owner;

    private ContractDeployer(JsonRpc node, ForgeArtifacts artifacts, Address owner) {
        this.node = node;
        this.artifacts = artifacts;
        this.owner = owner;
    }

    /**
     * A deployer on a node.
     *
     * @throws RpcException if the node has no account of its own
     */
    public static ContractDeployer on(JsonRpc node, ForgeArtifacts artifacts) throws RpcException {
        String first = node.call("eth_accounts", List.of()).path(0).asText();
        return new ContractDeployer(node, artifacts, address(first, "eth_accounts"));
    }

    /** The account that pays, and owns what has an owner. */
    public Address owner() {
        return owner;
    }

    /**
     * Creates a contract.
     *
     * @param arguments of its constructor, of one word each
     * @throws IOException if there is no such artifact, or the node fails or refuses
     */
    public Address create(String contract, Word... arguments) throws IOException {
        byte[] code = joined(artifacts.creationCode(contract), arguments);
        JsonNode receipt = mined(Map.of("data", HexData.encode(code)));
        return address(receipt.path("contractAddress").asText(), RECEIPT);
    }

    /**
     * Creates a proxy in front of an implementation, owned by {@link #owner}.
     *
     * @param initialise the first call that it hands on
     */
    public Address proxy(Address implementation, byte[] initialise) throws IOException {
        Address proxy = create("Proxy", word(owner));
        var arguments = new AbiWriter(2).address(implementation).bytes(initialise);
        send(proxy, arguments.call(AbiWriter.selector("upgradeToAndCall(address,bytes)")));
        return proxy;
    }

    /**
     * Calls a contract, and waits until a block holds the transaction.
     *
     * @return the receipt, as the node has it
     * @throws RpcException if the node fails or the contract refuses
     */
    public JsonNode send(Address to, byte[] data) throws RpcException {
        return mined(Map.of("to", to.hex(), "data", HexData.encode(data)));
    }

    /** The same with money. */
    public JsonNode send(Address to, BigInteger wei, byte[] data) throws RpcException {
        return mined(Map.of("to", to.hex(), "data", HexData.encode(data), "value", "0x" + wei.toString(16)));
    }

    private JsonNode mined(Map<String, String> what) throws RpcException {
        var transaction = new TreeMap<>(what);
        transaction.put("from", owner.hex());
        transaction.put("gas", GAS);
        String hash = node.call(SEND, List.of(transaction)).asText();
        JsonNode receipt = node.call(RECEIPT, List.of(hash));
        if (receipt.isNull()) {
            node.call("evm_mine", List.of());
            receipt = node.call(RECEIPT, List.of(hash));
        }
        if (!"0x1".equals(receipt.path("status").asText())) {
            throw RpcException.refused(SEND, "transaction " + hash + " to " + what.get("to") + " failed", null);
        }
        return receipt;
    }

    /** Keccak-256 of the code of a contract. */
    Word codeHash(Address contract) throws RpcException {
        String code =
                node.call("eth_getCode", List.of(contract.hex(), "latest")).asText();
        try {
            return Word.keccak(HexData.parse(code, "code", CODE_BYTES_MAX));
        } catch (MalformedException e) {
            throw RpcException.badAnswer("eth_getCode", String.valueOf(e.getMessage()));
        }
    }

    /** A call with arguments of one word each. */
    public static byte[] call(String signature, Word... arguments) {
        return joined(AbiWriter.selector(signature), arguments);
    }

    private static byte[] joined(byte[] front, Word... arguments) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(front);
        for (Word argument : arguments) {
            joined.writeBytes(argument.bytes());
        }
        return joined.toByteArray();
    }

    /** An address as an argument of a call. */
    public static Word word(Address address) {
        byte[] word = new byte[Word.LENGTH];
        System.arraycopy(address.bytes(), 0, word, Word.LENGTH - Address.LENGTH, Address.LENGTH);
        return Word.of(word);
    }

    static Address address(String hex, String method) throws RpcException {
        try {
            return Address.parseHex(hex, "address");
        } catch (MalformedException e) {
            throw RpcException.badAnswer(method, String.valueOf(e.getMessage()));
        }
    }
}
