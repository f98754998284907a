package dev.plumbline.proofs.cose;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A COSE receipt of inclusion, as SCITT tools read it: RFC 9942 section 5.2, verifiable data structure 1, in the profile of
 * docs/format/cose.md. Parsed, not verified.
 *
 * <p>It shows that the log has the entry, and nothing about the entry: the issuer's signature is checked by {@code
 * Event.checkSignatures}. There is one size in it, that of {@code head}, so the proof cannot choose the size that it is
 * judged by.
 *
 * @param head the log's signature under the tree
 * @param inclusion the way from the leaf to its root; hostile until checked
 */
public record CoseReceipt(HeadSignature head, InclusionProof inclusion) {
    /** The media type that RFC 9943 registers for receipts. */
    public static final String MEDIA_TYPE = "application/scitt-receipt+cose";

    private static final String SUBJECT = "COSE receipt";
    private static final int COSE_SIGN1 = 18;
    private static final int PROOFS = 396;
    private static final int INCLUSION = -1;

    /** The bytes of the receipt: a tagged COSE_Sign1 in deterministic CBOR, its payload, the root, detached. */
    public byte[] encode() {
        var proof = new CborWriter()
                .array(3)
                .integer(head.size())
                .integer(inclusion.leafIndex())
                .array(inclusion.path().size());
        for (Hash hash : inclusion.path()) {
            proof.bytes(hash.bytes());
        }
        return new CborWriter()
                .tag(COSE_SIGN1)
                .array(4)
                .bytes(head.protectedHeader())
                .map(1)
                .integer(PROOFS)
                .map(1)
                .integer(INCLUSION)
                .array(1)
                .bytes(proof.toByteArray())
                .nil()
                .bytes(head.signature())
                .toByteArray();
    }

    /** Reads what {@link #encode} writes and nothing else. */
    public static CoseReceipt parse(byte[] bytes) throws MalformedException {
        var reader = new CborReader(bytes, SUBJECT);
        if (bytes.length > Limits.COSE_BYTES_MAX) {
            throw reader.malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "has " + bytes.length + " bytes, want at most COSE_BYTES_MAX = " + Limits.COSE_BYTES_MAX);
        }
        reader.tag(COSE_SIGN1);
        reader.array(4);
        byte[] protectedHeader = reader.bytes();
        reader.map(1);
        reader.label(PROOFS);
        reader.map(1);
        reader.label(INCLUSION);
        reader.array(1);
        byte[] proof = reader.bytes();
        reader.nil();
        byte[] signature = reader.bytes();
        reader.end();
        HeadSignature head = HeadSignature.parse(protectedHeader, signature);
        var receipt = new CoseReceipt(head, parseProof(new CborReader(proof, SUBJECT), head.size()));
        // Every number that is not in its shortest form and every byte that is no UTF-8 ends here.
        if (!Arrays.equals(receipt.encode(), bytes)) {
            throw reader.malformed(Malformed.NOT_CANONICAL, "is not in the deterministic encoding");
        }
        return receipt;
    }

    private static InclusionProof parseProof(CborReader reader, long signedSize) throws MalformedException {
        reader.array(3);
        long size = reader.unsigned();
        if (size != signedSize) {
            throw reader.malformed(
                    Malformed.RULE, "proves for size " + size + ", and what is signed is size " + signedSize);
        }
        long index = reader.unsigned();
        long length = reader.array();
        if (length > Limits.PROOF_HASHES_MAX) {
            throw reader.malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "has " + length + " hashes, want at most PROOF_HASHES_MAX = " + Limits.PROOF_HASHES_MAX);
        }
        var path = new ArrayList<Hash>();
        for (long i = 0; i < length; i++) {
            byte[] hash = reader.bytes();
            if (hash.length != Hash.LENGTH) {
                throw reader.malformed(Malformed.VALUE, "has a hash of " + hash.length + " bytes, want 32");
            }
            path.add(Hash.of(hash));
        }
        reader.end();
        return new InclusionProof(index, path);
    }

    /**
     * Judges the receipt of a leaf. Total. Costs at most 63 hashes and, for each log key of that name and id, one Ed25519
     * verification.
     *
     * @param leafHash the hash of the entry that the reader holds, never one that came with the receipt
     */
    public CoseVerdict check(Hash leafHash, TrustPolicy policy) {
        List<VerifierKey> logs = policy.logs().stream()
                .filter(log -> log.name().equals(head.origin()))
                .toList();
        if (logs.isEmpty()) {
            return refused(
                    CoseVerdict.Reason.UNKNOWN_LOG,
                    "no log of the policy has the origin " + MalformedException.quote(head.origin()));
        }
        @Nullable Hash root = inclusion.root(leafHash, head.size());
        if (root == null) {
            return refused(
                    inclusion.isIn(head.size())
                            ? CoseVerdict.Reason.PATH_LENGTH_WRONG
                            : CoseVerdict.Reason.INDEX_OUT_OF_RANGE,
                    inclusion.path().size() + " hashes for entry " + inclusion.leafIndex() + " of " + head.size());
        }
        for (VerifierKey log : logs) {
            if (head.isBy(log, root)) {
                return withoutWitnesses(
                        new VerifiedLeaf(log, new TreeHead(head.size(), root), inclusion.leafIndex()), policy);
            }
        }
        return refused(
                CoseVerdict.Reason.SIGNATURE_BAD,
                "no key that the policy holds for " + head.origin() + " signed the root of size " + head.size()
                        + " that leaf and path lead to");
    }

    private static CoseVerdict withoutWitnesses(VerifiedLeaf leaf, TrustPolicy policy) {
        return policy.quorum().isMetBy(Set.of())
                ? new CoseVerdict.Included(leaf)
                : refused(
                        CoseVerdict.Reason.QUORUM_MISSING,
                        "the log signed it, but the policy demands witnesses and a COSE receipt has none");
    }

    private static CoseVerdict refused(CoseVerdict.Reason reason, String detail) {
        return new CoseVerdict.Refused(reason, detail);
    }

    /** A leaf in a tree that a trusted log signed. Only {@link CoseReceipt#check} makes one. */
    public static final class VerifiedLeaf {
        private final VerifierKey log;
        private final TreeHead head;
        private final long index;

        private VerifiedLeaf(VerifierKey log, TreeHead head, long index) {
            this.log = log;
            this.head = head;
            this.index = index;
        }

        /** The key that signed; its name is the log's origin. */
        public VerifierKey log() {
            return log;
        }

        /** Size and root that the log signed. */
        public TreeHead head() {
            return head;
        }

        /** Where the leaf is, from 0. */
        public long index() {
            return index;
        }
    }
}
