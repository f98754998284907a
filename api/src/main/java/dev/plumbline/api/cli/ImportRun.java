package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.imports.Defect;
import dev.plumbline.api.imports.Draft;
import dev.plumbline.api.imports.Imported;
import dev.plumbline.api.imports.Severity;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One run of {@code plumb import}: collects what became of each file, reports it, and writes or sends the drafts. */
final class ImportRun {
    private final Console console;
    private final ImportOptions options;
    private final List<Draft> drafts = new ArrayList<>();
    private int files;
    private long notes;
    private long wrong;
    private long refused;
    private long unlisted;

    ImportRun(Console console, ImportOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Reports a file, and keeps its drafts. */
    void add(String file, Imported imported) throws FailedException {
        files++;
        drafts.addAll(imported.drafts());
        notes += imported.count(Severity.NOTE);
        wrong += imported.count(Severity.WRONG);
        refused += imported.count(Severity.REFUSED);
        unlisted += imported.defectsUnlisted();
        if (options.isJson()) {
            report().print(Json.encode(json(file, imported)) + "\n");
            return;
        }
        report().print(file + ": " + count(imported.drafts().size(), "draft") + "\n");
        for (Defect defect : imported.defects()) {
            String severity = defect.severity().name().toLowerCase(Locale.ROOT);
            report().print(String.format(Locale.ROOT, "  %-7s  %s%n", severity, defect));
        }
        if (imported.defectsUnlisted() > 0) {
            report().print("  and " + count(imported.defectsUnlisted(), "defect") + " more\n");
        }
    }

    /** Writes or sends the drafts, and returns the exit code. */
    int finish() throws FailedException, IOException {
        boolean isWithheld = options.isStrict() && wrong + refused + unlisted > 0;
        if (!options.isJson()) {
            report().print(count(files, "file") + ", " + count(drafts.size(), "draft") + ", " + refused + " refused, "
                    + wrong + " wrong, " + count(notes, "note")
                    + (isWithheld ? "; nothing was written or sent, because of --strict" : "") + "\n");
        }
        if (isWithheld) {
            return ExitCode.FALSE;
        }
        String url = options.url();
        int exitCode = refused + unlisted > 0 ? ExitCode.FALSE : ExitCode.OK;
        Path out = options.out();
        if (out != null) {
            Files.write(out, lines());
        } else if (url == null) {
            console.out().write(lines());
        }
        EventSigner signer = options.signer();
        if (url == null || signer == null || drafts.isEmpty()) {
            return exitCode;
        }
        return ExitCode.worse(exitCode, send(LogClient.of(url), signer));
    }

    private int send(LogClient client, EventSigner signer) throws FailedException, IOException {
        var chain = new IssuerChain(client, signer, console.clock());
        var entries = new ArrayList<byte[]>();
        for (Draft draft : drafts) {
            try {
                entries.add(chain.sign(draft.encode()).entry());
            } catch (MalformedException e) {
                throw new FailedException(ExitCode.FALSE, e.getMessage() + "; nothing was sent", e);
            }
        }
        return new Sending(client, console, options.isJson(), options.receipts()).send(entries, options.trust());
    }

    private byte[] lines() {
        var lines = new ByteArrayOutputStream();
        for (Draft draft : drafts) {
            lines.writeBytes(CanonicalJson.encode(draft.encode()));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** Not where drafts or receipts go, so that either can be read by a program. */
    private PrintStream report() throws FailedException {
        return options.out() != null && options.url() == null ? console.out() : console.err();
    }

    private static ObjectNode json(String file, Imported imported) {
        ObjectNode json =
                Json.object().put("file", file).put("drafts", imported.drafts().size());
        ArrayNode defects = json.putArray("defects");
        for (Defect defect : imported.defects()) {
            defects.addObject()
                    .put("severity", defect.severity().name().toLowerCase(Locale.ROOT))
                    .put("pointer", defect.pointer())
                    .put("found", defect.found())
                    .put("done", defect.done());
        }
        return json.put("defects_unlisted", imported.defectsUnlisted());
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
