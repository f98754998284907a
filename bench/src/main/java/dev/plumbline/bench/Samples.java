package dev.plumbline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the benchmarks work on. Always the same bytes. */
final class Samples {
    private static final Namespace NAMESPACE = new Namespace("eip155:1612", "bench");
    private static final long AT_MILLIS = 1_763_700_000_000L;
    private static final int INFERENCE_LINES = 10;

    private Samples() {}

    static Hash hash(String text) {
        return TreeHasher.sha256(text.getBytes(UTF_8));
    }

    static EventSigner signer() {
        return EventSigner.ed25519(hash("signer").bytes());
    }

    static EventDraft draft(Body body, Issuer issuer) {
        return EventDraft.first(body, NAMESPACE, issuer, AT_MILLIS);
    }

    /** An upload whose entry has some 700 bytes. */
    static DatanetUpload upload() {
        return DatanetUpload.of(
                DatanetUpload.Content.ofDigest(hash("content"), 10_240, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, Permission.ALLOWED),
                signer().issuer(),
                Issuer.ofAccount(1_612, new byte[20]));
    }

    /** An inference whose entry has some 2.4 KB. */
    static Inference inference() {
        long weight = Weight.WHOLE / (INFERENCE_LINES + 1);
        List<Attribution.Line> lines = IntStream.range(0, INFERENCE_LINES)
                .mapToObj(i -> new Attribution.Line(new EventId(hash("upload " + i)), (long) i, weight))
                .sorted(Comparator.comparing(line -> line.upload().encode()))
                .toList();
        return new Inference(
                "attempt-1",
                Outcome.SERVED,
                new EventId(hash("model")),
                new EventId(hash("method")),
                AT_MILLIS,
                AT_MILLIS + 2_000,
                hash("prompt"),
                hash("response"),
                hash("params"),
                new Inference.Tokens(374, 44),
                new Inference.Fee("eip155:1612/slip44:60", BigInteger.TEN.pow(15)),
                new Attribution(
                        new TreeHead(100, hash("root")),
                        lines,
                        Weight.WHOLE - INFERENCE_LINES * weight,
                        null,
                        hash("evidence")));
    }
}
