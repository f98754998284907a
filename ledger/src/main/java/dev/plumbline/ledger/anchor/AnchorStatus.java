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
 * @param lagSeconds for how long there have been such entries: at most a little more than the age of the oldest; 0 if there
 *     are none
 * @param costs what was spent and what is left
 * @param endpoint host of the node through which the newest step went; empty before the first
 * @param skipped which nodes were passed over before that one, and why, for people; empty if none were
 * @param trouble what stood in the way in the newest step; null if nothing did
 * @param troubleDetail the same for people; empty if nothing did
 * @param asOf when it was so
 */
public record AnchorStatus(
        AnchorStage stage,
        long anchoredSize,
        long anchoredBlock,
        long pendingSize,
        long lagEntries,
        long lagSeconds,
        AnchorCosts costs,
        String endpoint,
        String skipped,
        @Nullable AnchorTrouble trouble,
        String troubleDetail,
        Instant asOf) {}
