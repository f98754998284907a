/**
 * Reads a whole log again and recomputes all of it: {@link dev.plumbline.ledger.audit.Fsck} every byte, signature and tile,
 * {@link dev.plumbline.ledger.audit.Auditor} every {@link dev.plumbline.ledger.audit.Invariant} of what the entries say.
 *
 * <p>Nothing here writes to the log, and nothing here believes what was computed before. Where the bytes come from, a disk or
 * somebody else's server, is the caller's choice.
 *
 * <h2>How an audit runs</h2>
 *
 * <p>Workers fetch bundles ahead, verify them up to the signed root, parse the entries and check their signatures; none of
 * that depends on another entry. One thread applies the entries in the order of the log: each rule judges an event by the facts
 * of earlier ones, and then the event's own facts are kept. So what is found is a function of the log alone, in however many
 * steps it is read. What only the head can tell, a number that never came or two accruals that no correction has parted, is
 * kept as open and counted when the head is reached, never before.
 *
 * <p>An entry that cannot be read, or is no event, does not stop the audit. Where its id can be told, those that name it are
 * not called wrong; where it cannot, whatever is missing from then on counts as not checkable.
 *
 * <h2>Memory</h2>
 *
 * <p>Nothing in memory grows with the log. It holds: the page cache of the state (by option, 64 MiB), pages not yet committed
 * (256 bundles, 65,536 entries), the newest hashes (at most 2 times 262,144 of some 100 bytes), sums not yet added (32,768),
 * recently used facts, names and roots (8,192, 16,384 and 4,096), 1,024 tiles of 8 KiB, and 4 bundles for each worker, of at
 * most 16 MiB each but some 256 KiB in life. With a heap of 10 KiB for a parsed event and of some five times its bytes for a
 * changed page that is about 300 MiB, for ten thousand events and for 100 million. Everything else lies in the state's file:
 * 88 to 178 bytes an event were measured, so 9 to 18 GB for 100 million.
 */
@NullMarked
package dev.plumbline.ledger.audit;

import org.jspecify.annotations.NullMarked;
