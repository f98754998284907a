package dev.plumbline.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Signed events of many issuers, each with its own numbers and links without a gap. The same seed gives the same events.
 *
 * @param seed what keys and contents are derived from; a log that has seen one seed answers "known" to it
 * @param issuers how many keys
 * @param inferencePercent how many of 100 events are inferences; the others are uploads
 */
record Workload(String seed, int issuers, int inferencePercent) {
    private static final Namespace NAMESPACE = new Namespace("eip155:1612", "load");
    private static final long START_MILLIS = 1_763_700_000_000L;
    private static final BigInteger FEE = BigInteger.TEN.pow(15);

    /** Requests of {@code bulk} events of mixed issuers, each with its own signature. Uses all processors. */
    List<Parcel> individual(String host, int eventCount, int bulk) {
        int perIssuer = (eventCount + issuers - 1) / issuers;
        List<List<byte[]>> streams = IntStream.range(0, issuers)
                .parallel()
                .mapToObj(issuer -> signEach(signer(issuer), perIssuer))
                .toList();
        var parcels = new ArrayList<Parcel>();
        for (int from = 0; from < eventCount; from += bulk) {
            var entries = new ArrayList<byte[]>(bulk);
            for (int i = from; i < Math.min(eventCount, from + bulk); i++) {
                entries.add(streams.get(i % issuers).get(i / issuers));
            }
            parcels.add(Parcel.of(host, entries));
        }
        return parcels;
    }

    /** Requests of {@code bulk} events of one issuer under one signature, the issuers in turn. Uses all processors. */
    List<Parcel> batches(String host, int eventCount, int bulk) {
        int batchCount = (eventCount + bulk - 1) / bulk;
        int perIssuer = (batchCount + issuers - 1) / issuers;
        List<List<Parcel>> streams = IntStream.range(0, Math.min(issuers, batchCount))
                .parallel()
                .mapToObj(issuer -> signBatches(signer(issuer), host, perIssuer, bulk))
                .toList();
        var parcels = new ArrayList<Parcel>();
        for (int i = 0; i < batchCount; i++) {
            parcels.add(streams.get(i % issuers).get(i / issuers));
        }
        return parcels;
    }

    private List<byte[]> signEach(EventSigner signer, int count) {
        var entries = new ArrayList<byte[]>(count);
        EventId previous = null;
        for (int iseq = 1; iseq <= count; iseq++) {
            Event event = draft(signer.issuer(), iseq, previous).sign(signer);
            previous = event.id();
            entries.add(event.entry());
        }
        return entries;
    }

    private List<Parcel> signBatches(EventSigner signer, String host, int batchCount, int bulk) {
        var parcels = new ArrayList<Parcel>(batchCount);
        EventId previous = null;
        for (int batch = 0; batch < batchCount; batch++) {
            var drafts = new ArrayList<EventDraft>(bulk);
            for (int i = 0; i < bulk; i++) {
                EventDraft draft = draft(signer.issuer(), (long) batch * bulk + i + 1, previous);
                previous = draft.id();
                drafts.add(draft);
            }
            parcels.add(Parcel.of(
                    host,
                    EventDraft.signBatch(drafts, signer).stream()
                            .map(Event::entry)
                            .toList()));
        }
        return parcels;
    }

    private EventSigner signer(int issuer) {
        return EventSigner.ed25519(hash("issuer", issuer).bytes());
    }

    private EventDraft draft(Issuer issuer, long iseq, @Nullable EventId previous) {
        Body body = iseq % 100 < inferencePercent ? inference(iseq) : upload(issuer, iseq);
        return new EventDraft(body, NAMESPACE, issuer, iseq, previous, START_MILLIS + iseq);
    }

    private DatanetUpload upload(Issuer issuer, long number) {
        return DatanetUpload.of(
                DatanetUpload.Content.ofDigest(hash(issuer.encode(), number), 10_240 + number % 9_999, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, Permission.ALLOWED, Purpose.EVAL, Permission.ALLOWED),
                issuer,
                Issuer.ofAccount(1_612, "a payout account 20 b".substring(0, 20).getBytes(UTF_8)));
    }

    private Inference inference(long number) {
        long half = Weight.WHOLE / 2;
        var attribution = new Attribution(
                new TreeHead(number, hash("root", number)),
                List.of(new Attribution.Line(new EventId(hash("upload", number)), null, half)),
                half,
                null,
                null);
        return new Inference(
                "attempt-" + number,
                Outcome.SERVED,
                new EventId(hash("model", 0)),
                new EventId(hash("method", 0)),
                START_MILLIS + number,
                START_MILLIS + number + 2_000,
                hash("prompt", number),
                hash("response", number),
                hash("params", number % 10),
                new Inference.Tokens(374 + number % 1_000, 44 + number % 100),
                new Inference.Fee("eip155:1612/slip44:60", FEE),
                attribution);
    }

    private Hash hash(String what, long number) {
        return TreeHasher.sha256((seed + '\0' + what + '\0' + number).getBytes(UTF_8));
    }
}
