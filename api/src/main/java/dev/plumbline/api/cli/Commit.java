package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.vault.Vault;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Salt;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb commit}. */
@Command(
        name = "commit",
        description = {
            "Commit to a value under a new random salt, keep both in the vault, and print the commitment,",
            "which is what goes into the event. 'plumb disclose' shows the value to whom you choose."
        },
        footer = {"", "Example:", "  plumb commit --vault vault --field prompt prompt.txt"})
final class Commit implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private VaultOptions vaultOptions = new VaultOptions();

    @Option(
            names = "--field",
            required = true,
            paramLabel = "FIELD",
            description = "where it will stand: content, prompt, response or params")
    private String fieldPath = "";

    @Parameters(paramLabel = "FILE", description = "the value, byte for byte; - is stdin")
    private String file = "";

    Commit(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        CommittedField field = field(fieldPath);
        byte[] value = InputFiles.readForLimit(file, Limits.DISCLOSED_BYTES_MAX, console);
        if (value.length > Limits.DISCLOSED_BYTES_MAX) {
            throw FailedException.usage(file + " has more than " + Limits.DISCLOSED_BYTES_MAX
                    + " bytes, which no disclosure can carry; commit to its rows with 'plumb rows'");
        }
        byte[] random = new byte[Salt.LENGTH];
        new SecureRandom().nextBytes(random);
        var opening = new FieldOpening(field, Salt.of(random), value);
        // Printed only once it is on the disk: a commitment that is logged and has lost its salt opens nothing.
        try (Vault vault = vaultOptions.openOrBegin(console)) {
            vault.put(opening);
        }
        String commitment = "sha256:" + opening.commitment().hex();
        ObjectNode json = Json.object()
                .put("field", field.path())
                .put("commitment", commitment)
                .put("size", value.length);
        console.line(options.isJson() ? Json.encode(json) : commitment);
        return ExitCode.OK;
    }

    static CommittedField field(String path) throws FailedException {
        try {
            return CommittedField.parse(path);
        } catch (MalformedException e) {
            throw FailedException.usage("--field: " + e.getMessage());
        }
    }
}
