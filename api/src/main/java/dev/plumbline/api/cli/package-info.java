/**
 * The command line: one class for each verb, and what they share.
 *
 * <p>Answers go to stdout, everything said to people besides goes to stderr, and the exit code is one of
 * {@link dev.plumbline.api.cli.ExitCode}. Here alone the process reads its clock, draws randomness and ends.
 */
@NullMarked
package dev.plumbline.api.cli;

import org.jspecify.annotations.NullMarked;
