package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.crypto.VerifyingKey;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The floor of a receipt: every cryptographic operation in it, on its own bytes, once, and nothing else. Keys are prepared, as
 * a verifier that keeps its policy and meets an issuer again has them.
 */
final class BareCrypto {
    private static final int STRUCT_BYTES = 5 * 32;
    private static final int TYPED_DATA_BYTES = 2 + 2 * 32;

    private final List<SignatureOver> signatures;
    private final byte @Nullable [] recoverable;
    private final byte[] entry;
    private final byte[] envelope;
    private final byte[] origin;
    private final List<byte[]> hashedOnL1 = new ArrayList<>();

    /** One Ed25519 signature and what it is over. */
    static final class SignatureOver {
        private final VerifyingKey key;
        private final byte[] message;
        private final byte[] signature;

        SignatureOver(byte[] publicKey, byte[] message, byte[] signature) {
            this.key = Objects.requireNonNull(VerifyingKey.ed25519(publicKey));
            this.message = message;
            this.signature = signature;
        }

        boolean holds() {
            return key.verify(message, signature);
        }
    }

    BareCrypto(Event event, List<SignatureOver> onNote, SampleAnchor anchor, String origin) {
        signatures = new ArrayList<>(onNote);
        entry = event.entry();
        // The event id is over the domain and the entry without its signature.
        envelope = Arrays.copyOf(
                entry, entry.length - event.signature().encodedValue().length());
        this.origin = origin.getBytes(UTF_8);
        boolean isRecovered = event.issuer().kind() == Issuer.Kind.ETHEREUM_ACCOUNT;
        recoverable = isRecovered ? event.signature().value() : null;
        if (!isRecovered) {
            byte[] prefix = "plumbline/sig/v1\0".getBytes(UTF_8);
            byte[] message = Arrays.copyOf(prefix, prefix.length + Hash.LENGTH);
            event.id().hash().copyTo(message, prefix.length);
            signatures.add(new SignatureOver(
                    event.issuer().subject(), message, event.signature().value()));
        }
        hashedOnL1.add(anchor.header);
        hashedOnL1.add(SampleAnchor.CONTRACT.bytes());
        hashedOnL1.addAll(anchor.accountProof);
        AnchorLayout.provenSlots().forEach(slot -> hashedOnL1.add(slot.bytes()));
        hashedOnL1.addAll(anchor.storageProof);
    }

    /** Does all of it; whether every signature holds. */
    boolean run() {
        boolean holds = recoverable == null || recover(recoverable);
        for (SignatureOver one : signatures) {
            holds &= one.holds();
        }
        byte[] nodes = new byte[3 * Hash.LENGTH];
        TreeHasher.leaf(entry).copyTo(nodes, 0);
        TreeHasher.sha256(envelope).copyTo(nodes, Hash.LENGTH);
        TreeHasher.sha256(origin).copyTo(nodes, Hash.LENGTH);
        for (int level = 0; level < 2 * SampleReceipt.LEVELS; level++) {
            TreeHasher.node(nodes, 0, nodes, Hash.LENGTH);
        }
        int sum = nodes[Hash.LENGTH];
        for (byte[] bytes : hashedOnL1) {
            sum += Keccak256.digest(bytes)[0];
        }
        // The sum keeps the hashes from being left out; it is never this one.
        return holds && sum != Integer.MIN_VALUE;
    }

    /** EIP-712 and the recovery: four hashes for the digest, and one for the address of the key that comes out. */
    private boolean recover(byte[] signature) {
        byte[] kind = Keccak256.digest(Arrays.copyOf(envelope, 14));
        byte[] namespace = Keccak256.digest(Arrays.copyOf(envelope, 17));
        byte[] struct = Keccak256.digest(Arrays.copyOf(kind, STRUCT_BYTES));
        byte[] digest = Keccak256.digest(Arrays.copyOf(struct, TYPED_DATA_BYTES));
        byte[] key = Secp256k1.recover(digest, signature);
        return key != null && Secp256k1.address(key).length + namespace.length > 0;
    }
}
