package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
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

    private final EthereumRpc rpc;
    private final AnchorTarget target;

    AnchorContract(EthereumRpc rpc, AnchorTarget target) {
        this.rpc = rpc;
        this.target = target;
    }

    /** Checks that the node follows the right chain and that the contract is ours, before anything is signed for it. */
    void requireOurs(AnchorKey key) throws RpcException, AnchorTroubleException {
        requireChain();
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
        BigInteger operator = number(rpc.storageAt(target.contract(), AnchorLayout.SLOT_OPERATOR));
        if (!operator.equals(new BigInteger(1, key.address().bytes()))) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NOT_OPERATOR,
                    "contract " + target.contract() + ": has operator 0x" + operator.toString(16) + ", want "
                            + key.address());
        }
    }

    private void requireChain() throws RpcException, AnchorTroubleException {
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
