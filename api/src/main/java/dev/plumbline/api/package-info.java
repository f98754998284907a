/** The faces of the ledger: {@code http} for programs, {@code cli} for people, {@code demo} for whoever wants to see it work. */
@NullMarked
package dev.plumbline.api;

import org.jspecify.annotations.NullMarked;
