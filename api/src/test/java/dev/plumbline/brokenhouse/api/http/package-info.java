/** A room of the broken house. */
@NullMarked
package dev.plumbline.brokenhouse.api.http;

import org.jspecify.annotations.NullMarked;
