package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.demo.Child;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollup with one sequencer: a real node (anvil) that makes a block when it is told and takes transactions in the order in
 * which they come, behind a front that keeps what it is sent in a pool of its own. A {@link Behaviour} decides what becomes of
 * it. The front is the sequencer's endpoint; everything but sending it hands on to the node.
 */
public final class SequencerNode implements Closeable {
    /** EIP-155 id of the chain. */
    public static final long CHAIN_ID = 901;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int GAS_MAX = 30_000_000;
    private static final long KEYS_SEED = 901;

    private final Object nodeLock;
    private final Child node;
    private final URI nodeUrl;
    private final JsonRpc rpc;
    private final SequencerDesk desk;
    private final RpcFront front;
    private final BlockMaker maker;

    private SequencerNode(
            Object nodeLock,
            Child node,
            URI nodeUrl,
            JsonRpc rpc,
            SequencerDesk desk,
            RpcFront front,
            BlockMaker maker) {
        this.nodeLock = nodeLock;
        this.node = node;
        this.nodeUrl = nodeUrl;
        this.rpc = rpc;
        this.desk = desk;
        this.front = front;
        this.maker = maker;
    }

    /**
     * Starts the node; its first block has the clock's time, and every later one has to be asked for.
     *
     * @param anvil the program
     * @param log where its complaints go
     */
    public static SequencerNode start(Path anvil, Path log, SimulatedClock clock, Behaviour behaviour)
            throws IOException {
        Child node = Child.start(command(anvil, clock), "Listening on ", log);
        try {
            URI nodeUrl = URI.create("http://" + node.address());
            var rpc = new JsonRpc(nodeUrl, TIMEOUT);
            // The node's own first block has no true state root, so nobody could follow from it.
            rpc.call("evm_setNextBlockTimestamp", List.of(clock.millis() / 1_000));
            rpc.call("evm_mine", List.of());
            var maker = new BlockMaker(behaviour, 1);
            var nodeLock = new Object();
            var desk = new SequencerDesk(nodeLock, maker, clock);
            RpcFront front = RpcFront.open(nodeUrl, desk);
            return new SequencerNode(nodeLock, node, nodeUrl, rpc, desk, front, maker);
        } catch (IOException e) {
            node.close();
            throw e;
        }
    }

    private static List<String> command(Path anvil, SimulatedClock clock) {
        var command = new ArrayList<>(List.of(anvil.toString(), "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--network", "optimism", "--chain-id", Long.toString(CHAIN_ID)));
        command.addAll(List.of("--no-mining", "--order", "fifo", "--slots-in-an-epoch", "4"));
        command.addAll(List.of("--timestamp", Long.toString(clock.millis() / 1_000 - 2)));
        command.addAll(List.of("--gas-limit", Integer.toString(GAS_MAX), "--disable-min-priority-fee"));
        command.addAll(List.of("--block-base-fee-per-gas", Long.toString(BlockMaker.BASE_FEE_WEI)));
        return command;
    }

    /** The sequencer's endpoint, where transactions are handed in. */
    public URI url() {
        return front.url();
    }

    /** The node behind it, which tells the truth. */
    public URI nodeUrl() {
        return nodeUrl;
    }

    /** What decides. */
    public BlockMaker maker() {
        return maker;
    }

    /** What takes transactions. */
    SequencerDesk desk() {
        return desk;
    }

    /** Whose signature a block bears that one of the sequencer's keys signs. */
    public static Address signer(int key) {
        return Contributors.key(KEYS_SEED, key).address();
    }

    /** The secret of one of the sequencer's keys. A fresh array. */
    static byte[] secret(int key) {
        return Contributors.secret(KEYS_SEED, key);
    }

    /** Gives accounts money to pay with. */
    public void fund(List<Address> accounts) throws RpcException {
        for (Address account : accounts) {
            rpc.call(
                    "anvil_setBalance",
                    List.of(account.hex(), "0x" + BigInteger.TEN.pow(20).toString(16)));
        }
    }

    /**
     * Makes the block of a time, without deposits; null if the sequencer is dark.
     *
     * @throws RpcException if the node refuses the block or one of its transactions
     */
    public @Nullable NodeBlock produce(long timeMillis) throws RpcException {
        return produce(timeMillis, List.of());
    }

    /**
     * The same with deposits in front.
     *
     * @param deposits whole transactions of type 0x7e, of different senders each
     */
    public @Nullable NodeBlock produce(long timeMillis, List<byte[]> deposits) throws RpcException {
        synchronized (nodeLock) {
            MadeBlock made = maker.make(timeMillis);
            if (made == null) {
                return null;
            }
            rpc.call("evm_setNextBlockTimestamp", List.of(made.slot().timeMillis() / 1_000));
            rpc.call(
                    "anvil_setNextBlockBaseFeePerGas",
                    List.of("0x" + made.slot().baseFee().toString(16)));
            for (byte[] deposit : deposits) {
                rpc.call("eth_sendRawTransaction", List.of(HexData.encode(deposit)));
            }
            for (PooledTransaction transaction : made.transactions()) {
                rpc.call(
                        "eth_sendRawTransaction",
                        List.of(HexData.encode(transaction.signed().raw())));
            }
            rpc.call("evm_mine", List.of());
            JsonNode block = rpc.call("eth_getBlockByNumber", List.of("latest", false));
            Word hash = checked(block, made, deposits);
            return new NodeBlock(made, hash, gossip((ObjectNode) block, made, deposits));
        }
    }

    private List<byte[]> gossip(ObjectNode block, MadeBlock made, List<byte[]> deposits) {
        List<byte[]> transactions = new ArrayList<>(deposits);
        made.transactions().forEach(each -> transactions.add(each.signed().raw()));
        byte[] secret = secret(made.signer());
        List<byte[]> messages = new ArrayList<>();
        messages.add(Gossip.sign(block, transactions, secret));
        if (made.isEquivocal()) {
            ObjectNode other = block.deepCopy();
            HeaderForger.change(other);
            messages.add(Gossip.sign(other, transactions, secret));
        }
        return messages;
    }

    /** The planted truth rests on the node having done what it was told, so that is looked at. */
    private static Word checked(JsonNode block, MadeBlock made, List<byte[]> deposits) throws RpcException {
        long number = Long.decode(block.path("number").asText());
        List<String> wanted = new ArrayList<>();
        deposits.forEach(deposit -> wanted.add(Word.keccak(deposit).hex()));
        made.transactions().forEach(each -> wanted.add(each.hash().hex()));
        List<String> found = new ArrayList<>();
        block.path("transactions").forEach(hash -> found.add(hash.asText()));
        boolean isAsTold = number == made.slot().number() && found.equals(wanted);
        if (!isAsTold) {
            throw new IllegalStateException("block " + number + " of the node is not the one that it was told to make, "
                    + made.slot().number() + " with " + wanted.size() + " transactions");
        }
        try {
            return Word.of(HexData.parseExactly(block.path("hash").asText(), "block hash", Word.LENGTH));
        } catch (MalformedException e) {
            throw new IllegalStateException("the node's block has no hash", e);
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        node.close();
    }
}
