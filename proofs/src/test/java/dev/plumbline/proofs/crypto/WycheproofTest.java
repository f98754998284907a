package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.testkit.SharedVectors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Wycheproof vector of the four algorithms, through the one-shot check and through a prepared key.
 *
 * <p>The ECDSA vectors carry DER. {@link StrictDer} turns the one DER spelling of a pair that fits 64 bytes into those
 * bytes; all others count as refused, as our format has no place for them.
 */
class WycheproofTest {
    private static final HexFormat HEX = HexFormat.of();

    private interface Check {
        boolean verify(byte[] publicKey, byte[] message, byte[] signature);
    }

    @Test
    void judgesEveryEd25519Vector() {
        run("wycheproof/ed25519_test.json", "pk", 151, (key, message, signature) -> {
            VerifyingKey prepared = VerifyingKey.ed25519(key);
            boolean verdict = Ed25519.verify(key, message, signature);
            assertThat(prepared != null && prepared.verify(message, signature)).isEqualTo(verdict);
            return verdict;
        });
    }

    @Test
    void judgesEverySecp256k1Vector() {
        run("wycheproof/ecdsa_secp256k1_sha256_test.json", "uncompressed", 476, (key, message, der) -> {
            byte[] signature = StrictDer.toRaw(der);
            VerifyingKey prepared = VerifyingKey.secp256k1(key);
            boolean verdict = Secp256k1.verify(key, Sha256.digest(message), signature);
            assertThat(prepared != null && prepared.verify(message, signature)).isEqualTo(verdict);
            return verdict;
        });
    }

    @Test
    void judgesEveryP256Vector() {
        run("wycheproof/ecdsa_secp256r1_sha256_test.json", "uncompressed", 484, (key, message, der) -> {
            byte[] signature = StrictDer.toRaw(der);
            VerifyingKey prepared = VerifyingKey.p256(key);
            boolean verdict = EcdsaP256.verify(key, message, signature);
            assertThat(prepared != null && prepared.verify(message, signature)).isEqualTo(verdict);
            return verdict;
        });
    }

    /** Eight of the vectors have a context, which nothing of ours has: they run against the key behind the public one. */
    @Test
    void judgesEveryMlDsa44Vector() {
        int count = 0;
        int withContext = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonNode group :
                SharedVectors.json("wycheproof/mldsa_44_verify_test.json").get("testGroups")) {
            byte[] publicKey = HEX.parseHex(group.get("publicKey").asText());
            MlDsa44Key key = MlDsa44Key.of(publicKey);
            for (JsonNode vector : group.get("tests")) {
                count++;
                boolean verdict = MlDsa44.verify(publicKey, hex(vector, "msg"), hex(vector, "sig"));
                assertThat(key != null && key.verify(hex(vector, "msg"), hex(vector, "sig")))
                        .isEqualTo(verdict);
                if (vector.has("ctx")) {
                    withContext++;
                    verdict = key != null
                            && key.verifyWithContext(hex(vector, "ctx"), hex(vector, "msg"), hex(vector, "sig"));
                }
                if (verdict != vector.get("result").asText().equals("valid")) {
                    wrong.add(vector.get("tcId") + " " + vector.get("comment"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).isEqualTo(180);
        assertThat(withContext).isEqualTo(8);
    }

    private static void run(String file, String keyField, int wantedCount, Check check) {
        int count = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonNode group : SharedVectors.json(file).get("testGroups")) {
            byte[] key = HEX.parseHex(group.get("publicKey").get(keyField).asText());
            for (JsonNode vector : group.get("tests")) {
                count++;
                // None of these files has a vector of result "acceptable": any that appeared would be wrong here.
                String verdict = check.verify(key, hex(vector, "msg"), hex(vector, "sig")) ? "valid" : "invalid";
                if (!verdict.equals(vector.get("result").asText())) {
                    wrong.add(vector.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).isEqualTo(wantedCount);
    }

    private static byte[] hex(JsonNode vector, String field) {
        return HEX.parseHex(vector.get(field).asText());
    }
}
