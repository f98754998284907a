/** Targets for a coverage-guided fuzzer, and the program that runs it over all of them; see the profile {@code fuzz}. */
package dev.plumbline.fuzz;
