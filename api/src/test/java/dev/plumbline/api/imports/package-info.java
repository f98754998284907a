@NullMarked
package dev.plumbline.api.imports;

import org.jspecify.annotations.NullMarked;
