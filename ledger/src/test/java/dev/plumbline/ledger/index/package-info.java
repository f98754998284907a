/** Tests of the index on real H2 files. */
@NullMarked
package dev.plumbline.ledger.index;

import org.jspecify.annotations.NullMarked;
