/** What tests of every module share. */
@NullMarked
package dev.plumbline.testkit;

import org.jspecify.annotations.NullMarked;
