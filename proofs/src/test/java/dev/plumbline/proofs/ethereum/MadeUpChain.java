package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A made-up chain of one block that holds an anchor contract: what {@link AnchorState#prove} has to accept. */
final class MadeUpChain {
    static final String ORIGIN = "ledger.example.org/attribution";
    static final TreeHead HEAD = new TreeHead(123, TreeHasher.leaf(new byte[] {1}));
    static final long BLOCK = 1_000;
    static final long ANCHORED_BLOCK = 990;

    final Map<Word, Word> slots = new LinkedHashMap<>();
    Address contract = Address.of(SlowTrie.bytes("0x" + "c0".repeat(20)));
    Word codeHash = AnchorLayout.CODE_HASH;
    List<RlpItem> header = new ArrayList<>();
    private final SlowTrie state = new SlowTrie();
    private final SlowTrie storage = new SlowTrie();

    MadeUpChain() {
        slots.put(AnchorLayout.SLOT_LATEST, packed(HEAD.size(), ANCHORED_BLOCK));
        slots.put(AnchorLayout.SLOT_ROOT, Word.of(HEAD.root().bytes()));
        slots.put(AnchorLayout.SLOT_CHAIN, Word.keccak(new byte[] {2}));
        slots.put(AnchorLayout.SLOT_OPERATOR, Word.ofNumber(77));
        slots.put(AnchorLayout.SLOT_ORIGIN, originHash(ORIGIN));
    }

    static Word packed(long size, long block) {
        BigInteger uint64 = BigInteger.ONE.shiftLeft(64);
        BigInteger low = BigInteger.valueOf(size).mod(uint64);
        return Word.ofShort(BigInteger.valueOf(block).shiftLeft(64).or(low).toByteArray());
    }

    static Word originHash(String origin) {
        Hash hash = TreeHasher.sha256(origin.getBytes(StandardCharsets.UTF_8));
        return Word.of(hash.bytes());
    }

    /** Builds the tries and the header; call after every change and before the getters below. */
    MadeUpChain sealed() {
        slots.forEach((slot, value) -> storage.put(
                key(slot.bytes()),
                RlpItem.ofNumber(new BigInteger(1, value.bytes())).encode()));
        for (int i = 0; i < 50; i++) {
            state.put(key(new byte[] {(byte) i}), account(BigInteger.valueOf(i), TrieProof.EMPTY_ROOT, Word.ZERO));
        }
        state.put(key(contract.bytes()), account(BigInteger.TWO.pow(70), storage.root(), codeHash));
        header = headerFields(state.root(), BLOCK);
        return this;
    }

    AnchorState prove() {
        return AnchorState.prove(headerRlp(), contract, ORIGIN, accountProof(), storageProof());
    }

    byte[] headerRlp() {
        return RlpItem.of(header).encode();
    }

    List<byte[]> accountProof() {
        return state.prove(key(contract.bytes()));
    }

    List<byte[]> storageProof() {
        return storage.prove(AnchorLayout.provenSlots().stream()
                .map(slot -> key(slot.bytes()))
                .toList());
    }

    Word storageRoot() {
        return storage.root();
    }

    static byte[] key(byte[] preimage) {
        return Word.keccak(preimage).bytes();
    }

    private static byte[] account(BigInteger balance, Word storageRoot, Word codeHash) {
        return RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.ONE),
                        RlpItem.ofNumber(balance),
                        RlpItem.of(storageRoot.bytes()),
                        RlpItem.of(codeHash.bytes())))
                .encode();
    }

    /** The 21 fields of an Osaka header. */
    static List<RlpItem> headerFields(Word stateRoot, long number) {
        List<RlpItem> fields = new ArrayList<>();
        int[] sizes = {32, 32, 20, 32, 32, 32, 256, 0, 0, 0, 0, 0, 5, 32, 8, 0, 32, 0, 0, 32, 32};
        for (int size : sizes) {
            fields.add(RlpItem.of(new byte[size]));
        }
        fields.set(3, RlpItem.of(stateRoot.bytes()));
        fields.set(8, RlpItem.ofNumber(BigInteger.valueOf(number)));
        fields.set(11, RlpItem.ofNumber(BigInteger.valueOf(1_763_700_000L)));
        return fields;
    }
}
