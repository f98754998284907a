/**
 * Reads what others publish about data, models, answers and payouts, and turns it into unsigned events. Bytes in, {@link
 * dev.plumbline.api.imports.Draft}s and {@link dev.plumbline.api.imports.Defect}s out: no file, no socket, no clock, and the
 * same bytes under the same {@link dev.plumbline.api.imports.Terms} give the same drafts.
 *
 * <p>The formats are foreign and their files are hostile: each is bounded by {@link
 * dev.plumbline.api.imports.ImportLimits}, and nothing that a file does not say is made up. What a file lacks and an event
 * demands comes from whoever imports, or by a rule that docs/format/imports.md states and the report names; where neither
 * helps, there is no draft.
 */
@NullMarked
package dev.plumbline.api.imports;

import org.jspecify.annotations.NullMarked;
