package dev.plumbline.ledger.anchor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How anchoring stands after the newest step. Immutable.
 *
 * @param stage how far the newest anchor has come
 * @param anchoredSize leaves of the newest tree with stored, final evidence; 0 if none
 * @param anchoredBlock number of the block that anchored it; 0 if none
 * @param pendingSize leaves of the tree that is being anchored; 0 if none
 * @param lagEntries entries of the log that no stored evidence covers
 * @param trouble what stood in the way in the newest step; null if nothing did
 * @param troubleDetail the same for people; empty if nothing did
 * @param asOf when the newest step ended, or, before the first, when the anchorer was made
 */
public record AnchorStatus(
        AnchorStage stage,
        long anchoredSize,
        long anchoredBlock,
        long pendingSize,
        long lagEntries,
        @Nullable AnchorTrouble trouble,
        String troubleDetail,
        Instant asOf) {}
