package dev.plumbline.samples.cheats;

import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Call data of the contract's functions, as hex: four bytes that name the function, then words of 32 bytes. */
final class Calls {
    private static final int WORD = 32;

    private Calls() {}

    static String anchor(TreeHead head, List<Hash> proof) {
        return selector("anchor(uint64,bytes32,bytes32[])")
                + word(head.size())
                + head.root().hex()
                + word(3 * WORD)
                + hashes(proof);
    }

    /** Anchors a tree and shows that it holds one demanded entry. */
    static String anchorAndSatisfy(TreeHead head, List<Hash> proof, long demand, InclusionProof inclusion) {
        String consistency = hashes(proof);
        return selector("anchorAndSatisfy(uint64,bytes32,bytes32[],(uint64,uint64,bytes32[])[])")
                + word(head.size())
                + head.root().hex()
                + word(4 * WORD)
                + word(4 * WORD + consistency.length() / 2)
                + consistency
                + word(1)
                + word(WORD)
                + word(demand)
                + word(inclusion.leafIndex())
                + word(3 * WORD)
                + hashes(inclusion.path());
    }

    static String demand(String entry) {
        byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
        String padding = "00".repeat(Math.floorMod(-bytes.length, WORD));
        return selector("demand(bytes)")
                + word(WORD)
                + word(bytes.length)
                + HexFormat.of().formatHex(bytes)
                + padding;
    }

    static String verifyInclusion(Hash leaf, InclusionProof proof) {
        return selector("verifyInclusion(bytes32,uint64,bytes32[])")
                + leaf.hex()
                + word(proof.leafIndex())
                + word(3 * WORD)
                + hashes(proof.path());
    }

    /** What a function or an error is called on chain: the start of the hash of its name and types. */
    static String selector(String signature) {
        return Word.keccak(signature.getBytes(StandardCharsets.US_ASCII)).hex().substring(2, 10);
    }

    static String word(long number) {
        return Word.ofNumber(number).hex().substring(2);
    }

    private static String hashes(List<Hash> hashes) {
        var words = new StringBuilder(word(hashes.size()));
        hashes.forEach(hash -> words.append(hash.hex()));
        return words.toString();
    }
}
