package dev.plumbline.brokenhouse.proofs.crypto;

import java.security.Provider;
import java.security.Security;

final class CryptoForEverybody {
    private CryptoForEverybody() {}

    static int register(Provider provider) {
        return Security.addProvider(provider);
    }
}
