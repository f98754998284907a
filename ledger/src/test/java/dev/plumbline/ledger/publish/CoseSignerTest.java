package dev.plumbline.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.cose.HeadSignature;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import org.junit.jupiter.api.Test;

final class CoseSignerTest {
    private static final SignerKey KEY = key("log.example.org", 1);

    private final CoseSigner signer = new CoseSigner(KEY);

    @Test
    void signsWhatTheLogHasSigned() {
        SignedHead head = signed(KEY, head(3));
        HeadSignature signature = signer.sign(head);
        assertThat(signature.isBy(KEY.verifierKey(), head.head().root())).isTrue();
        assertThat(signature.size()).isEqualTo(3);
        assertThat(signature.origin()).isEqualTo("log.example.org");
        assertThat(signer.sign(head)).isSameAs(signature);
        SignedHead larger = signed(KEY, head(4));
        assertThat(signer.sign(larger).size()).isEqualTo(4);
        assertThat(signer.sign(head)).isEqualTo(signature);
    }

    @Test
    void refusesAHeadThatTheLogHasNotSigned() {
        SignedHead of3 = signed(KEY, head(3));
        assertRefused(new SignedHead(head(4), of3.note()));
        assertRefused(new SignedHead(new TreeHead(3, TreeHasher.leaf(new byte[] {9})), of3.note()));
        assertRefused(signed(key("log.example.org", 2), head(3)));
        assertRefused(signed(key("log.example.com", 1), head(3)));
    }

    private void assertRefused(SignedHead head) {
        assertThatThrownBy(() -> signer.sign(head)).isInstanceOf(IllegalStateException.class);
    }

    private static SignedHead signed(SignerKey key, TreeHead head) {
        return new CheckpointSigner(key, TreeHead.EMPTY).sign(head);
    }

    private static TreeHead head(int size) {
        return new TreeHead(size, TreeHasher.leaf(new byte[] {(byte) size}));
    }

    private static SignerKey key(String name, int seed) {
        byte[] seed32 = new byte[32];
        seed32[0] = (byte) seed;
        try {
            return new SignerKey(name, KeyType.ED25519, seed32);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
