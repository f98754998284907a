package dev.plumbline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * The portal of an OP-Stack rollup as its authors publish it ({@code @eth-optimism/contracts-bedrock}, installed in {@code
 * contracts/}), deployed on an anvil behind its proxy, with the configuration that new chains start with.
 */
@NullMarked
public final class RollupPortal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ARTIFACTS = Path.of(System.getProperty("plumbline.root", ".."))
            .resolve("contracts/node_modules/@eth-optimism/contracts-bedrock/forge-artifacts");
    private static final int CODE_BYTES_MAX = 1 << 17;
    private static final String GAS = "0xe00000";
    private static final long GAS_LIMIT = 30_000_000;
    private static final long RESOURCE_LIMIT = 20_000_000;
    private static final long ELASTICITY = 10;
    private static final long CHANGE_DENOMINATOR = 8;
    private static final long BASE_FEE_MIN = 1_000_000_000;
    private static final long SYSTEM_GAS = 1_000_000;

    private final Anvil l1;
    private final Address owner;

    private RollupPortal(Anvil l1, Address owner) {
        this.l1 = l1;
        this.owner = owner;
    }

    /** Deploys a portal; the first account of the node owns everything. */
    public static Address deploy(Anvil l1) throws IOException {
        // Reading an artifact runs npm where that was not done yet, or skips the test.
        Anvil.binary();
        var deployer =
                new RollupPortal(l1, address(l1.call("eth_accounts").path(0).textValue()));
        Address config = deployer.proxy(deployer.create("SystemConfig"), deployer.configuration());
        Address superchain = deployer.proxy(
                deployer.create("SuperchainConfig"), call("initialize(address,bool)", word(deployer.owner), Word.ZERO));
        return deployer.proxy(
                deployer.create("OptimismPortal"),
                call("initialize(address,address,address)", Word.ZERO, word(config), word(superchain)));
    }

    private byte[] configuration() {
        byte[] uint128 = new byte[Word.LENGTH];
        Arrays.fill(uint128, Word.LENGTH / 2, Word.LENGTH, (byte) 0xff);
        Word most = Word.of(uint128);
        return call(
                "initialize(address,uint32,uint32,bytes32,uint64,address,(uint32,uint8,uint8,uint32,uint32,uint128),address,"
                        + "(address,address,address,address,address,address,address))",
                word(owner),
                Word.ofNumber(1),
                Word.ofNumber(1),
                Word.ZERO,
                Word.ofNumber(GAS_LIMIT),
                word(owner),
                Word.ofNumber(RESOURCE_LIMIT),
                Word.ofNumber(ELASTICITY),
                Word.ofNumber(CHANGE_DENOMINATOR),
                Word.ofNumber(BASE_FEE_MIN),
                Word.ofNumber(SYSTEM_GAS),
                most,
                word(owner),
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO);
    }

    private Address proxy(Address implementation, byte[] initialise) throws IOException {
        Address proxy = create("Proxy", word(owner));
        var arguments = new AbiWriter(2).address(implementation).bytes(initialise);
        send(Map.of(
                "from", owner.hex(),
                "to", proxy.hex(),
                "data", HexData.encode(arguments.call(AbiWriter.selector("upgradeToAndCall(address,bytes)"))),
                "gas", GAS));
        return proxy;
    }

    private Address create(String contract, Word... arguments) throws IOException {
        Path file = ARTIFACTS.resolve(contract + ".sol").resolve(contract + ".json");
        JsonNode artifact = JSON.readTree(Files.readAllBytes(file));
        var code = new ByteArrayOutputStream();
        code.writeBytes(bytes(artifact.path("bytecode").path("object").textValue()));
        for (Word argument : arguments) {
            code.writeBytes(argument.bytes());
        }
        JsonNode receipt = send(Map.of("from", owner.hex(), "data", HexData.encode(code.toByteArray()), "gas", GAS));
        return address(receipt.path("contractAddress").textValue());
    }

    private JsonNode send(Map<String, String> transaction) {
        String hash = l1.call("eth_sendTransaction", transaction).textValue();
        JsonNode receipt = l1.call("eth_getTransactionReceipt", hash);
        if (receipt.isNull()) {
            l1.mine(1);
            receipt = l1.call("eth_getTransactionReceipt", hash);
        }
        if (!"0x1".equals(receipt.path("status").textValue())) {
            throw new AssertionError("a transaction failed: " + receipt);
        }
        return receipt;
    }

    private static byte[] call(String signature, Word... arguments) {
        var call = new ByteArrayOutputStream();
        call.writeBytes(AbiWriter.selector(signature));
        for (Word argument : arguments) {
            call.writeBytes(argument.bytes());
        }
        return call.toByteArray();
    }

    private static Word word(Address address) {
        byte[] word = new byte[Word.LENGTH];
        System.arraycopy(address.bytes(), 0, word, Word.LENGTH - Address.LENGTH, Address.LENGTH);
        return Word.of(word);
    }

    private static Address address(String hex) {
        try {
            return Address.parseHex(hex, "address");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String hex) {
        try {
            return HexData.parse(hex, "code", CODE_BYTES_MAX);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
