package dev.plumbline.proofs.crypto;

/**
 * Whether this build can do ML-DSA: the one place that looks, and the one that catches what looking may throw.
 *
 * <p>Loaded when the first such key is met and not before, so who verifies Ed25519 only never loads a class of ML-DSA.
 */
final class PostQuantum {
    static final boolean HAS_ML_DSA_44 = hasMlDsa44();

    private PostQuantum() {}

    private static boolean hasMlDsa44() {
        try {
            return MlDsa44.isLinked();
        } catch (LinkageError absent) {
            // A jar that leaves ML-DSA out to be small, or one beside a Bouncy Castle that is too old to have it.
            return false;
        }
    }
}
