package dev.plumbline.ledger.devnet;

import static dev.plumbline.ledger.devnet.ContractDeployer.call;
import static dev.plumbline.ledger.devnet.ContractDeployer.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.util.List;

/**
 * The contracts of a rollup that settle what is claimed of it: the factory of dispute games behind its proxy, the registry of
 * anchor states, the delayed money of the bonds and one implementation of a game, about the rollup of one chain id.
 */
public final class DisputeContracts {
    /** The type of the games. */
    public static final long GAME_TYPE = 0;

    private static final long MAX_DEPTH = 73;
    private static final long SPLIT_DEPTH = 30;
    private static final long PREIMAGE_BYTES_MIN = 126_000;
    private static final long CHALLENGE_SECONDS = 86_400;

    private final ContractDeployer deployer;
    private final Address factory;
    private final List<Word> codes;

    /**
     * How long things take.
     *
     * @param gameSeconds after which nobody can contest a claim that nobody has contested
     * @param extensionSeconds that a player has at least for an answer, at most {@code gameSeconds}
     * @param bondSeconds for which the bonds are held back afterwards
     */
    public record Clocks(long gameSeconds, long extensionSeconds, long bondSeconds) {
        /** As on the chains that people use. */
        public static final Clocks USUAL = new Clocks(302_400, 10_800, 604_800);

        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException if one is not positive, or the extension longer than the game
         */
        public Clocks {
            if (extensionSeconds < 1 || gameSeconds < extensionSeconds || bondSeconds < 1) {
                throw new IllegalArgumentException("game of " + gameSeconds + " s with an extension of "
                        + extensionSeconds + " s and bonds held for " + bondSeconds + " s");
            }
        }
    }

    private DisputeContracts(ContractDeployer deployer, Address factory, List<Word> codes) {
        this.deployer = deployer;
        this.factory = factory;
        this.codes = codes;
    }

    /**
     * Deploys them.
     *
     * @param rollupChainId EIP-155 id of the rollup
     * @throws IOException if an artifact is missing, or the node fails or refuses
     */
    public static DisputeContracts deploy(ContractDeployer deployer, long rollupChainId, Clocks clocks)
            throws IOException {
        Word owner = word(deployer.owner());
        Address factoryImplementation = deployer.create("DisputeGameFactory");
        Address factory = deployer.proxy(factoryImplementation, call("initialize(address)", owner));
        Address weth = deployer.proxy(
                deployer.create("DelayedWETH", Word.ofNumber(clocks.bondSeconds())),
                call("initialize(address,address)", owner, owner));
        Address oracle =
                deployer.create("PreimageOracle", Word.ofNumber(PREIMAGE_BYTES_MIN), Word.ofNumber(CHALLENGE_SECONDS));
        Address game = deployer.create(
                "FaultDisputeGame",
                Word.ofNumber(GAME_TYPE),
                Word.keccak(new byte[0]),
                Word.ofNumber(MAX_DEPTH),
                Word.ofNumber(SPLIT_DEPTH),
                Word.ofNumber(clocks.extensionSeconds()),
                Word.ofNumber(clocks.gameSeconds()),
                word(deployer.create("MIPS", word(oracle))),
                word(weth),
                word(anchors(deployer, factory)),
                Word.ofNumber(rollupChainId));
        deployer.send(factory, call("setImplementation(uint32,address)", Word.ofNumber(GAME_TYPE), word(game)));
        List<Word> codes =
                List.of(deployer.codeHash(factory), deployer.codeHash(factoryImplementation), deployer.codeHash(game));
        return new DisputeContracts(deployer, factory, codes);
    }

    /** The states that games start from: none but one that nobody can have computed, of block 0. */
    private static Address anchors(ContractDeployer deployer, Address factory) throws IOException {
        return deployer.proxy(
                deployer.create("AnchorStateRegistry", word(factory)),
                call(
                        "initialize((uint32,(bytes32,uint256))[])",
                        Word.ofNumber(Word.LENGTH),
                        Word.ofNumber(1),
                        Word.ofNumber(GAME_TYPE),
                        Word.keccak(new byte[1]),
                        Word.ZERO));
    }

    /** Where the factory lives: its proxy. */
    public Address factory() {
        return factory;
    }

    /** Hashes of the codes that claims rest on: the proxy's, the factory's, the game's. */
    public List<Word> codes() {
        return codes;
    }

    /**
     * Claims an output root of a block of the rollup.
     *
     * @return the game about it
     */
    public Address claim(Word outputRoot, long rollupBlock) throws RpcException {
        byte[] data = call(
                "create(uint32,bytes32,bytes)",
                Word.ofNumber(GAME_TYPE),
                outputRoot,
                Word.ofNumber(3 * Word.LENGTH),
                Word.ofNumber(Word.LENGTH),
                Word.ofNumber(rollupBlock));
        // DisputeGameCreated(address indexed disputeProxy, uint32 indexed gameType, bytes32 indexed rootClaim)
        for (JsonNode log : deployer.send(factory, data).path("logs")) {
            if (log.path("address").asText().equals(factory.hex())) {
                return game(log.path("topics").path(1).asText());
            }
        }
        throw RpcException.badAnswer("eth_getTransactionReceipt", "the factory made no game");
    }

    private static Address game(String topic) throws RpcException {
        int padding = 2 + 2 * (Word.LENGTH - Address.LENGTH);
        if (topic.length() <= padding) {
            throw RpcException.badAnswer("eth_getTransactionReceipt", "the factory's log names no game");
        }
        return ContractDeployer.address("0x" + topic.substring(padding), "eth_getTransactionReceipt");
    }

    /**
     * Closes a game that nobody can contest any more.
     *
     * @param claims how many claims it holds, the root claim counted
     * @throws RpcException if its clock has not run out
     */
    public void resolve(Address game, int claims) throws RpcException {
        for (int claim = claims - 1; claim >= 0; claim--) {
            deployer.send(game, call("resolveClaim(uint256,uint256)", Word.ofNumber(claim), Word.ZERO));
        }
        deployer.send(game, call("resolve()"));
    }
}
