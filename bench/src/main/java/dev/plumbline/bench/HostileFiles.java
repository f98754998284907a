package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSignature;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.view.Equivocation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Feeds hostile files to every way in, and prints for each the worst time of a first call, and of the fastest from the third
 * to the sixth, which keeps out what else the machine is doing. Run with {@code -Xmx32m}. Exit code 1 if a file of 10 MB takes
 * 50 ms or more so, or if any file ends in a lack of memory.
 *
 * <p>Each {@link HostileShape} comes with 10 MB, which its size alone ends, and, for comparison, with a mebibyte, which is the
 * largest limit, and with the 65,535 bytes of the largest entry.
 */
public final class HostileFiles {
    private static final int HOSTILE_BYTES = 10_000_000;
    private static final int[] SIZES = {HOSTILE_BYTES, 1 << 20, 65_535};
    private static final long MILLIS_MAX = 50;
    private static final int FIRST_WARM = 3;
    private static final int CALLS = 6;

    private final Map<String, Reader<byte[]>> ofBytes = new LinkedHashMap<>();
    private final Map<String, Reader<String>> ofText = new LinkedHashMap<>();
    private final Map<String, Worst> worst = new LinkedHashMap<>();

    /** Reads a file, and may refuse it. */
    private interface Reader<T> {
        void read(T file) throws MalformedException;
    }

    /** The longest of the first calls and of the warm ones, in nanoseconds, and the file that took the latter. */
    private static final class Worst {
        private long first;
        private long warm;
        private String file = "none";
        private boolean isStarved;
    }

    private HostileFiles() throws MalformedException {
        SampleReceipt sample = new SampleReceipt(Samples.signer());
        ofBytes.put("ReceiptVerifier", file -> {
            if (sample.verifier.verify(file) instanceof Verdict.Verified) {
                throw new IllegalStateException("a hostile file is verified");
            }
        });
        ofBytes.put("Receipt", Receipt::parse);
        ofBytes.put("Event", Event::parse);
        ofBytes.put("CanonicalJson", CanonicalJson::parse);
        ofBytes.put("Equivocation", Equivocation::parse);
        ofBytes.put("SignedNote of bytes", SignedNote::parse);
        ofBytes.put("TrustPolicy", TrustPolicy::parse);
        ofBytes.put("CoseReceipt", CoseReceipt::parse);
        ofBytes.put("EntryBundle", file -> EntryBundle.parse(file, 256));
        ofBytes.put("BlockHeader", BlockHeader::parse);
        ofBytes.put("TransactionReceipt", TransactionReceipt::parse);
        ofBytes.put("RlpItem", file -> RlpItem.parse(file, "item"));
        ofText.put("TlogProof", TlogProof::parse);
        ofText.put("SignedNote", SignedNote::parse);
        ofText.put("NoteSignature", NoteSignature::parse);
        ofText.put("Checkpoint", Checkpoint::parse);
        ofText.put("VerifierKey", VerifierKey::parse);
        ofText.put("SignerKey", SignerKey::parse);
        ofText.put("Decimal", text -> Decimal.parse(text, "number"));
        ofText.put("Hash of base64", Hash::parseBase64);
        ofText.put("Hash of hex", Hash::parseHex);
        ofText.put("HexData", text -> HexData.parse(text, "data", 1_024));
        ofText.put("EventId", EventId::parse);
        ofText.put("EventSignature", text -> EventSignature.parse("ed25519", text, null));
        ofText.put("Issuer", Issuer::parse);
        ofText.put("Namespace", Namespace::parse);
        ofText.put("TileAddress", TileAddress::parse);
    }

    /** Takes no argument. */
    public static void main(String[] args) throws MalformedException {
        System.exit(new HostileFiles().run() ? 0 : 1);
    }

    private boolean run() {
        for (int size : SIZES) {
            for (HostileShape shape : HostileShape.values()) {
                String name = shape + " of " + size;
                String kind = size == HOSTILE_BYTES ? "10 MB   " : "fitting ";
                timeAll(kind, ofBytes, shape.bytes(size), name);
                // The text is made before the clock runs, and its bytes are gone by then.
                timeAll(kind, ofText, new String(shape.bytes(size), ISO_8859_1), name);
            }
        }
        boolean holds = true;
        for (Map.Entry<String, Worst> entry : worst.entrySet()) {
            Worst times = entry.getValue();
            boolean isJudged = entry.getKey().startsWith("10 MB");
            boolean isFast = !isJudged || times.warm < MILLIS_MAX * 1_000_000;
            holds &= isFast && !times.isStarved;
            System.out.printf(
                    "%-28s at worst %6.1f ms the first call, %6.1f ms warm (%s)%s%n",
                    entry.getKey(), times.first / 1e6, times.warm / 1e6, times.file, isFast ? "" : "  TOO SLOW");
        }
        System.out.printf(
                "%d files to %d ways in, heap of %d MiB: 10 MB refused in under %d ms, warm: %s%n",
                SIZES.length * HostileShape.values().length,
                ofBytes.size() + ofText.size(),
                Runtime.getRuntime().maxMemory() >> 20,
                MILLIS_MAX,
                holds ? "yes" : "NO");
        return holds;
    }

    private <T> void timeAll(String kind, Map<String, Reader<T>> ways, T file, String name) {
        ways.forEach((way, reader) -> time(kind + way, reader, file, name));
    }

    private <T> void time(String way, Reader<T> reader, T file, String name) {
        Worst times = worst.computeIfAbsent(way, absent -> new Worst());
        long warm = Long.MAX_VALUE;
        for (int call = 1; call <= CALLS; call++) {
            long start = System.nanoTime();
            try {
                reader.read(file);
            } catch (OutOfMemoryError e) {
                times.isStarved = true;
                System.out.println(way + " ran out of memory on " + name);
            } catch (MalformedException e) {
                // As it should be. Some files are well formed, such as a number within a mebibyte of white space.
            }
            long nanos = System.nanoTime() - start;
            if (call == 1) {
                times.first = Math.max(times.first, nanos);
            } else if (call >= FIRST_WARM) {
                warm = Math.min(warm, nanos);
            }
        }
        if (warm > times.warm) {
            times.warm = warm;
            times.file = name;
        }
    }
}
