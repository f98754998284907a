package dev.plumbline.api.cli;

import picocli.CommandLine.Option;

/** What every verb understands. */
final class CommonOptions {
    /** Forms of an answer. */
    enum Form {
        /** For people. */
        text,
        /** For programs: one JSON document on one line for each answer. */
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "form of the answer on stdout (default: ${DEFAULT-VALUE})")
    private Form form = Form.text;

    @Option(names = "--stacktrace", description = "print the stack trace of a failure as well")
    private boolean hasStacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean isHelp;

    CommonOptions() {}

    boolean isJson() {
        return form == Form.json;
    }

    /** Whether only the help is wanted, which picocli then prints by itself. */
    boolean isHelp() {
        return isHelp;
    }

    boolean hasStacktrace() {
        return hasStacktrace;
    }
}
