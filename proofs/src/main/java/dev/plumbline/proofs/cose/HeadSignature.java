package dev.plumbline.proofs.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyName;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A log's COSE signature of one tree head: RFC 9052 section 4.4 over a protected header and the root, which is detached.
 *
 * <p>It says of which log and of which size the root is, and both are signed; RFC 9942 by itself signs neither. It does not
 * hold the root: whoever checks computes it from a proof. All receipts of a log at one size share one such signature.
 */
public final class HeadSignature {
    /** What the signed claim is about, and its version: no other COSE message of the log has this subject. */
    static final String SUBJECT = "plumbline/tree-head/v1";
    /** Label of the tree's size, from the range for private use (RFC 9052 section 11.1: below -65536). */
    static final int TREE_SIZE = -916_201;

    private static final String NAME = "COSE protected header";
    private static final int ALGORITHM = 1;
    private static final int EDDSA = -8;
    private static final int KEY_ID = 4;
    private static final int CWT_CLAIMS = 15;
    private static final int CLAIM_ISSUER = 1;
    private static final int CLAIM_SUBJECT = 2;
    private static final int DATA_STRUCTURE = 395;
    private static final int RFC9162_SHA256 = 1;

    private final String origin;
    private final int keyId;
    private final long size;
    private final byte[] signature;

    private HeadSignature(String origin, int keyId, long size, byte[] signature) {
        this.origin = origin;
        this.keyId = keyId;
        this.size = size;
        this.signature = signature;
    }

    /**
     * Signs a head as the log whose origin is the key's name. Sign no head that the log has not signed as a checkpoint:
     * then one root for each size stays true of both together.
     *
     * @throws IllegalArgumentException unless the key is of {@link KeyType#ED25519}
     */
    public static HeadSignature sign(SignerKey key, TreeHead head) {
        VerifierKey publicKey = key.verifierKey();
        if (publicKey.type() != KeyType.ED25519) {
            throw new IllegalArgumentException("key of type " + publicKey.type() + ", want " + KeyType.ED25519);
        }
        var unsigned = new HeadSignature(publicKey.name(), publicKey.id(), head.size(), new byte[0]);
        byte[] signature = Ed25519.sign(key.seed(), unsigned.signedBytes(head.root()));
        return new HeadSignature(unsigned.origin, unsigned.keyId, unsigned.size, signature);
    }

    /** The log's origin, which is signed. */
    public String origin() {
        return origin;
    }

    /** Id of the key that claims to have signed: that of a note's signature line. */
    public int keyId() {
        return keyId;
    }

    /** Leaves of the signed tree, at least 0. Signed. */
    public long size() {
        return size;
    }

    /** A fresh copy of the signature. */
    public byte[] signature() {
        return signature.clone();
    }

    /**
     * Whether the log key signed this root for this origin and size. Total. One Ed25519 verification, and none if the key
     * has another name, id or type.
     */
    @CheckReturnValue
    public boolean isBy(VerifierKey log, Hash root) {
        return log.type() == KeyType.ED25519
                && log.name().equals(origin)
                && log.id() == keyId
                && log.verify(signedBytes(root), signature);
    }

    /** The Sig_structure of RFC 9052 section 4.4, without external data. */
    private byte[] signedBytes(Hash root) {
        return new CborWriter()
                .array(4)
                .text("Signature1")
                .bytes(protectedHeader())
                .bytes(new byte[0])
                .bytes(root.bytes())
                .toByteArray();
    }

    byte[] protectedHeader() {
        return new CborWriter()
                .map(5)
                .integer(ALGORITHM)
                .integer(EDDSA)
                .integer(KEY_ID)
                .bytes(ByteBuffer.allocate(Integer.BYTES).putInt(keyId).array())
                .integer(CWT_CLAIMS)
                .map(2)
                .integer(CLAIM_ISSUER)
                .text(origin)
                .integer(CLAIM_SUBJECT)
                .text(SUBJECT)
                .integer(DATA_STRUCTURE)
                .integer(RFC9162_SHA256)
                .integer(TREE_SIZE)
                .integer(size)
                .toByteArray();
    }

    /** Reads what {@link #protectedHeader} writes; whoever calls compares the bytes. */
    static HeadSignature parse(byte[] protectedHeader, byte[] signature) throws MalformedException {
        var reader = new CborReader(protectedHeader, NAME);
        reader.map(5);
        reader.label(ALGORITHM);
        requireKnown(reader.integer(), EDDSA, "alg", reader);
        reader.label(KEY_ID);
        byte[] keyId = reader.bytes();
        if (keyId.length != Integer.BYTES) {
            throw reader.malformed(Malformed.VALUE, "kid has " + keyId.length + " bytes, want 4");
        }
        reader.label(CWT_CLAIMS);
        reader.map(2);
        reader.label(CLAIM_ISSUER);
        String origin = KeyName.check(reader.text(), "COSE issuer");
        reader.label(CLAIM_SUBJECT);
        String subject = reader.text();
        if (!subject.equals(SUBJECT)) {
            throw reader.malformed(
                    Malformed.UNSUPPORTED, "is about " + MalformedException.quote(subject) + ", want " + SUBJECT);
        }
        reader.label(DATA_STRUCTURE);
        requireKnown(reader.integer(), RFC9162_SHA256, "vds", reader);
        reader.label(TREE_SIZE);
        long size = reader.unsigned();
        reader.end();
        if (signature.length != Ed25519.SIGNATURE_BYTES) {
            throw new MalformedException(
                    Malformed.VALUE, "COSE signature", "has " + signature.length + " bytes, want 64");
        }
        return new HeadSignature(origin, ByteBuffer.wrap(keyId).getInt(), size, signature.clone());
    }

    private static void requireKnown(long found, long known, String name, CborReader reader) throws MalformedException {
        if (found != known) {
            throw reader.malformed(Malformed.UNSUPPORTED, name + " is " + found + ", want " + known);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeadSignature that
                && origin.equals(that.origin)
                && keyId == that.keyId
                && size == that.size
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return origin + " at size " + size;
    }
}
