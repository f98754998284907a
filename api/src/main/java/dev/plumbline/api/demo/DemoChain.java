package dev.plumbline.api.demo;

import dev.plumbline.ledger.anchor.AnchorDeployment;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The demonstration's Ethereum: a real node of its own, final after two blocks, and the log's contract on it. */
public final class DemoChain implements Closeable {
    /** The key that every such node funds and prints at its start; worth nothing anywhere else. */
    private static final String FUNDED_KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Child node;
    private final String rpc;
    private final Path keyFile;
    private final Address contract;

    private DemoChain(Child node, String rpc, Path keyFile, Address contract) {
        this.node = node;
        this.rpc = rpc;
        this.keyFile = keyFile;
        this.contract = contract;
    }

    /** Starts the node, which makes a block a second, and deploys the contract. */
    public static DemoChain start(Path anvil, Path work, String origin) throws IOException {
        return start(anvil, work, origin, List.of("--block-time", "1"));
    }

    /**
     * Starts the node at another time, and deploys the contract. It makes a block for each transaction, and whenever it is told,
     * until {@link #keepPace}.
     *
     * @param timeSeconds since the epoch
     */
    public static DemoChain startAt(Path anvil, Path work, String origin, long timeSeconds) throws IOException {
        return start(anvil, work, origin, List.of("--timestamp", Long.toString(timeSeconds)));
    }

    private static DemoChain start(Path anvil, Path work, String origin, List<String> more) throws IOException {
        var command = new ArrayList<>(List.of(anvil.toString(), "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--slots-in-an-epoch", "1"));
        command.addAll(more);
        Child node = Child.start(command, "Listening on ", work.resolve("anvil.log"));
        String rpc = "http://" + node.address();
        AccountKey key = AccountKey.of(HexFormat.of().parseHex(FUNDED_KEY));
        Path keyFile = work.resolve("anchor.key");
        try {
            key.save(keyFile);
            Address contract = AnchorDeployment.deploy(
                    new EthereumRpc(URI.create(rpc), TIMEOUT), key, AnchorPolicy.DEFAULT, origin);
            return new DemoChain(node, rpc, keyFile, contract);
        } catch (RpcException e) {
            node.close();
            throw new IOException("the contract could not be deployed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            node.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the contract was deployed", e);
        }
    }

    /** From now on the node makes a block a second, and none for a transaction. */
    public void keepPace() throws IOException {
        new JsonRpc(URI.create(rpc), TIMEOUT).call("evm_setIntervalMining", List.of(1));
    }

    public String rpc() {
        return rpc;
    }

    public Address contract() {
        return contract;
    }

    /** What {@code plumb serve} has to be told to anchor here. */
    public List<String> serveOptions() {
        return List.of("--rpc", rpc, "--anchor-key", keyFile.toString(), "--contract", contract.hex());
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
