/**
 * Attribution events: their one canonical form, who issued them, and how that issuer signed them.
 *
 * <p>What is parsed here is untrusted. A parsed value is well formed; that its signature holds is a separate question,
 * which {@link dev.plumbline.proofs.event.EventSignature#check} answers.
 */
@NullMarked
package dev.plumbline.proofs.event;

import org.jspecify.annotations.NullMarked;
