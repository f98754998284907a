/** What a log commits to, who else has seen it, and whom to believe: C2SP tlog-checkpoint, tlog-cosignature, tlog-policy. */
@NullMarked
package dev.plumbline.proofs.checkpoint;

import org.jspecify.annotations.NullMarked;
