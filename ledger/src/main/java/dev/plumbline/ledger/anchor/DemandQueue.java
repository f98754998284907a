package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.LogScan;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.List;

/**
 * What a node says of the demands on an anchor contract. The contract's storage says which demands there are, and of which
 * bytes; the bytes themselves are only in a log, which is held to that. So a node cannot make a demand up, change it or leave
 * it out without lying about storage, too, and a watcher needs no memory of its own: what is open now is all that counts.
 *
 * <p>Used by one thread. Every question may throw {@link RpcException}.
 */
public final class DemandQueue {
    private static final int BITS = Long.SIZE;

    private final AnchorEndpoints endpoints;
    private final Address contract;

    /** The queue of a contract, which is known to be an anchor contract, seen through one of some nodes. */
    public DemandQueue(AnchorEndpoints endpoints, Address contract) {
        this.endpoints = endpoints;
        this.contract = contract;
    }

    private EthereumRpc rpc() {
        return endpoints.current().rpc();
    }

    /** From here on asks the next node, if there are several. */
    public void askAnother() {
        endpoints.moveOn();
    }

    /**
     * Where the queue stands.
     *
     * @param next id of the next demand, which is how many there have been
     * @param oldest id of the oldest open one; {@code next} if none is open
     */
    public record Ends(long next, long oldest) {}

    /**
     * A demand as the contract holds it.
     *
     * @param id the demand
     * @param deadline time, in seconds since the epoch, from which no root is taken while it is open
     * @param isOpen whether nobody has shown yet that its entry is in the log
     */
    public record Place(long id, Hash leafHash, long deadline, boolean isOpen) {}

    /**
     * A demand as the contract announced it.
     *
     * @param block number of the block that it is in
     */
    public record Demanded(DemandedEvent event, long block) {}

    /** The block that the node calls final. */
    public long finalBlock() throws RpcException {
        return rpc().finalizedName().number();
    }

    /** The ends after a block. */
    public Ends ends(long block) throws RpcException {
        BigInteger packed = number(rpc().storageAt(contract, AnchorLayout.SLOT_QUEUE, block));
        var ends = new Ends(part(packed, 0), part(packed, 1));
        if (ends.oldest > ends.next || ends.next - ends.oldest > AnchorLayout.QUEUE_MAX) {
            throw RpcException.badAnswer(
                    "eth_getStorageAt", "is a queue from " + ends.oldest + " to " + ends.next + ", which cannot be");
        }
        return ends;
    }

    /**
     * The demand of an id that the queue held after a block.
     *
     * @param id from the oldest open one to the newest
     */
    public Place place(long id, long block) throws RpcException {
        Word leaf = rpc().storageAt(contract, AnchorLayout.slotOfDemandedLeaf(id), block);
        BigInteger packed = number(rpc().storageAt(contract, AnchorLayout.slotOfDemand(id), block));
        if (part(packed, 0) != id) {
            throw RpcException.badAnswer(
                    "eth_getStorageAt", "has demand " + part(packed, 0) + " in the place of demand " + id);
        }
        return new Place(id, Hash.of(leaf.bytes()), part(packed, 1), isOpen(packed));
    }

    private static boolean isOpen(BigInteger packed) {
        return packed.testBit(2 * BITS);
    }

    /** Whether a demand that was open after an earlier block still is after this one. */
    public boolean isOpen(long id, long block) throws RpcException {
        BigInteger packed = number(rpc().storageAt(contract, AnchorLayout.slotOfDemand(id), block));
        return part(packed, 0) == id && isOpen(packed);
    }

    /**
     * What was demanded, from the log that the contract wrote in the block of the demand.
     *
     * @param place the demand as the contract holds it
     * @param block a final block after which it held it
     * @return its {@code Demanded} event and the number of its block; the event has the hash and deadline of {@code place}
     */
    public Demanded demanded(Place place, long block) throws RpcException {
        long from = firstAt(place.deadline() - RootAnchor.WINDOW_SECONDS, block);
        long to = Math.min(block, from + LogScan.WINDOW_BLOCKS_MAX - 1);
        var scan = new LogScan(rpc(), contract, DemandedEvent.SIGNATURE, Word.ofNumber(place.id()));
        List<RpcLog> logs = scan.read(from, to);
        if (logs.size() != 1) {
            throw RpcException.badAnswer(
                    "eth_getLogs", "has " + logs.size() + " logs of demand " + place.id() + ", want 1");
        }
        DemandedEvent event = DemandedEvent.of(logs.get(0));
        boolean isSame = event.id() == place.id()
                && event.leafHash().equals(place.leafHash())
                && event.deadline() == place.deadline();
        if (!isSame) {
            throw RpcException.badAnswer(
                    "eth_getLogs", "has another demand " + place.id() + " than the contract holds");
        }
        return new Demanded(event, logs.get(0).blockNumber());
    }

    /** The root that the contract held after a block; size 0 before the first anchor. */
    public TreeHead anchored(long block) throws RpcException {
        BigInteger packed = number(rpc().storageAt(contract, AnchorLayout.SLOT_LATEST, block));
        Word root = rpc().storageAt(contract, AnchorLayout.SLOT_ROOT, block);
        return new TreeHead(part(packed, 0), Hash.of(root.bytes()));
    }

    /** Where in the log the entry of a satisfied demand was shown to be, in the blocks from one to another. */
    public SatisfiedEvent satisfied(long id, long fromBlock, long toBlock) throws RpcException {
        List<RpcLog> logs =
                new LogScan(rpc(), contract, SatisfiedEvent.SIGNATURE, Word.ofNumber(id)).read(fromBlock, toBlock);
        SatisfiedEvent event = logs.size() == 1 ? SatisfiedEvent.of(logs.get(0)) : null;
        if (event == null || event.id() != id) {
            throw RpcException.badAnswer("eth_getLogs", "has no one log that demand " + id + " was satisfied");
        }
        return event;
    }

    /** The first block that is not before a time; blocks of one chain never go back in time. Some 20 questions. */
    private long firstAt(long second, long newest) throws RpcException {
        long after = newest;
        long step = 1;
        // Back from the newest block in growing steps, to a block that is before that time.
        long before = after;
        while (before >= 0 && timestamp(before) >= second) {
            after = before;
            before = after - step;
            step *= 2;
        }
        before = Math.max(before, -1);
        while (after - before > 1) {
            long middle = (before + after) >>> 1;
            if (timestamp(middle) >= second) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return after;
    }

    private long timestamp(long number) throws RpcException {
        RpcBlock block = rpc().blockAt(number);
        if (block == null) {
            throw RpcException.badAnswer("eth_getBlockByNumber", "has no block " + number + ", and newer ones");
        }
        return block.header().timestampSeconds();
    }

    private static BigInteger number(Word word) {
        return new BigInteger(1, word.bytes());
    }

    /** The 64 bits of a packed slot from {@code 64 * place} on; all numbers there are far smaller. */
    private static long part(BigInteger packed, int place) throws RpcException {
        BigInteger part = packed.shiftRight(BITS * place)
                .and(BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE));
        if (part.bitLength() >= BITS) {
            throw RpcException.badAnswer("eth_getStorageAt", "holds the number " + part + ", want less than 2^63");
        }
        return part.longValue();
    }
}
