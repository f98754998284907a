package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/**
 * A made-up newer block whose history contract (EIP-2935) knows older ones, for the conformance vectors: changed first and
 * then proven honestly. All values are {@code 0x} and hex.
 */
public final class ChangedHistory {
    /** Height of the newer block. */
    public static final long NEWER = 100_000;

    private static final int RING = 8_191;

    private final SlowTrie state = new SlowTrie();
    private final SlowTrie ring = new SlowTrie();
    private Word codeHash = BlockHistory.CODE_HASH;
    private boolean hasContract = true;

    /** Evidence for one older block. */
    public record Evidence(String header, List<String> accountProof, List<String> storageProof) {}

    /** A history that knows blocks at and near both ends of its window. */
    public ChangedHistory() {
        for (long number : new long[] {NEWER - 1, NEWER - 2, NEWER - 500, NEWER - RING + 1, NEWER - RING}) {
            BigInteger hash = new BigInteger(hash(number).substring(2), 16);
            ring.put(key(number), RlpItem.ofNumber(hash).encode());
        }
        for (int i = 0; i < 20; i++) {
            state.put(MadeUpChain.key(new byte[] {(byte) i}), account(TrieProof.EMPTY_ROOT, Word.ZERO));
        }
    }

    /** The hash that the history holds for a block. */
    public static String hash(long number) {
        return Word.keccak(Word.ofNumber(number).bytes()).toString();
    }

    /** Lets the contract run other code. */
    public ChangedHistory codeHash(String hex) {
        codeHash = Word.of(HexFormat.of().parseHex(hex));
        return this;
    }

    /** Lets the chain have no such contract. */
    public ChangedHistory withoutContract() {
        hasContract = false;
        return this;
    }

    /** The evidence of an honest node for the slot of a block, in the window or not. */
    public Evidence evidence(long number) {
        byte[] place = MadeUpChain.key(BlockHistory.CONTRACT.bytes());
        if (hasContract) {
            state.put(place, account(ring.root(), codeHash));
        }
        List<RlpItem> header = MadeUpChain.headerFields(state.root(), NEWER);
        return new Evidence(
                HexData.encode(RlpItem.of(header).encode()),
                state.prove(place).stream().map(HexData::encode).toList(),
                ring.prove(key(number)).stream().map(HexData::encode).toList());
    }

    private static byte[] key(long number) {
        return MadeUpChain.key(Word.ofNumber(number % RING).bytes());
    }

    private static byte[] account(Word storageRoot, Word codeHash) {
        return RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.of(storageRoot.bytes()),
                        RlpItem.of(codeHash.bytes())))
                .encode();
    }
}
