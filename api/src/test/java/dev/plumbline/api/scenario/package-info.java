@NullMarked
package dev.plumbline.api.scenario;

import org.jspecify.annotations.NullMarked;
