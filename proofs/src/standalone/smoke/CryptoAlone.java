import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.crypto.EcdsaP256;
import dev.plumbline.proofs.crypto.Keccak256;
import dev.plumbline.proofs.crypto.MlDsa44;
import dev.plumbline.proofs.crypto.Secp256k1;
import java.util.Arrays;
import java.util.HexFormat;

/** Every algorithm of the standalone jar, signing and verifying, with nothing else on the path. */
public final class CryptoAlone {
    private CryptoAlone() {}

    public static void main(String[] args) {
        byte[] key = new byte[32];
        key[31] = 1;
        byte[] message = Keccak256.digest(new byte[0]);
        // The scalar 1 has the base point for its key, and an address that is widely known.
        require("7e5f4552091a69125d5dfcb7b8c2659029395bdf"
                .equals(HexFormat.of().formatHex(Secp256k1.address(Secp256k1.publicKey(key)))));
        require(Arrays.equals(Secp256k1.publicKey(key), Secp256k1.recover(message, Secp256k1.sign(key, message))));
        require(EcdsaP256.verify(EcdsaP256.publicKey(key), message, EcdsaP256.sign(key, message)));
        require(Ed25519.verify(Ed25519.publicKey(key), message, Ed25519.sign(key, message)));
        byte[] signature = MlDsa44.sign(key, message);
        require(MlDsa44.verify(MlDsa44.publicKey(key), message, signature));
        signature[7] ^= 1;
        require(!MlDsa44.verify(MlDsa44.publicKey(key), message, signature));
        System.out.println("Ed25519, P-256, secp256k1, Keccak-256 and ML-DSA-44 with " + MlDsa44.class.getModule()
                + ", Java " + Runtime.version().feature());
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}
