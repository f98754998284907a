package dev.plumbline.api.cli;

import dev.plumbline.api.explain.FileKind;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb verify-disclosure}. */
@Command(
        name = "verify-disclosure",
        description = {
            "Check a disclosure, offline: that its event is in the log, and that the value it shows is what the event",
            "committed to when it was logged. 'plumb verify' takes it too, with more ways to say what is demanded."
        },
        footer = {
            "",
            "Example:",
            "  plumb verify-disclosure --vkey \"$(cat log.vkey)\" --value-out prompt.txt prompt.disclosure.json"
        })
final class VerifyDisclosure implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--value-out",
            paramLabel = "FILE",
            description = "where the disclosed value goes, if it is verified; a file is never overwritten")
    private @Nullable Path valueOut;

    @Parameters(paramLabel = "FILE", description = "the disclosure; - is stdin")
    private String file = "";

    VerifyDisclosure(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        TrustPolicy stated = trust.stated(console);
        if (stated == null) {
            throw FailedException.notChecked(
                    "nothing says which log to believe; pass its verifier key with --vkey, or a policy file with --policy",
                    null);
        }
        byte[] bytes = InputFiles.readForLimit(file, Limits.DISCLOSURE_BYTES_MAX, console);
        Finding finding = new FileCheck(VerificationPolicy.of(stated), null).checkAs(FileKind.DISCLOSURE, bytes);
        int exitCode = new VerdictReport(console, options.isJson()).print(file, finding);
        if (exitCode == ExitCode.OK && valueOut != null) {
            Files.write(valueOut, value(bytes), StandardOpenOption.CREATE_NEW);
        }
        return exitCode;
    }

    private static byte[] value(byte[] verified) {
        try {
            return Disclosure.parse(verified).opening().value();
        } catch (MalformedException e) {
            throw new AssertionError("it was verified", e);
        }
    }
}
