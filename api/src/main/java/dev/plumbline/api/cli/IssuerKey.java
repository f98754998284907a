package dev.plumbline.api.cli;

import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Path;

/** The key file of an issuer, as {@code plumb keygen --issuer} wrote it. */
final class IssuerKey {
    private IssuerKey() {}

    /** The signer that the file holds; refuses the key of a log. */
    static EventSigner read(Path file) throws FailedException {
        try {
            SignerKey key = KeyFile.read(file);
            EventSigner signer = EventSigner.ed25519(key.seed());
            if (!signer.issuer().encode().equals(key.verifierKey().name())) {
                throw FailedException.usage(file + " is a log's key, want one made by 'plumb keygen --issuer'");
            }
            return signer;
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        } catch (MalformedException e) {
            throw FailedException.usage(file + ": " + e.getMessage());
        }
    }
}
