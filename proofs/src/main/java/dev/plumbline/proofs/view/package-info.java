/**
 * What one client has seen of a log over time: the newest head that it verified, the log's tiles as they come from servers
 * nobody vouches for, and the evidence when two signed heads contradict each other. C2SP tlog-tiles, RFC 6962 section 2.1.
 *
 * <p>Opens no socket and no file: bytes come through {@link TileFetcher}, and what is to be kept goes out as bytes.
 */
@NullMarked
package dev.plumbline.proofs.view;

import org.jspecify.annotations.NullMarked;
