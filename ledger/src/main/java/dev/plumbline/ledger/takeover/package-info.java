/**
 * A new operator goes on with a log whose old one is gone: what is left of it is verified whole, held to the last anchor,
 * written anew under another key, and whatever was acknowledged and not recovered is handed in again and counted.
 *
 * <p>Three rules. What L1 holds is the beginning of what is rebuilt, or nothing is rebuilt. A head that the old key signed
 * is kept if its entries can be found, so that as many receipts as possible stay as they are. And nobody's word is taken
 * for what is lost: each event that was promised is in the new log, or is named.
 */
@NullMarked
package dev.plumbline.ledger.takeover;

import org.jspecify.annotations.NullMarked;
