/**
 * The demonstration: a real ledger, a real Ethereum node, real-shaped events, and a stranger who checks them. What it shows
 * is done by the same programs that anybody can run; what it could not show, it says.
 */
@NullMarked
package dev.plumbline.api.demo;

import org.jspecify.annotations.NullMarked;
