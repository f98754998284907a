/**
 * What was committed to and not logged: salts, values and row secrets, encrypted in one file, until they are disclosed or
 * erased.
 *
 * <p><b>What erasing means here.</b> H2 leaves what was deleted in the file until it happens to write over it. So an erasure
 * copies what is left into a new database, puts that in the place of the old one, and writes zeros over the old one. What the
 * disk, a snapshot of it or a backup still has is encrypted under the vault's key; whoever must be sure of those too puts what
 * is left into a vault with a new key and destroys the old key.
 *
 * <p>Nothing here logs a value, a salt or a secret, and no exception quotes one.
 */
@NullMarked
package dev.plumbline.ledger.vault;

import org.jspecify.annotations.NullMarked;
