@NullMarked
package dev.plumbline.ledger.takeover;

import org.jspecify.annotations.NullMarked;
