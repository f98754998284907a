package dev.plumbline.ledger.anchor;

import java.io.IOException;

/** Where the password of a keystore comes from. Asked only if there is a keystore to open. */
public interface PasswordSource {
    /** The password's bytes, which the caller may clear. */
    byte[] password() throws IOException;
}
