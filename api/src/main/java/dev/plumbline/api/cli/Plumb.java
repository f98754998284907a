package dev.plumbline.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code plumb}: reads the command line, runs one verb, and ends with its exit code. */
@Command(
        name = "plumb",
        version = "plumb",
        synopsisSubcommandLabel = "VERB",
        description = "An append-only log of AI attribution, with receipts that anyone can check offline.",
        footer = {
            "",
            "Exit codes: 0 done or verified, 1 checked and found wrong, 2 wrong usage, 3 could not be checked,",
            "4 pending, 5 alarm (a log or a sequencer has equivocated, or worse), 70 internal error.",
            "",
            "Start with: plumb demo"
        })
public final class Plumb implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean isHelp;

    @Option(
            names = {"-V", "--version"},
            description = "show the version and end")
    private boolean isVersion;

    private Plumb(Console console) {
        this.console = console;
    }

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int exitCode = run(console, args);
        console.out().flush();
        console.err().flush();
        System.exit(exitCode);
    }

    /** Runs one verb and returns its exit code. */
    static int run(Console console, String... args) {
        return commandLine(console).execute(args);
    }

    /** The whole command with all its verbs. */
    static CommandLine commandLine(Console console) {
        CommandLine plumb = new CommandLine(new Plumb(console));
        plumb.addSubcommand(new Serve(console))
                .addSubcommand(new Keygen(console))
                .addSubcommand(new Submit(console))
                .addSubcommand(new CommandLine(new Import())
                        .addSubcommand(new ImportCroissant(console))
                        .addSubcommand(new ImportAudit(console))
                        .addSubcommand(new ImportModel(console))
                        .addSubcommand(new ImportC2pa(console))
                        .addSubcommand(new ImportClaims(console))
                        .addSubcommand(new ImportSpans(console)))
                .addSubcommand(new GetReceipt(console))
                .addSubcommand(new GetTrace(console))
                .addSubcommand(new Verify(console))
                .addSubcommand(new Explain(console))
                .addSubcommand(new CommandLine(new Prove())
                        .addSubcommand(new ProveInclusion(console))
                        .addSubcommand(new ProveConsistency(console)))
                .addSubcommand(new CommandLine(new Demand(console)).addSubcommand(new DemandShow(console)))
                .addSubcommand(new Force(console))
                .addSubcommand(new CommandLine(new SequencerGroup())
                        .addSubcommand(new SequencerSubmitVerb(console))
                        .addSubcommand(new SequencerProbeVerb(console))
                        .addSubcommand(new SequencerShowVerb(console))
                        .addSubcommand(new SequencerFollowVerb(console))
                        .addSubcommand(new SequencerReportVerb(console))
                        .addSubcommand(new SequencerSettleVerb(console))
                        .addSubcommand(new SequencerEquivocateVerb(console)))
                .addSubcommand(new CommandLine(new Anchor())
                        .addSubcommand(new AnchorDeploy(console))
                        .addSubcommand(new AnchorNow(console))
                        .addSubcommand(new AnchorShow(console))
                        .addSubcommand(new AnchorNameSuccessor(console))
                        .addSubcommand(new AnchorAccept(console)))
                .addSubcommand(new Commit(console))
                .addSubcommand(new CommitRows(console))
                .addSubcommand(new Disclose(console))
                .addSubcommand(new VerifyDisclosure(console))
                .addSubcommand(new Erase(console))
                .addSubcommand(new ShowVault(console))
                .addSubcommand(new Follow(console))
                .addSubcommand(new CheckLog(console))
                .addSubcommand(new Audit(console))
                .addSubcommand(new Takeover(console))
                .addSubcommand(new Reindex(console))
                .addSubcommand(new CommandLine(new ShowDemo(console)).addSubcommand(new ShowSequencerDemo(console)))
                .addSubcommand(new Completion(console))
                .addSubcommand(new ShowVersion(console));
        plumb.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        plumb.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        plumb.setColorScheme(CommandLine.Help.defaultColorScheme(console.hasColour() ? Ansi.ON : Ansi.OFF));
        plumb.setUsageHelpWidth(100);
        plumb.setParameterExceptionHandler((e, args) -> wrongUsage(console, e));
        plumb.setExecutionExceptionHandler((e, verb, parsed) -> failed(console, e, verb));
        return plumb;
    }

    @Override
    public Integer call() {
        if (isHelp) {
            return ExitCode.OK;
        }
        if (isVersion) {
            console.line("plumb " + ShowVersion.version());
            return ExitCode.OK;
        }
        throw new ParameterException(commandLine(console), "no verb is given");
    }

    private static int wrongUsage(Console console, ParameterException e) {
        CommandLine verb = e.getCommandLine();
        console.say("plumb: " + firstLine(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, verb.getErr());
        console.say("Try '" + verb.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static int failed(Console console, Exception e, CommandLine verb) {
        if (hasStacktrace(verb)) {
            e.printStackTrace(console.err());
        }
        if (e instanceof FailedException failed) {
            console.say("plumb: " + firstLine(failed.getMessage()));
            return failed.exitCode();
        }
        if (e instanceof IOException world) {
            console.say("plumb: " + InputFiles.describe(world));
            return ExitCode.NOT_CHECKED;
        }
        console.say("plumb: internal error: " + firstLine(e.toString())
                + ". This is a fault of plumb; run it again with --stacktrace and report what it prints.");
        return ExitCode.INTERNAL;
    }

    private static boolean hasStacktrace(CommandLine verb) {
        return Boolean.TRUE.equals(verb.getParseResult().matchedOptionValue("--stacktrace", false));
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "no details" : text.lines().findFirst().orElse("no details");
    }
}
