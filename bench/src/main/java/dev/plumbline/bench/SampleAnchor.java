package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evidence of an anchor in the shape that mainnet gives it: a header of 21 fields, seven full branches above the account, one
 * branch of five children above the slots.
 *
 * <p>The tries need not exist: any siblings lead to some root.
 */
final class SampleAnchor {
    static final String CHAIN = "eip155:1";
    static final Address CONTRACT = Address.of(new byte[Address.LENGTH]);

    private static final int BRANCH_WIDTH = 16;
    private static final int ACCOUNT_BRANCHES = 7;
    private static final long BLOCK = 23_000_000;
    private static final RlpItem NONE = RlpItem.of(new byte[0]);

    final List<byte[]> accountProof;
    final List<byte[]> storageProof;
    final byte[] header;

    private final TreeHead head;

    SampleAnchor(String origin, TreeHead head) {
        this.head = head;
        BigInteger latest = BigInteger.valueOf(BLOCK - 10).shiftLeft(Long.SIZE).or(BigInteger.valueOf(head.size()));
        storageProof = storage(List.of(
                latest,
                number(head.root().bytes()),
                number(Samples.hash("chain").bytes()),
                BigInteger.ONE.shiftLeft(159),
                number(Samples.hash(origin).bytes())));
        accountProof = account(Word.keccak(storageProof.get(0)));
        header = header(Word.keccak(accountProof.get(0)));
    }

    AnchorEvidence evidence(List<Hash> path) {
        return new AnchorEvidence(
                CHAIN,
                CONTRACT,
                head.size(),
                path,
                HexData.encode(header),
                accountProof.stream().map(HexData::encode).toList(),
                storageProof.stream().map(HexData::encode).toList());
    }

    /** A branch under which the five slots part ways at their first nibble, and the leaves of those that are proven. */
    private static List<byte[]> storage(List<BigInteger> slots) {
        List<RlpItem> children = new ArrayList<>(Collections.nCopies(BRANCH_WIDTH + 1, NONE));
        var leaves = new ArrayList<byte[]>();
        for (int slot = 0; slot < slots.size(); slot++) {
            String key = nibbles(Word.ofNumber(slot).bytes());
            byte[] leaf = leaf(key, 1, RlpItem.ofNumber(slots.get(slot)).encode());
            int child = Character.digit(key.charAt(0), BRANCH_WIDTH);
            if (children.get(child) != NONE) {
                throw new IllegalStateException("two slots share a nibble");
            }
            children.set(child, RlpItem.of(Word.keccak(leaf).bytes()));
            if (AnchorLayout.provenSlots().contains(Word.ofNumber(slot))) {
                leaves.add(leaf);
            }
        }
        leaves.add(0, RlpItem.of(children).encode());
        return leaves;
    }

    private static List<byte[]> account(Word storageRoot) {
        String key = nibbles(CONTRACT.bytes());
        RlpItem account = RlpItem.of(List.of(
                RlpItem.ofNumber(BigInteger.ONE),
                RlpItem.ofNumber(BigInteger.ZERO),
                RlpItem.of(storageRoot.bytes()),
                RlpItem.of(AnchorLayout.CODE_HASH.bytes())));
        var nodes = new ArrayList<byte[]>();
        nodes.add(leaf(key, ACCOUNT_BRANCHES, account.encode()));
        for (int level = ACCOUNT_BRANCHES - 1; level >= 0; level--) {
            String place = "branch " + level + " child ";
            List<RlpItem> children = new ArrayList<>(IntStream.range(0, BRANCH_WIDTH)
                    .mapToObj(child -> RlpItem.of(Samples.hash(place + child).bytes()))
                    .toList());
            children.set(
                    Character.digit(key.charAt(level), BRANCH_WIDTH),
                    RlpItem.of(Word.keccak(nodes.get(0)).bytes()));
            children.add(NONE);
            nodes.add(0, RlpItem.of(children).encode());
        }
        return nodes;
    }

    private static byte[] header(Word stateRoot) {
        List<RlpItem> fields = new ArrayList<>();
        int[] sizes = {32, 32, 20, 32, 32, 32, 256, 0, 0, 4, 4, 0, 12, 32, 8, 5, 32, 3, 3, 32, 32};
        for (int i = 0; i < sizes.length; i++) {
            byte[] filled = ("field " + i + " ").repeat(sizes[i]).getBytes(UTF_8);
            fields.add(RlpItem.of(Arrays.copyOf(filled, sizes[i])));
        }
        fields.set(3, RlpItem.of(stateRoot.bytes()));
        fields.set(8, RlpItem.ofNumber(BigInteger.valueOf(BLOCK)));
        fields.set(11, RlpItem.ofNumber(BigInteger.valueOf(1_763_700_000L)));
        return RlpItem.of(fields).encode();
    }

    /** A leaf that holds the rest of a key from a nibble on, in hex-prefix encoding. */
    private static byte[] leaf(String key, int from, byte[] value) {
        var path = new ByteArrayOutputStream();
        String flagged = (key.length() - from) % 2 == 0 ? "20" + key.substring(from) : "3" + key.substring(from);
        for (int i = 0; i < flagged.length(); i += 2) {
            path.write(Integer.parseInt(flagged, i, i + 2, BRANCH_WIDTH));
        }
        return RlpItem.of(List.of(RlpItem.of(path.toByteArray()), RlpItem.of(value)))
                .encode();
    }

    /** Where a trie keeps what belongs to these bytes. */
    private static String nibbles(byte[] bytes) {
        return Word.keccak(bytes).hex().substring(2);
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }
}
