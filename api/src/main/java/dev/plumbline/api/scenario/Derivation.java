package dev.plumbline.api.scenario;

import dev.plumbline.ledger.rpc.BlockReader;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.WholeBlock;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.Deposits;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a rollup's own transactions in each block: the L1 attributes, and in the first block of an epoch the
 * deposits of its L1 block (OP Stack, derivation and deposits). The origin of a block is that of the one before it or the next L1
 * block, if that is not younger than the block itself. For one thread.
 */
final class Derivation {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Address DEPOSITOR = address("0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001");
    private static final Address ATTRIBUTES = address("0x4200000000000000000000000000000000000015");
    private static final int SET_ISTHMUS = 0x098999be;
    private static final int ISTHMUS_BYTES = 176;
    private static final int SCALARS_BYTES = 8;
    private static final int ATTRIBUTES_GAS = 1_000_000;

    private final BlockReader l1;
    private final Address portal;
    private final Behaviour behaviour;
    private WholeBlock origin;
    private long sequence;
    private @Nullable WholeBlock upcoming;

    /**
     * The front of a block.
     *
     * @param origin the L1 block under which it stands
     * @param sequence how many blocks stand under it already
     * @param transactions raw, in order
     * @param forced the deposits among them, by their hashes on the rollup
     * @param leftOut deposits that should be among them and are not
     */
    record Front(WholeBlock origin, long sequence, List<byte[]> transactions, List<Word> forced, List<Word> leftOut) {
        /** Copies the lists. */
        Front {
            transactions = List.copyOf(transactions);
            forced = List.copyOf(forced);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** From the newest block that L1 has now. */
    static Derivation from(URI l1, long newest, Address portal, Behaviour behaviour) throws RpcException {
        var reader = new BlockReader(l1, TIMEOUT);
        WholeBlock origin = reader.at(newest);
        if (origin == null) {
            throw RpcException.badAnswer("eth_getBlockByNumber", "has no block " + newest);
        }
        return new Derivation(reader, portal, behaviour, origin);
    }

    private Derivation(BlockReader l1, Address portal, Behaviour behaviour, WholeBlock origin) {
        this.l1 = l1;
        this.portal = portal;
        this.behaviour = behaviour;
        this.origin = origin;
    }

    /** The front of the next block, if it is made at that time; made or not, asking again changes nothing. */
    Front next(long timeMillis) throws RpcException {
        if (upcoming == null) {
            upcoming = l1.at(origin.header().number() + 1);
        }
        WholeBlock following = upcoming;
        if (following != null && following.header().header().timestampSeconds() * 1_000 <= timeMillis) {
            return front(following, 0);
        }
        return front(origin, sequence + 1);
    }

    /** A block with this front was made. */
    void made(Front front) {
        if (front.origin() != origin) {
            upcoming = null;
        }
        origin = front.origin();
        sequence = front.sequence();
    }

    private Front front(WholeBlock epoch, long number) throws RpcException {
        var transactions = new ArrayList<byte[]>();
        var forced = new ArrayList<Word>();
        var leftOut = new ArrayList<Word>();
        transactions.add(attributes(epoch.header(), number));
        if (number == 0) {
            for (DepositedTransaction deposit : deposits(epoch)) {
                if (behaviour.takesForced(deposit.from())) {
                    transactions.add(deposit.encode());
                    forced.add(deposit.hash());
                } else {
                    leftOut.add(deposit.hash());
                }
            }
        }
        return new Front(epoch, number, transactions, forced, leftOut);
    }

    private List<DepositedTransaction> deposits(WholeBlock epoch) throws RpcException {
        var deposits = new ArrayList<DepositedTransaction>();
        long logIndex = 0;
        try {
            for (TransactionReceipt receipt : epoch.receipts()) {
                for (ContractLog log : receipt.logs()) {
                    DepositedTransaction deposit =
                            Deposits.derive(log, portal, epoch.header().hash(), logIndex++);
                    if (deposit != null) {
                        deposits.add(deposit);
                    }
                }
            }
        } catch (MalformedException e) {
            throw RpcException.badAnswer("eth_getBlockReceipts", String.valueOf(e.getMessage()));
        }
        return deposits;
    }

    /** The transaction that tells the rollup of its L1 block, in the layout of Isthmus. */
    private static byte[] attributes(RpcBlock epoch, long number) {
        byte[] epochAndNumber = pair(epoch.hash(), Word.ofNumber(number));
        byte[] source = pair(Word.ofNumber(1), Word.keccak(epochAndNumber));
        ByteBuffer call = ByteBuffer.allocate(ISTHMUS_BYTES).putInt(SET_ISTHMUS);
        call.put(new byte[SCALARS_BYTES])
                .putLong(number)
                .putLong(epoch.header().timestampSeconds())
                .putLong(epoch.number());
        // Nobody pays for data here, so what L1 takes for it is left 0, and so is what comes behind the hash.
        call.put(new byte[2 * Word.LENGTH]).put(epoch.hash().bytes());
        byte[] fields = RlpItem.of(List.of(
                        RlpItem.of(Word.keccak(source).bytes()),
                        RlpItem.of(DEPOSITOR.bytes()),
                        RlpItem.of(ATTRIBUTES.bytes()),
                        RlpItem.of(new byte[0]),
                        RlpItem.of(new byte[0]),
                        RlpItem.ofNumber(BigInteger.valueOf(ATTRIBUTES_GAS)),
                        RlpItem.of(new byte[0]),
                        RlpItem.of(call.array())))
                .encode();
        return ByteBuffer.allocate(1 + fields.length)
                .put((byte) TransactionReceipt.DEPOSIT_TYPE)
                .put(fields)
                .array();
    }

    private static byte[] pair(Word left, Word right) {
        return ByteBuffer.allocate(2 * Word.LENGTH)
                .put(left.bytes())
                .put(right.bytes())
                .array();
    }

    private static Address address(String hex) {
        try {
            return Address.parseHex(hex, "address");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned address is not one", e);
        }
    }
}
