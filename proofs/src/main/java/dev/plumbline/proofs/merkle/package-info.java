/** RFC 6962 tree arithmetic: hashes, heads, proofs and the frontier that grows a tree. Needs nothing but the JDK. */
@NullMarked
package dev.plumbline.proofs.merkle;

import org.jspecify.annotations.NullMarked;
