/** What the world sees: signed checkpoints and static files in the layout of C2SP tlog-tiles. */
@NullMarked
package dev.plumbline.ledger.publish;

import org.jspecify.annotations.NullMarked;
