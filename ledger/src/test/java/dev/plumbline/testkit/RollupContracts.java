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
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * The L1 contracts of an OP-Stack rollup as its authors publish them ({@code @eth-optimism/contracts-bedrock}, installed in
 * {@code contracts/}), deployed on an anvil and played by its first account.
 */
@NullMarked
public final class RollupContracts {
    /** The type of the games. */
    public static final long GAME_TYPE = 0;
    /** Seconds after which nobody can contest a game that nobody has contested. */
    public static final long GAME_SECONDS = 302_400;
    /** Seconds for which the challenger may delete an output. */
    public static final long ORACLE_DELAY_SECONDS = 604_800;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ARTIFACTS = Path.of(System.getProperty("plumbline.root", ".."))
            .resolve("contracts/node_modules/@eth-optimism/contracts-bedrock/forge-artifacts");
    private static final int CODE_BYTES_MAX = 1 << 17;
    /** Gas for everything: the node would take some time to find out how much it is. */
    private static final String GAS = "0xe00000";

    private final Anvil l1;
    private final String owner;
    private final Address factory;
    private final Address factoryImplementation;
    private final Address gameImplementation;

    private RollupContracts(
            Anvil l1, String owner, Address factory, Address factoryImplementation, Address gameImplementation) {
        this.l1 = l1;
        this.owner = owner;
        this.factory = factory;
        this.factoryImplementation = factoryImplementation;
        this.gameImplementation = gameImplementation;
    }

    /** Deploys the factory, a registry of anchor states and one implementation of a game about the rollup of that chain id. */
    public static RollupContracts deploy(Anvil l1, long l2ChainId) throws IOException {
        String owner = l1.call("eth_accounts").path(0).textValue();
        var deployer = new RollupContracts(l1, owner, zero(), zero(), zero());
        Address factoryImplementation = deployer.create("DisputeGameFactory");
        Address factory = deployer.proxy(factoryImplementation, call("initialize(address)", word(owner)));
        Address anchors = deployer.proxy(
                deployer.create("AnchorStateRegistry", word(factory)),
                call(
                        "initialize((uint32,(bytes32,uint256))[])",
                        Word.ofNumber(Word.LENGTH),
                        Word.ofNumber(1),
                        Word.ofNumber(GAME_TYPE),
                        Word.keccak(new byte[1]),
                        Word.ZERO));
        Address weth = deployer.proxy(
                deployer.create("DelayedWETH", Word.ofNumber(1)),
                call("initialize(address,address)", word(owner), word(owner)));
        Address oracle = deployer.create("PreimageOracle", Word.ofNumber(126_000), Word.ofNumber(86_400));
        Address game = deployer.create(
                "FaultDisputeGame",
                Word.ofNumber(GAME_TYPE),
                Word.keccak(new byte[0]),
                Word.ofNumber(73),
                Word.ofNumber(30),
                Word.ofNumber(10_800),
                Word.ofNumber(GAME_SECONDS),
                word(deployer.create("MIPS", word(oracle))),
                word(weth),
                word(anchors),
                Word.ofNumber(l2ChainId));
        deployer.send(factory, call("setImplementation(uint32,address)", Word.ofNumber(GAME_TYPE), word(game)));
        return new RollupContracts(l1, owner, factory, factoryImplementation, game);
    }

    /** Where the factory lives: its proxy. */
    public Address factory() {
        return factory;
    }

    /** Hashes of the codes that claims rest on: the proxy's, the factory's, the game's. */
    public List<Word> codes() {
        return List.of(codeHash(factory), codeHash(factoryImplementation), codeHash(gameImplementation));
    }

    private Word codeHash(Address address) {
        return Word.keccak(bytes(l1.call("eth_getCode", address.hex(), "latest").textValue()));
    }

    /** Claims an output root; gives the game. */
    public Address claim(Word outputRoot, long l2Block) {
        byte[] data = call(
                "create(uint32,bytes32,bytes)",
                Word.ofNumber(GAME_TYPE),
                outputRoot,
                Word.ofNumber(3 * Word.LENGTH),
                Word.ofNumber(Word.LENGTH),
                Word.ofNumber(l2Block));
        JsonNode receipt = send(factory, data);
        // DisputeGameCreated(address indexed disputeProxy, uint32 indexed gameType, bytes32 indexed rootClaim)
        for (JsonNode log : receipt.path("logs")) {
            if (log.path("address").textValue().equals(factory.hex())) {
                return address("0x" + log.path("topics").path(1).textValue().substring(26));
            }
        }
        throw new AssertionError("no game was created: " + receipt);
    }

    /** Contests the root claim of a game. */
    public void attack(Address game, Word outputRoot) {
        Word firstBelowRoot = Word.ofNumber(2);
        String bond = l1.call(
                        "eth_call",
                        Map.of(
                                "to",
                                game.hex(),
                                "data",
                                HexData.encode(call("getRequiredBond(uint128)", firstBelowRoot))),
                        "latest")
                .textValue();
        String wei = "0x" + new BigInteger(bond.substring(2), 16).toString(16);
        byte[] data = call("attack(bytes32,uint256,bytes32)", outputRoot, Word.ZERO, Word.keccak(new byte[] {7}));
        send(Map.of("from", owner, "to", game.hex(), "data", HexData.encode(data), "value", wei, "gas", GAS));
    }

