package org.bouncycastle.crypto;

import java.security.SecureRandom;

/**
 * Stands in the standalone jars where Bouncy Castle has its registrar, a process-wide hook by which an application can
 * forbid algorithms and set a source of randomness.
 *
 * <p>Nobody can reach that hook in a private copy. The original would read security properties, need the module
 * {@code java.logging}, and bring ASN.1 and the parameters of curves and groups that nothing here uses.
 */
public final class CryptoServicesRegistrar {
    private CryptoServicesRegistrar() {}

    /** Forbids nothing, as the original does until it is told otherwise. */
    public static void checkConstraints(CryptoServiceProperties service) {}

    /** The JDK's source, as in the original. Nonces and keys of ours are computed and never drawn. */
    public static SecureRandom getSecureRandom() {
        return new SecureRandom();
    }

    /** The given source if there is one. */
    public static SecureRandom getSecureRandom(SecureRandom given) {
        return given == null ? getSecureRandom() : given;
    }
}
