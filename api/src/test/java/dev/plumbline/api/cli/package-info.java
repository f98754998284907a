@NullMarked
package dev.plumbline.api.cli;

import org.jspecify.annotations.NullMarked;