    /** Lets everybody's time run out and closes a game, contested or not. */
    public void resolve(Address game, boolean isContested) {
        passTime(GAME_SECONDS + 1);
        if (isContested) {
            send(game, call("resolveClaim(uint256,uint256)", Word.ofNumber(1), Word.ZERO));
        }
        send(game, call("resolveClaim(uint256,uint256)", Word.ZERO, Word.ZERO));
        send(game, call("resolve()"));
    }

    /** Lets time pass on L1 and makes blocks, so that all before it is final. */
    public void passTime(long seconds) {
        l1.call("evm_increaseTime", seconds);
        settle();
    }

    /** Makes blocks until all before is final. */
    public void settle() {
        l1.mine(4);
    }

    /** Deploys an output oracle whose next output is for that block of the rollup. */
    public Address oracle(long nextL2Block) throws IOException {
        return proxy(
                create("L2OutputOracle"),
                call(
                        "initialize(uint256,uint256,uint256,uint256,address,address,uint256)",
                        Word.ofNumber(1),
                        Word.ofNumber(1),
                        Word.ofNumber(nextL2Block - 1),
                        Word.ofNumber(1),
                        word(owner),
                        word(owner),
                        Word.ofNumber(ORACLE_DELAY_SECONDS)));
    }

    /** Writes the next output of an oracle. */
    public void propose(Address oracle, Word outputRoot, long l2Block) {
        send(
                oracle,
                call(
                        "proposeL2Output(bytes32,uint256,bytes32,uint256)",
                        outputRoot,
                        Word.ofNumber(l2Block),
                        Word.ZERO,
                        Word.ZERO));
    }

    /** Deletes an oracle's outputs from one on. */
    public void delete(Address oracle, long fromIndex) {
        send(oracle, call("deleteL2Outputs(uint256)", Word.ofNumber(fromIndex)));
    }

    /** Puts the contract that takes withdrawals where a rollup has it, with one withdrawal in it. */
    public static void installMessagePasser(Anvil l2) throws IOException {
        String address = "0x4200000000000000000000000000000000000016";
        JsonNode artifact = artifact("L2ToL1MessagePasser");
        l2.call(
                "anvil_setCode",
                address,
                artifact.path("deployedBytecode").path("object").textValue());
        withdraw(l2, 1);
    }

    /** Makes another withdrawal on the rollup. */
    public static void withdraw(Anvil l2, long wei) {
        String from = l2.call("eth_accounts").path(0).textValue();
        byte[] data = call(
                "initiateWithdrawal(address,uint256,bytes)",
                word(from),
                Word.ofNumber(21_000),
                Word.ofNumber(3 * Word.LENGTH),
                Word.ZERO);
        new RollupContracts(l2, from, zero(), zero(), zero())
                .send(Map.of(
                        "from",
                        from,
                        "to",
                        "0x4200000000000000000000000000000000000016",
                        "value",
                        "0x" + Long.toHexString(wei),
                        "data",
                        HexData.encode(data),
                        "gas",
                        "0x100000"));
    }

    private Address proxy(Address implementation, byte[] initialise) throws IOException {
        Address proxy = create("Proxy", word(owner));
        var arguments = new AbiWriter(2).address(implementation).bytes(initialise);
        send(proxy, arguments.call(AbiWriter.selector("upgradeToAndCall(address,bytes)")));
        return proxy;
    }

    private Address create(String contract, Word... arguments) throws IOException {
        var code = new ByteArrayOutputStream();
        code.writeBytes(bytes(artifact(contract).path("bytecode").path("object").textValue()));
        for (Word argument : arguments) {
            code.writeBytes(argument.bytes());
        }
        JsonNode receipt = send(Map.of("from", owner, "data", HexData.encode(code.toByteArray()), "gas", GAS));
        return address(receipt.path("contractAddress").textValue());
    }

    private JsonNode send(Address to, byte[] data) {
        return send(Map.of("from", owner, "to", to.hex(), "data", HexData.encode(data), "gas", GAS));
    }

    private JsonNode send(Map<String, String> transaction) {
        String hash = l1.call("eth_sendTransaction", new HashMap<>(transaction)).textValue();
        JsonNode receipt = l1.call("eth_getTransactionReceipt", hash);
        if (receipt.isNull()) {
            l1.mine(1);
            receipt = l1.call("eth_getTransactionReceipt", hash);
        }
        if (!"0x1".equals(receipt.path("status").textValue())) {
            throw new AssertionError(
                    "a transaction failed: " + l1.call("debug_traceTransaction", hash, Map.of("tracer", "callTracer")));
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

    private static JsonNode artifact(String contract) throws IOException {
        // Reading one runs npm where that was not done yet, or skips the test.
        Anvil.binary();
        Path file = ARTIFACTS.resolve(contract + ".sol").resolve(contract + ".json");
        return JSON.readTree(Files.readAllBytes(file));
    }

    private static Word word(String address) {
        return word(address(address));
    }

    private static Word word(Address address) {
        byte[] word = new byte[Word.LENGTH];
        System.arraycopy(address.bytes(), 0, word, Word.LENGTH - Address.LENGTH, Address.LENGTH);
        return Word.of(word);
    }

    private static Address zero() {
        return Address.of(new byte[Address.LENGTH]);
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
