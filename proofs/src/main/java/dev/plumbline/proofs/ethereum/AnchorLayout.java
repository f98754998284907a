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

    /** {@code successor}: the account that may make itself the operator; zero if none may. */
    public static final Word SLOT_SUCCESSOR = Word.ofNumber(5);
    /** Packs, from the low end, the id of the next demand, of the oldest open one, and the block that freed a full queue. */
    public static final Word SLOT_QUEUE = Word.ofNumber(6);

    /** Most demands from the oldest open one to the newest: the places in the ring that holds them. */
    public static final int QUEUE_MAX = 1_024;

    private static final int SLOT_RING = 7;

    /** Keccak-256 of the deployed code, from {@code contracts/RootAnchor.sol} as its checked-in
     * artifact holds it. */
    public static final Word CODE_HASH = pinned("0x7a7a5b2273f053e7f2e3a04483e1a93e752c0f6b5f2a847c0dfa9dc057a1f850");

    private AnchorLayout() {}

    /** The slots that evidence proves, in the order in which its {@code storage_proof} lists their nodes. */
    public static List<Word> provenSlots() {
        return List.of(SLOT_LATEST, SLOT_ROOT, SLOT_ORIGIN);
    }

    /** Holds the leaf hash of demand {@code id}, counted from 0, until demand {@code id} + 1,024 takes its place. */
    public static Word slotOfDemandedLeaf(long id) {
        return Word.ofNumber(SLOT_RING + 2 * Math.floorMod(id, QUEUE_MAX));
    }

    /** Packs, from the low end, the demand's id, its deadline in seconds (64 bits each), and whether it is open (8 bits). */
    public static Word slotOfDemand(long id) {
        return Word.ofNumber(SLOT_RING + 2 * Math.floorMod(id, QUEUE_MAX) + 1);
    }

    private static Word pinned(String hex) {
        try {
            return Word.parseHex(hex, "code hash");
        } catch (MalformedException e) {
            throw new AssertionError("the pinned code hash is not one", e);
        }
    }
}
