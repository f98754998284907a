/** The load program: a second process that submits signed events over HTTP, and measures how soon full receipts are back. */
@NullMarked
package dev.plumbline.bench.ingest;

import org.jspecify.annotations.NullMarked;
