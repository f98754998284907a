package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.vault.Kept;
import dev.plumbline.ledger.vault.Vault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb vault}. */
@Command(
        name = "vault",
        description = {
            "List what a vault keeps and what it has erased; never a value or a salt.",
            "Receipts that are named tell it to which events its commitments went."
        },
        footer = {"", "Example:", "  plumb vault --vault vault receipts/*.receipt.json"})
final class ShowVault implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private VaultOptions vaultOptions = new VaultOptions();

    @Parameters(arity = "0..*", paramLabel = "RECEIPT", description = "receipts of events")
    private List<String> receipts = new ArrayList<>();

    ShowVault(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        List<Kept> all;
        try (Vault vault = vaultOptions.open()) {
            for (String receipt : receipts) {
                vault.bind(ReceiptFiles.event(receipt, ReceiptFiles.read(receipt, console)));
            }
            all = vault.list();
        }
        for (Kept kept : all) {
            console.line(options.isJson() ? Json.encode(json(kept)) : text(kept));
        }
        return ExitCode.OK;
    }

    private static String text(Kept kept) {
        Long erasedAt = kept.erasedAtMillis();
        String state = erasedAt == null ? "kept" : "erased " + Instant.ofEpochMilli(erasedAt);
        String event = kept.event() == null ? "no event known" : "event " + kept.event();
        return String.format(
                "%-8s  sha256:%s  %s  %s", kept.field(), kept.commitment().hex(), state, event);
    }

    private static ObjectNode json(Kept kept) {
        ObjectNode json = Json.object()
                .put("field", kept.field())
                .put("commitment", "sha256:" + kept.commitment().hex())
                .put("state", kept.isErased() ? "erased" : "kept")
                .put("size", kept.sizeBytes());
        if (kept.event() != null) {
            json.put("event_id", kept.event().encode()).put("ns", kept.namespace());
        }
        if (kept.erasedAtMillis() != null) {
            json.put("erased_at", kept.erasedAtMillis());
        }
        return json;
    }
}
