package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * The storage layout and the code of {@code RootAnchor}, which are part of the protocol: evidence is read straight from
 * these slots, without running the contract.
 *
 * <p>The code hash is what makes the layout believable. Only an account that runs this code keeps its promises about
 * those slots; the contract has no immutables and no proxy, so every instance has the same code.
 */
public final class AnchorLayout {
    /** Packs, from the low end, {@code latestSize} (64 bits) and {@code latestBlock} (64 bits); the rest is zero. */
    public static final Word SLOT_LATEST = Word.ofNumber(0);
    /** {@code latestRoot}: RFC 6962 root of the tree of {@code latestSize} leaves. */
    public static final Word SLOT_ROOT = Word.ofNumber(1);
    /** {@code chain}: hash over every anchor so far, which makes the history of events complete-checkable. */
    public static final Word SLOT_CHAIN = Word.ofNumber(2);
    /** {@code operator}: the account that may anchor. */
    public static final Word SLOT_OPERATOR = Word.ofNumber(3);
    /** {@code originHash}: SHA-256 of the log's origin, which ties the contract to one log. */
    public static final Word SLOT_ORIGIN = Word.ofNumber(4);

    /** Keccak-256 of the deployed code, from {@code contracts/RootAnchor.sol} as its checked-in artifact holds it. */
    public static final Word CODE_HASH = pinned("0x0ea406b462f4c72fe7ccc3f4de1ed9cc240ec03ee09342f43e1ffb3f38b67bc3");

    private AnchorLayout() {}

    /** The slots that evidence proves, in the order in which its {@code storage_proof} lists their nodes. */
    public static List<Word> provenSlots() {
        return List.of(SLOT_LATEST, SLOT_ROOT, SLOT_ORIGIN);
    }

    private static Word pinned(String hex) {
        try {
            return Word.parseHex(hex, "code hash");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned code hash is not one", e);
        }
    }
}
