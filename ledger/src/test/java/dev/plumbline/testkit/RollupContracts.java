package dev.plumbline.testkit;

import static dev.plumbline.ledger.devnet.ContractDeployer.call;
import static dev.plumbline.ledger.devnet.ContractDeployer.word;

import dev.plumbline.ledger.devnet.ContractDeployer;
import dev.plumbline.ledger.devnet.DisputeContracts;
import dev.plumbline.ledger.devnet.ForgeArtifacts;
import dev.plumbline.ledger.devnet.Predeploys;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * The L1 contracts of an OP-Stack rollup on an anvil, whose time is in the test's hands, and what only tests do with them: contest
 * a claim, and write and delete the outputs of an oracle.
 */
@NullMarked
public final class RollupContracts {
    /** The type of the games. */
    public static final long GAME_TYPE = DisputeContracts.GAME_TYPE;
    /** Seconds for which the challenger may delete an output. */
    public static final long ORACLE_DELAY_SECONDS = 604_800;

    private static final DisputeContracts.Clocks CLOCKS = DisputeContracts.Clocks.USUAL;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ForgeArtifacts ARTIFACTS = new ForgeArtifacts(
            Path.of(System.getProperty("plumbline.root", ".."), "contracts").resolve(ForgeArtifacts.IN_NODE_MODULES));

    private final Anvil l1;
    private final ContractDeployer deployer;
    private final DisputeContracts disputes;

    private RollupContracts(Anvil l1, ContractDeployer deployer, DisputeContracts disputes) {
        this.l1 = l1;
        this.deployer = deployer;
        this.disputes = disputes;
    }

    /** Deploys the factory, a registry of anchor states and one implementation of a game about the rollup of that chain id. */
    public static RollupContracts deploy(Anvil l1, long l2ChainId) throws IOException {
        ContractDeployer deployer = deployer(l1);
        return new RollupContracts(l1, deployer, DisputeContracts.deploy(deployer, l2ChainId, CLOCKS));
    }

    /** What deploys contracts on a node; its first account stands for everybody. */
    public static ContractDeployer deployer(Anvil node) throws RpcException {
        return ContractDeployer.on(new JsonRpc(node.url(), TIMEOUT), ARTIFACTS);
    }

    /** Where the factory lives: its proxy. */
    public Address factory() {
        return disputes.factory();
    }

    /** Hashes of the codes that claims rest on: the proxy's, the factory's, the game's. */
    public List<Word> codes() {
        return disputes.codes();
    }

    /** Claims an output root; gives the game. */
    public Address claim(Word outputRoot, long l2Block) throws RpcException {
        return disputes.claim(outputRoot, l2Block);
    }

    /** Contests the root claim of a game, for the bond that this takes. */
    public void attack(Address game, Word outputRoot) throws RpcException {
        Word firstBelowRoot = Word.ofNumber(2);
        byte[] question = call("getRequiredBond(uint128)", firstBelowRoot);
        String bond = l1.call("eth_call", Map.of("to", game.hex(), "data", HexData.encode(question)), "latest")
                .textValue();
        byte[] data = call("attack(bytes32,uint256,bytes32)", outputRoot, Word.ZERO, Word.keccak(new byte[] {7}));
        deployer.send(game, new BigInteger(bond.substring(2), 16), data);
    }

    /** Lets everybody's time run out and closes a game, contested or not. */
    public void resolve(Address game, boolean isContested) throws RpcException {
        passTime(CLOCKS.gameSeconds() + 1);
        disputes.resolve(game, isContested ? 2 : 1);
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
        return deployer.proxy(
                deployer.create("L2OutputOracle"),
                call(
                        "initialize(uint256,uint256,uint256,uint256,address,address,uint256)",
                        Word.ofNumber(1),
                        Word.ofNumber(1),
                        Word.ofNumber(nextL2Block - 1),
                        Word.ofNumber(1),
                        word(deployer.owner()),
                        word(deployer.owner()),
                        Word.ofNumber(ORACLE_DELAY_SECONDS)));
    }

    /** Writes the next output of an oracle. */
    public void propose(Address oracle, Word outputRoot, long l2Block) throws RpcException {
        deployer.send(
                oracle,
                call(
                        "proposeL2Output(bytes32,uint256,bytes32,uint256)",
                        outputRoot,
                        Word.ofNumber(l2Block),
                        Word.ZERO,
                        Word.ZERO));
    }

    /** Deletes an oracle's outputs from one on. */
    public void delete(Address oracle, long fromIndex) throws RpcException {
        deployer.send(oracle, call("deleteL2Outputs(uint256)", Word.ofNumber(fromIndex)));
    }

    /** Puts the contract that takes withdrawals where a rollup has it, with one withdrawal in it. */
    public static void installMessagePasser(Anvil l2) throws IOException {
        Predeploys.messagePasser(new JsonRpc(l2.url(), TIMEOUT), ARTIFACTS);
        withdraw(l2, 1);
    }

    /** Makes another withdrawal on the rollup. */
    public static void withdraw(Anvil l2, long wei) throws RpcException {
        ContractDeployer sender = deployer(l2);
        byte[] data = call(
                "initiateWithdrawal(address,uint256,bytes)",
                word(sender.owner()),
                Word.ofNumber(21_000),
                Word.ofNumber(3 * Word.LENGTH),
                Word.ZERO);
        sender.send(MessagePasserRoot.CONTRACT, BigInteger.valueOf(wei), data);
    }
}
