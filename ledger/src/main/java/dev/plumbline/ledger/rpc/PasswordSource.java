package dev.plumbline.ledger.rpc;

import java.io.IOException;

/** Where the password of a keystore comes from. Asked only if there is a keystore to open. */
public interface PasswordSource {
    /** The password's bytes, which the caller may clear. */
    public byte[] password() throws IOException;
}
