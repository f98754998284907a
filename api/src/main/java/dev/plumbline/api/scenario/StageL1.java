package dev.plumbline.api.scenario;

import dev.plumbline.ledger.devnet.ContractDeployer;
import dev.plumbline.ledger.devnet.DisputeContracts;
import dev.plumbline.ledger.devnet.ForgeArtifacts;
import dev.plumbline.ledger.devnet.PortalContracts;
import dev.plumbline.ledger.devnet.Predeploys;
import dev.plumbline.ledger.rollup.AttributionRegistry;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The L1 on which a scenario's rollup rests: a development node with the rollup's real contracts, which makes a block for each
 * transaction and whenever it is told, at times that the scenario says. For one thread.
 */
public final class StageL1 {
    /** How many blocks of the rollup pass while one of L1 is made, as on chains that people use. */
    public static final int ROLLUP_BLOCKS = 6;
    /** L1 blocks after which a deposit that no block of the rollup holds is overdue. */
    public static final int WINDOW_BLOCKS = 20;
    /** Where the rollup has the contract that announces events. */
    public static final Address REGISTRY = address("0x00000000000000000000000000000000000a77e5");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI url;
    private final JsonRpc node;
    private final ForgeArtifacts artifacts;
    private final Address portal;
    private final DisputeContracts disputes;

    private StageL1(URI url, JsonRpc node, ForgeArtifacts artifacts, Address portal, DisputeContracts disputes) {
        this.url = url;
        this.node = node;
        this.artifacts = artifacts;
        this.portal = portal;
        this.disputes = disputes;
    }

    /**
     * Deploys the contracts, in some dozens of blocks.
     *
     * @param url of a development node whose time is before the scenario's
     * @throws IOException if an artifact is missing, or the node fails
     */
    public static StageL1 open(URI url, ForgeArtifacts artifacts, DisputeContracts.Clocks clocks) throws IOException {
        var node = new JsonRpc(url, TIMEOUT);
        ContractDeployer deployer = ContractDeployer.on(node, artifacts);
        Address portal = PortalContracts.deploy(deployer);
        return new StageL1(
                url, node, artifacts, portal, DisputeContracts.deploy(deployer, SequencerNode.CHAIN_ID, clocks));
    }

    /** Where the node listens. */
    public URI url() {
        return url;
    }

    /** The contract that takes deposits. */
    public Address portal() {
        return portal;
    }

    /** The contracts that settle claims. */
    public DisputeContracts disputes() {
        return disputes;
    }

    /** Gives the node of a rollup what such a rollup has from its first block on. */
    void furnish(URI rollup) throws IOException {
        var rpc = new JsonRpc(rollup, TIMEOUT);
        Predeploys.messagePasser(rpc, artifacts);
        Predeploys.place(rpc, REGISTRY, AttributionRegistry.runtimeCode());
    }

    /** Gives an account money to pay with. */
    public void fund(Address account) throws RpcException {
        node.call(
                "anvil_setBalance",
                List.of(account.hex(), "0x" + BigInteger.TEN.pow(20).toString(16)));
    }

    /**
     * Says when the next block is made, whatever makes it.
     *
     * @throws RpcException if the newest block is not older
     */
    public void setTime(long millis) throws RpcException {
        node.call("evm_setNextBlockTimestamp", List.of(millis / 1_000));
    }

    /**
     * Makes a block.
     *
     * @throws RpcException if the newest block is not older
     */
    public void makeBlock(long timeMillis) throws RpcException {
        setTime(timeMillis);
        node.call("evm_mine", List.of());
    }

    private static Address address(String hex) {
        try {
            return Address.parseHex(hex, "address");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned address is not one", e);
        }
    }
}
