package dev.plumbline.api.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;

/** Keys and hashes of nobody and nothing: anyone can compute them from the names. */
final class WorldKeys {
    /** The rollup that the world is settled on, as a number and as CAIP-2. */
    static final long CHAIN = 1_612;

    static final String CHAIN_ID = "eip155:" + CHAIN;
    /** What is paid in. */
    static final String TOKEN = CHAIN_ID + "/slip44:60";

    private static final String DOMAIN = "plumbline world, synthetic, ";

    private WorldKeys() {}

    static Hash hash(String text) {
        return TreeHasher.sha256((DOMAIN + text).getBytes(UTF_8));
    }

    /** A key that signs fast. */
    static EventSigner key(String whose) {
        return EventSigner.ed25519(hash(whose).bytes());
    }

    /** An account that is paid, or signs as a wallet does. */
    static EventSigner account(String whose) {
        return EventSigner.ethereumAccount(CHAIN, hash(whose).bytes());
    }

    /** Keys of all algorithms; seven of ten are of the first. */
    static EventSigner anyKey(String whose, int number) {
        byte[] secret = hash(whose).bytes();
        return switch (number % 10) {
            case 7 -> EventSigner.p256(secret);
            case 8 -> EventSigner.ethereumAccount(CHAIN, secret);
            case 9 -> EventSigner.secp256k1(secret);
            default -> EventSigner.ed25519(secret);
        };
    }
}
