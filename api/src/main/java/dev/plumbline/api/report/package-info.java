/**
 * What an audit found, for people and for programs: one HTML file that needs nothing else, and the same facts as JSON. Both are
 * functions of the audit's result alone, so two auditors of one log get the same bytes.
 */
@NullMarked
package dev.plumbline.api.report;

import org.jspecify.annotations.NullMarked;
