package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every kind of import understands. */
final class ImportOptions {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--json", description = "the same as --output json")
    private boolean isJson;

    @Option(names = "--strict", description = "write and send nothing if anything is wrong with a file")
    private boolean isStrict;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the drafts go, one on each line (default: stdout)")
    private @Nullable Path out;

    @Option(names = "--url", paramLabel = "URL", description = "where the log answers that the events are sent to")
    private @Nullable String url;

    @Option(names = "--signer", paramLabel = "FILE", description = "the issuer's key, from 'plumb keygen --issuer'")
    private @Nullable Path signerFile;

    @Option(names = "--receipts", paramLabel = "DIR", description = "where the receipts go (default: stdout)")
    private @Nullable Path receipts;

    ImportOptions() {}

    boolean isJson() {
        return isJson || common.isJson();
    }

    boolean isStrict() {
        return isStrict;
    }

    @Nullable
    Path out() {
        return out;
    }

    @Nullable
    Path receipts() {
        return receipts;
    }

    TrustOptions trust() {
        return trust;
    }

    /** Where to send to; null if nothing is to be sent. */
    @Nullable
    String url() throws FailedException {
        if ((url == null) != (signerFile == null)) {
            throw FailedException.usage("--url and --signer go together: events are signed before they are sent");
        }
        return url;
    }

    /** The signer, if there is one. */
    @Nullable
    EventSigner signer() throws FailedException {
        return signerFile == null ? null : IssuerKey.read(signerFile);
    }

    /** A party that an option names, or else the signer. */
    Issuer party(@Nullable String did, String option) throws FailedException {
        EventSigner signer = signer();
        if (did == null && signer != null) {
            return signer.issuer();
        }
        if (did == null) {
            throw FailedException.usage(option + " is missing; it is the signer only where there is one");
        }
        try {
            return Issuer.parse(did);
        } catch (MalformedException e) {
            throw FailedException.usage(option + ": " + e.getMessage());
        }
    }

    static Namespace namespace(String text) throws FailedException {
        try {
            return Namespace.parse(text);
        } catch (MalformedException e) {
            throw FailedException.usage("--ns: " + e.getMessage());
        }
    }
}
