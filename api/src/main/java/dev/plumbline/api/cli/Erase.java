package dev.plumbline.api.cli;

import dev.plumbline.ledger.vault.Kept;
import dev.plumbline.ledger.vault.Vault;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb erase}. */
@Command(
        name = "erase",
        description = {
            "Erase what the vault holds of events, salts and values, for good, and write a draft of the erasure.notice for",
            "'plumb submit'. The events stay in the log; nobody can open their commitments any more, you included.",
            "Copies elsewhere (disclosures already given, backups, the dataset itself) are not touched."
        },
        footer = {
            "",
            "Example:",
            "  plumb erase --vault vault --authority subject --out notice.json mine.receipt.json",
            "  plumb submit --url http://127.0.0.1:8080 --signer issuer.key notice.json"
        })
final class Erase implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private VaultOptions vaultOptions = new VaultOptions();

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            description = "erase only this: content, prompt, response, params or rows; may be given several times")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--authority",
            paramLabel = "subject|law|contract|operator",
            description = "on whose word, for the notice (default: ${DEFAULT-VALUE})")
    private Word authority = Word.operator;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the drafts go, one on each line (default: stdout)")
    private @Nullable Path out;

    @Parameters(
            arity = "1..*",
            paramLabel = "EVENT",
            description = "an event's receipt, or its id if the vault knows it: see 'plumb vault'")
    private List<String> events = new ArrayList<>();

    /** As it is written on the command line. */
    enum Word {
        /** The person whom it is about. */
        subject,
        /** A law. */
        law,
        /** A contract. */
        contract,
        /** Whoever runs the service. */
        operator;

        Authority authority() {
            return switch (this) {
                case subject -> Authority.SUBJECT;
                case law -> Authority.LAW;
                case contract -> Authority.CONTRACT;
                case operator -> Authority.OPERATOR;
            };
        }
    }

    Erase(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        for (String field : fields) {
            if (!ErasureNotice.COMMITTABLE.contains(field)) {
                throw FailedException.usage("--field is " + MalformedException.quote(field) + ", want one of "
                        + String.join(", ", ErasureNotice.COMMITTABLE));
            }
        }
        if (out != null) {
            // A place that cannot be written is found out before anything is gone.
            Files.writeString(out, "");
        }
        long now = console.clock().millis();
        var unwanted = new LinkedHashMap<EventId, List<Kept>>();
        try (Vault vault = vaultOptions.open()) {
            for (String event : events) {
                EventId id = eventId(vault, event);
                unwanted.put(id, unwanted(vault, id));
            }
            vault.erase(unwanted.values().stream().flatMap(List::stream).toList(), now);
        }
        report(unwanted, now);
        return ExitCode.OK;
    }

    private EventId eventId(Vault vault, String event) throws FailedException, IOException {
        if (!event.startsWith("sha256:")) {
            var found = ReceiptFiles.event(event, ReceiptFiles.read(event, console));
            vault.bind(found);
            return found.id();
        }
        try {
            return EventId.parse(event);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What is to go. What was erased before is not: its notice was written then. */
    private List<Kept> unwanted(Vault vault, EventId id) throws FailedException, IOException {
        List<Kept> kept = vault.list().stream()
                .filter(one -> id.equals(one.event()) && !one.isErased())
                .filter(one -> fields.isEmpty() || fields.contains(one.field()))
                .toList();
        if (kept.isEmpty()) {
            throw FailedException.notChecked(
                    "the vault holds nothing to erase of " + id
                            + "; if it was never told of the event, name its receipt. Nothing was erased",
                    null);
        }
        return kept;
    }

    private void report(Map<EventId, List<Kept>> erased, long now) throws IOException {
        var drafts = new StringBuilder();
        erased.forEach((id, kept) -> drafts.append(draft(id, kept, now)).append('\n'));
        erased.forEach((id, kept) -> console.say("erased of " + id + ": "
                + String.join(", ", kept.stream().map(Kept::field).toList())));
        if (out == null) {
            console.out().print(drafts);
            return;
        }
        Files.writeString(out, drafts, StandardCharsets.UTF_8);
        console.line(
                options.isJson()
                        ? Json.encode(Json.object().put("file", out.toString()).put("notices", erased.size()))
                        : out.toString());
    }

    private String draft(EventId id, List<Kept> kept, long now) {
        var notice = new ErasureNotice(id, kept.stream().map(Kept::field).toList(), authority.authority(), now);
        JsonObject draft = JsonObject.builder()
                .put("kind", notice.kind().wireName())
                .put("ns", String.valueOf(kept.get(0).namespace()))
                .put("body", notice.encode())
                .build();
        return new String(CanonicalJson.encode(draft), StandardCharsets.UTF_8);
    }
}
