@NullMarked
package dev.plumbline.api.demo;

import org.jspecify.annotations.NullMarked;
