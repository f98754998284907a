package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.testkit.SampleEvents;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PairwiseSecretTest {
    private static final Namespace OTHER = new Namespace("eip155:1612", "legal-notes");

    private final byte[] bytes = SampleEvents.hash("master").bytes();
    private final PairwiseSecret secret = PairwiseSecret.of(bytes);

    @Test
    void seedsAreDerivedAsTheFormatSays() throws Exception {
        byte[] pseudorandomKey = hmac("plumbline/pairwise/v1".getBytes(UTF_8), bytes);
        byte[] seed = hmac(pseudorandomKey, "eip155:1612/medical-notes\u0001".getBytes(UTF_8));
        assertThat(secret.seed(SampleEvents.NAMESPACE)).isEqualTo(seed);
    }

    @Test
    void aPseudonymSignsAndIsAnotherInEachDatanet() {
        EventSigner here = secret.pseudonym(SampleEvents.NAMESPACE);
        assertThat(here.issuer()).isNotEqualTo(secret.pseudonym(OTHER).issuer());
        assertThat(here.issuer())
                .isEqualTo(PairwiseSecret.of(bytes)
                        .pseudonym(SampleEvents.NAMESPACE)
                        .issuer());
        var draft = EventDraft.first(SampleEvents.smallUpload(0), SampleEvents.NAMESPACE, here.issuer(), 0);
        assertThat(draft.sign(here).checkSignatures()).isEqualTo(SignatureStatus.VALID);
    }

    @Test
    void anErasedSecretGivesNoPseudonymAndLeavesOthersCopiesAlone() {
        byte[] copy = bytes.clone();
        byte[] kept = secret.seed(OTHER);
        secret.erase();
        secret.erase();
        assertThatThrownBy(() -> secret.seed(OTHER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.pseudonym(OTHER)).isInstanceOf(IllegalStateException.class);
        assertThat(bytes).isEqualTo(copy);
        assertThat(EventSigner.ed25519(kept).issuer())
                .isEqualTo(PairwiseSecret.of(copy).pseudonym(OTHER).issuer());
    }

    @Test
    void erasingOverwritesTheSecret() {
        byte[] owned = bytes.clone();
        new PairwiseSecret(owned).erase();
        assertThat(owned).containsOnly(0);
    }

    @Test
    void refusesWhatIsNoSecret() {
        assertThatThrownBy(() -> PairwiseSecret.of(new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairwiseSecret.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowSecret.of(new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
