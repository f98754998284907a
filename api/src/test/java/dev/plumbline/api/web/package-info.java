/** Tests that hold the page to the Java verifier, and to a browser. */
@NullMarked
package dev.plumbline.api.web;

import org.jspecify.annotations.NullMarked;
