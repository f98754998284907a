package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The log's instance of the contract, seen through one node.
 *
 * <p>What it reads directly only guides the next step. What is stored has gone through the verifier.
 */
final class AnchorContract {
    /** The newest anchor that the contract holds, and the block in which it was made. */
    record Held(TreeHead head, long block) {}

    /** The queue of demands: id of the next one to be made, and of the oldest open one; the same if none is open. */
    record Queue(long next, long oldest) {}

    /** A place in the queue: the demand that holds it, when it becomes overdue, in seconds, and whether it is open. */
    record Place(long id, long deadline, boolean isOpen) {}

    private static final BigInteger LOW_64 = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private final EthereumRpc rpc;
    private final AnchorTarget target;

    AnchorContract(EthereumRpc rpc, AnchorTarget target) {
        this.rpc = rpc;
        this.target = target;
    }

    /** Checks that the contract is ours to anchor in, before anything is signed for it. */
    void requireOurs(AccountKey key) throws RpcException, AnchorTroubleException {
        requireOurLog();
        Address operator = operator();
        if (!operator.equals(key.address())) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NOT_OPERATOR,
                    "contract " + target.contract() + ": has operator " + operator + ", want " + key.address());
        }
    }

    /** Checks that the contract runs the code that is pinned and belongs to our log, whoever may anchor in it. */
    void requireOurLog() throws RpcException, AnchorTroubleException {
        Word codeHash = Word.keccak(rpc.code(target.contract()));
        if (!codeHash.equals(AnchorLayout.CODE_HASH)) {
            throw new AnchorTroubleException(
                    AnchorTrouble.WRONG_CODE,
                    "contract " + target.contract() + ": has code hash " + codeHash + ", want "
                            + AnchorLayout.CODE_HASH);
        }
        Word originHash = rpc.storageAt(target.contract(), AnchorLayout.SLOT_ORIGIN);
        if (!originHash.equals(RootAnchor.originHash(target.origin()))) {
            throw new AnchorTroubleException(
                    AnchorTrouble.WRONG_ORIGIN,
                    "contract " + target.contract() + ": belongs to another log, want " + target.origin());
        }
    }

    /** The account that may anchor. */
    Address operator() throws RpcException {
        return account(AnchorLayout.SLOT_OPERATOR);
    }

    /** The account that may make itself the operator; zero if none may. */
    Address successor() throws RpcException {
        return account(AnchorLayout.SLOT_SUCCESSOR);
    }

    private Address account(Word slot) throws RpcException {
        byte[] word = rpc.storageAt(target.contract(), slot).bytes();
        if (!Arrays.equals(
                word, 0, Word.LENGTH - Address.LENGTH, new byte[Word.LENGTH], 0, Word.LENGTH - Address.LENGTH)) {
            throw RpcException.badAnswer("eth_getStorageAt", "is no address");
        }
        return Address.of(Arrays.copyOfRange(word, Word.LENGTH - Address.LENGTH, Word.LENGTH));
    }

    /** Checks that the node follows the right chain. */
    void requireChain() throws RpcException, AnchorTroubleException {
        long chainId = rpc.chainId();
        if (chainId != target.chainId()) {
            throw new AnchorTroubleException(
                    AnchorTrouble.WRONG_CHAIN, "node: follows chain id " + chainId + ", want " + target.chainId());
        }
        Word genesis = target.genesis();
        if (genesis != null && !rpc.genesisHash().equals(genesis)) {
            throw new AnchorTroubleException(
                    AnchorTrouble.WRONG_CHAIN, "node: follows a chain with another genesis block, want " + genesis);
        }
    }

    /** What the newest block holds; size 0 before the first anchor. */
    Held held() throws RpcException {
        BigInteger latest = number(rpc.storageAt(target.contract(), AnchorLayout.SLOT_LATEST));
        BigInteger block = latest.shiftRight(Long.SIZE);
        BigInteger size = latest.subtract(block.shiftLeft(Long.SIZE));
        if (size.bitLength() >= Long.SIZE || block.bitLength() >= Long.SIZE) {
            throw RpcException.badAnswer("eth_getStorageAt", "is no packed size and block: " + latest.toString(16));
        }
        Word root = rpc.storageAt(target.contract(), AnchorLayout.SLOT_ROOT);
        return new Held(new TreeHead(size.longValue(), Hash.of(root.bytes())), block.longValue());
    }

    /** Where the queue of demands stands in the newest block. */
    Queue queue() throws RpcException {
        BigInteger packed = number(rpc.storageAt(target.contract(), AnchorLayout.SLOT_QUEUE));
        BigInteger next = low64(packed);
        BigInteger oldest = low64(packed.shiftRight(Long.SIZE));
        BigInteger length = next.subtract(oldest);
        if (next.bitLength() >= Long.SIZE
                || length.signum() < 0
                || length.compareTo(BigInteger.valueOf(AnchorLayout.QUEUE_MAX)) > 0) {
            throw RpcException.badAnswer("eth_getStorageAt", "is no queue of demands: " + packed.toString(16));
        }
        return new Queue(next.longValue(), oldest.longValue());
    }

    /** The place of a demand in the newest block; another demand may hold it by now. */
    Place place(long id) throws RpcException {
        BigInteger packed = number(rpc.storageAt(target.contract(), AnchorLayout.slotOfDemand(id)));
        BigInteger deadline = low64(packed.shiftRight(Long.SIZE));
        if (deadline.bitLength() >= Long.SIZE || low64(packed).bitLength() >= Long.SIZE) {
            throw RpcException.badAnswer("eth_getStorageAt", "is no demand: " + packed.toString(16));
        }
        boolean isOpen = packed.testBit(2 * Long.SIZE);
        return new Place(low64(packed).longValue(), deadline.longValue(), isOpen);
    }

    private static BigInteger low64(BigInteger number) {
        return number.and(LOW_64);
    }

    /** Evidence of what the contract holds at a block, as the verifier has accepted it. */
    StoredAnchor evidence(RpcBlock block) throws RpcException, AnchorTroubleException {
        EthereumRpc.Proof proof = rpc.proof(target.contract(), AnchorLayout.provenSlots(), block.number());
        try {
            return StoredAnchor.verified(target, block.headerRlp(), proof.account(), distinct(proof.slots()));
        } catch (MalformedException e) {
            throw new AnchorTroubleException(AnchorTrouble.EVIDENCE_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** The proofs of several slots as one list: each node once, where it is first needed. */
    private static List<byte[]> distinct(List<List<byte[]>> proofs) throws AnchorTroubleException {
        Map<Word, byte[]> byHash = new LinkedHashMap<>();
        proofs.stream().flatMap(Collection::stream).forEach(node -> byHash.putIfAbsent(Word.keccak(node), node));
        if (byHash.size() > Limits.TRIE_NODES_MAX) {
            throw new AnchorTroubleException(
                    AnchorTrouble.EVIDENCE_REFUSED,
                    "storage proof: has " + byHash.size() + " nodes, want at most " + Limits.TRIE_NODES_MAX);
        }
        return List.copyOf(byHash.values());
    }

    private static BigInteger number(Word word) {
        return new BigInteger(1, word.bytes());
    }
}
