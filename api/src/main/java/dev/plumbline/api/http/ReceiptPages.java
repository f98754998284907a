package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/receipts/{id}}: the receipt under the newest head, with the evidence of an anchor as soon as there is one. */
final class ReceiptPages {
    private final Ledger ledger;
    private final Anchors anchors;

    ReceiptPages(Services services) {
        this.ledger = services.ledger();
        this.anchors = services.anchors();
    }

    void receipt(Context ctx) throws ProblemException, IOException {
        EventId id = Parameters.of(ctx, Set.of()).pathEventId("id");
        long index = EventPages.requireIndex(ledger, id);
        ctx.header("Vary", "Accept");
        switch (AcceptedForm.of(ctx.header("Accept"))) {
            case RECEIPT -> {
                var receipt = new Receipt(new String(ledger.entry(index), UTF_8), proof(index), evidence(index));
                Pages.bytes(ctx, Receipt.MEDIA_TYPE, Pages.NO_CACHE, receipt.encode());
            }
            case PROOF -> {
                byte[] text = proof(index).encode().getBytes(UTF_8);
                Pages.bytes(ctx, "text/plain; charset=utf-8", Pages.NO_CACHE, text);
            }
            case COSE -> {
                byte[] receipt = ledger.coseReceipt(index).encode();
                Pages.bytes(ctx, CoseReceipt.MEDIA_TYPE, Pages.NO_CACHE, receipt);
            }
            case NONE ->
                throw Problem.of(
                                ApiReason.NOT_ACCEPTABLE,
                                "want Accept of " + Receipt.MEDIA_TYPE + ", text/plain or " + CoseReceipt.MEDIA_TYPE)
                        .toException();
        }
    }

    private TlogProof proof(long index) throws IOException {
        SignedHead head = ledger.head();
        return new TlogProof(ledger.prove(index, head.head().size()), head.note());
    }

    private @Nullable AnchorEvidence evidence(long index) throws IOException {
        Anchors.Anchor anchor = anchors.covering(index);
        return anchor == null
                ? null
                : anchor.evidence(ledger.prove(index, anchor.size()).path());
    }
}
