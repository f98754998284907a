package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;

/**
 * Where in its storage an implementation of a rollup's L1 contracts keeps what it was told. Proxies change their
 * implementation, and with another one the same slot may mean another thing: pin the code (see {@link RollupProfile}).
 */
public enum LayoutProfile {
    /** {@code DisputeGameFactory} since it is ownable and upgradeable, 2024: the games are in the mapping of slot 103. */
    DISPUTE_GAMES("dispute-games", 103),
    /** The first {@code DisputeGameFactory}, where that mapping is one slot earlier. */
    DISPUTE_GAMES_FIRST("dispute-games-first", 102),
    /** {@code L2OutputOracle}, before there were games: the outputs are in the array of slot 3. */
    OUTPUT_ORACLE("output-oracle", 3);

    /** Slot in which a proxy keeps the address of its implementation (EIP-1967). */
    public static final Word IMPLEMENTATION_SLOT =
            pinned("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc");

    private final String wireName;
    private final int claimsSlot;

    LayoutProfile(String wireName, int claimsSlot) {
        this.wireName = wireName;
        this.claimsSlot = claimsSlot;
    }

    /** Reads a {@link #wireName}. */
    public static LayoutProfile parse(String text, String subject) throws MalformedException {
        for (LayoutProfile profile : values()) {
            if (profile.wireName.equals(text)) {
                return profile;
            }
        }
        throw new MalformedException(
                Malformed.UNSUPPORTED, subject, "is " + MalformedException.quote(text) + ", want a known layout");
    }

    /** The spelling in files. */
    public String wireName() {
        return wireName;
    }

    /** Whether claims are dispute games, and not entries of an oracle. */
    public boolean hasGames() {
        return this != OUTPUT_ORACLE;
    }

    /** The slot of the mapping or array that holds the claims. */
    public Word claimsSlot() {
        return Word.ofNumber(claimsSlot);
    }

    /** The slot so many behind another one; slots are counted modulo 2^256. */
    static Word behind(Word slot, BigInteger count) {
        byte[] sum = new BigInteger(1, slot.bytes()).add(count).toByteArray();
        byte[] word = new byte[Word.LENGTH];
        int length = Math.min(sum.length, Word.LENGTH);
        System.arraycopy(sum, sum.length - length, word, Word.LENGTH - length, length);
        return Word.of(word);
    }

    private static Word pinned(String hex) {
        try {
            return Word.parseHex(hex, "slot");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned slot is not one", e);
        }
    }
}
