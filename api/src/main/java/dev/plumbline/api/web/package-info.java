/** {@code verify.html}: the verifier written a second time, in JavaScript, as one file that needs nothing else. */
@NullMarked
package dev.plumbline.api.web;

import org.jspecify.annotations.NullMarked;
