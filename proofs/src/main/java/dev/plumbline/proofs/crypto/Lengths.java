package dev.plumbline.proofs.crypto;

/** The one complaint about private input of a wrong length, which is our caller's bug and never hostile data. */
final class Lengths {
    private Lengths() {}

    static void require(String what, byte[] bytes, int wanted) {
        if (bytes.length != wanted) {
            throw new IllegalArgumentException(what + " of " + bytes.length + " bytes, want " + wanted);
        }
    }
}
