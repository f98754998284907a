package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.audit.LogFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import dev.plumbline.testkit.RawLog;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log whose operator is gone, the mirrors that were made of it, and the receipts that it gave out. In memory. */
final class OldLog {
    static final String ORIGIN = "ledger.example.org/attribution";

    final RawLog log = new RawLog(ORIGIN);
    final List<Event> events = new ArrayList<>();
    final Map<String, byte[]> receipts = new HashMap<>();

    OldLog(int size) {
        this(size, 1);
    }

    /** @param issuer whose events they are, so that two logs can have the same beginning and other ends */
    OldLog(int size, int issuer) {
        grow(size, issuer);
    }

    void grow(int count, int issuer) {
        EventSigner signer = SampleEvents.signer(issuer);
        Event last = null;
        for (int i = 0; i < count; i++) {
            var body = SampleEvents.smallUpload(events.size() + 1);
            EventDraft draft = last == null
                    ? EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT)
                    : EventDraft.after(last, body, SampleEvents.ISSUED_AT + i);
            last = draft.sign(signer);
            events.add(last);
            log.add(last);
        }
    }

    VerifierKey key() {
        return log.key();
    }

    TreeHead head(long size) {
        return log.head(size);
    }

    KnownAnchor anchor(long size) {
        return new KnownAnchor(
                "eip155:31337", "0x00112233445566778899aabbccddeeff00112233", head(size), 17, "a test", null);
    }

    /** A mirror of the first entries that shows the checkpoint of a size, which need not be that of its entries. */
    Source mirror(String name, long entries, long checkpoint) {
        return new Source(name, files(entries), checkpoint < 0 ? null : log.checkpoint(checkpoint));
    }

    LogFiles files(long entries) {
        return new LogFiles() {
            @Override
            public byte @Nullable [] read(TileAddress address) throws IOException {
                boolean isThere = address.width() <= Tiles.widthAt(address.level(), address.index(), entries);
                return isThere ? log.fetcher().fetch(address.path(), Integer.MAX_VALUE) : null;
            }

            @Override
            public List<Integer> partialWidths(TileAddress full) {
                var widths = new ArrayList<Integer>();
                for (int width = 1;
                        width <= Math.min(255, Tiles.widthAt(full.level(), full.index(), entries));
                        width++) {
                    widths.add(width);
                }
                return widths;
            }
        };
    }

    /** Hands out a receipt for an entry under the tree of a size, and returns its name. */
    String receipt(int index, long size) throws IOException {
        String name = "r" + index + "-" + size + ".receipt.json";
        receipts.put(
                name,
                new Receipt(new String(events.get(index).entry(), StandardCharsets.UTF_8), proof(index, size), null)
                        .encode());
        return name;
    }

    /** Hands out a proof that does not hold the event. */
    String bareProof(int index, long size) throws IOException {
        String name = "p" + index + "-" + size + ".tlog-proof";
        receipts.put(name, proof(index, size).encode().getBytes(StandardCharsets.UTF_8));
        return name;
    }

    private TlogProof proof(int index, long size) throws IOException {
        Source all = mirror("all", log.size(), log.size());
        try {
            return new TlogProof(InclusionProof.prove(index, size, all), SignedNote.parse(log.checkpoint(size)));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> receiptNames() {
        return receipts.keySet().stream().sorted().toList();
    }

    ReceiptFile file(String name) throws IOException {
        byte[] bytes = receipts.get(name);
        if (bytes == null) {
            throw new IOException("there is no " + name);
        }
        return new ReceiptFile(name, bytes);
    }

    /** Verifies what these sources and all receipts leave of the log. */
    Takeover.Finding verify(@Nullable KnownAnchor anchor, Source... sources) throws IOException {
        return Takeover.verify(
                List.of(key()), anchor, List.of(sources), receiptNames(), this::file, (done, total) -> {});
    }

    Recovered recover(@Nullable KnownAnchor anchor, Source... sources) throws IOException {
        Takeover.Finding finding = verify(anchor, sources);
        if (finding instanceof Takeover.Finding.Recoverable recoverable) {
            return recoverable.log();
        }
        throw new AssertionError("refused: " + finding);
    }

    Refusal refuse(@Nullable KnownAnchor anchor, Source... sources) throws IOException {
        Takeover.Finding finding = verify(anchor, sources);
        if (finding instanceof Takeover.Finding.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("recovered: " + finding);
    }
}
