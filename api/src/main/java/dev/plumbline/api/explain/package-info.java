/**
 * What a file of ours says, in plain words. It reads strictly and believes nothing: whoever wants to know whether a file is
 * right asks a verifier.
 */
@NullMarked
package dev.plumbline.api.explain;

import org.jspecify.annotations.NullMarked;
