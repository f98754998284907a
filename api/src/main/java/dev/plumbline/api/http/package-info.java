/**
 * The ledger over HTTP: the fixed calls of formats section 11 and those around them.
 *
 * <p>The route table is {@link dev.plumbline.api.http.Routes}. What a request may cost is bounded before a thread is spent
 * on it: bodies are gathered without one ({@link dev.plumbline.api.http.BodyGate}), waiting for the writer holds none, and
 * checking signatures uses as many as there are processors ({@link dev.plumbline.api.http.AdmissionDesk}).
 */
@NullMarked
package dev.plumbline.api.http;

import org.jspecify.annotations.NullMarked;
