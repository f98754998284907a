package dev.plumbline.api.cli;

import dev.plumbline.ledger.vault.Kept;
import dev.plumbline.ledger.vault.KeptRows;
import dev.plumbline.ledger.vault.Vault;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.DisclosureStatus;
import dev.plumbline.proofs.disclosure.Opening;
import dev.plumbline.proofs.disclosure.RowProver;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.receipt.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb disclose}. */
@Command(
        name = "disclose",
        description = {
            "Write a file that shows one value, or one row of a dataset, and proves that a logged event commits to it.",
            "Whoever has the file knows the value and can pass it on; nothing else is disclosed.",
            "'plumb verify-disclosure' checks it, offline."
        },
        footer = {
            "",
            "Examples:",
            "  plumb disclose --vault vault --receipt mine.receipt.json --field prompt --out prompt.disclosure.json",
            "  plumb disclose --vault vault --receipt upload.receipt.json --row 17 --data notes.ndjson"
        })
final class Disclose implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private VaultOptions vaultOptions = new VaultOptions();

    @Option(
            names = "--receipt",
            required = true,
            paramLabel = "FILE",
            description = "the receipt of the event that commits to it; - is stdin")
    private String receiptFile = "";

    @ArgGroup(multiplicity = "1")
    private Part part = new Part();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "the dataset, if it is no longer where 'plumb rows' found it")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "where the disclosure goes (default: stdout)")
    private @Nullable Path out;

    Disclose(Console console) {
        this.console = console;
    }

    /** What is to be disclosed. */
    static final class Part {
        @Option(names = "--field", paramLabel = "FIELD", description = "a committed field, such as prompt")
        private @Nullable String field;

        @Option(names = "--row", paramLabel = "N", description = "a row of the dataset, counted from 0")
        private @Nullable Long row;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Receipt receipt = ReceiptFiles.read(receiptFile, console);
        Event event = ReceiptFiles.event(receiptFile, receipt);
        Opening opening;
        try (Vault vault = vaultOptions.open()) {
            vault.bind(event);
            opening = part.field == null
                    ? row(vault, event, part.row == null ? -1 : part.row)
                    : field(vault, event, Commit.field(part.field));
        }
        if (opening.check(event.body()) != DisclosureStatus.VALID) {
            throw new FailedException(
                    ExitCode.FALSE, "what the vault holds is not what the event commits to; nothing is disclosed");
        }
        write(encode(receipt, opening));
        return ExitCode.OK;
    }

    private static byte[] encode(Receipt receipt, Opening opening) throws FailedException {
        try {
            return new Disclosure(receipt, opening).encode();
        } catch (IllegalArgumentException e) {
            throw FailedException.notChecked(String.valueOf(e.getMessage()), e);
        }
    }

    private static Opening field(Vault vault, Event event, CommittedField field) throws FailedException, IOException {
        Hash commitment = field.commitmentIn(event.body());
        if (commitment == null) {
            throw new FailedException(
                    ExitCode.FALSE, "this " + event.kind().wireName() + " commits to no " + field.path());
        }
        Opening found = vault.open(field, commitment);
        if (found == null) {
            throw absent(vault, field.path(), commitment);
        }
        return found;
    }

    private Opening row(Vault vault, Event event, long row) throws FailedException, IOException {
        DatanetUpload.Rows rows = event.body() instanceof DatanetUpload upload ? upload.rows() : null;
        if (rows == null) {
            throw new FailedException(ExitCode.FALSE, "this " + event.kind().wireName() + " has no rows");
        }
        if (row < 0 || row >= rows.count()) {
            throw FailedException.usage("--row is " + row + ", want 0 to " + (rows.count() - 1));
        }
        KeptRows kept = vault.openRows(rows.root());
        if (kept == null) {
            throw absent(vault, Kept.ROWS, rows.root());
        }
        Path file = data == null ? Path.of(kept.source()) : data;
        var prover = new RowProver(kept.secret(), row, rows.count());
        RowFiles.read(file, kept.format(), prover::append);
        if (!prover.rows().equals(rows)) {
            throw new FailedException(
                    ExitCode.FALSE,
                    file + " is not the dataset that was uploaded: it has "
                            + prover.rows().count() + " rows and another root; name the right one with --data");
        }
        return prover.proof();
    }

    private static FailedException absent(Vault vault, String field, Hash commitment) throws IOException {
        for (Kept kept : vault.list()) {
            Long erasedAt = kept.erasedAtMillis();
            if (erasedAt != null
                    && kept.field().equals(field)
                    && kept.commitment().equals(commitment)) {
                return FailedException.notChecked(
                        "the " + field + " was erased at " + Instant.ofEpochMilli(erasedAt)
                                + "; nobody can disclose it any more",
                        null);
            }
        }
        return FailedException.notChecked(
                "the vault does not have the " + field + " behind sha256:" + commitment.hex(), null);
    }

    private void write(byte[] disclosure) throws IOException {
        if (out == null) {
            console.line(new String(disclosure, StandardCharsets.UTF_8));
            return;
        }
        Files.write(out, disclosure);
        console.line(
                options.isJson()
                        ? Json.encode(Json.object().put("file", out.toString()).put("size", disclosure.length))
                        : out.toString());
    }
}
