@NullMarked
package dev.plumbline.ledger.anchor;

import org.jspecify.annotations.NullMarked;
