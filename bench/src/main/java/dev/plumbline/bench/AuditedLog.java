package dev.plumbline.bench;

import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A clean log in memory, as tiles: a thousand uploads, then answers with eight weights each, an accrual for every second of
 * them and a payment for every fourth. Each event has a signature of its own; the same seed gives the same bytes.
 */
final class AuditedLog {
    private static final int UPLOADS = 1_000;
    private static final int LINES = 8;
    private static final Namespace NAMESPACE = new Namespace("eip155:1612", "bench");
    private static final String TOKEN = "eip155:1612/slip44:60";
    private static final long START_MILLIS = 1_763_700_000_000L;
    private static final BigInteger FEE = BigInteger.TEN.pow(18);

    final List<byte[]> entries = new ArrayList<>();

    private final Map<String, byte[]> files = new HashMap<>();
    private final List<List<Hash>> levels = new ArrayList<>();
    private final Frontier frontier = new Frontier();
    private final EventSigner operator = EventSigner.ed25519(hash("operator").bytes());
    private final Issuer payee = EventSigner.ed25519(hash("payee").bytes()).issuer();
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<EventId> uploads = new ArrayList<>();
    private Event last;
    private TreeHead looked = TreeHead.EMPTY;

    /** A log of at least this many entries. */
    AuditedLog(int entryCount) {
        last = say(EventDraft.first(upload(0), NAMESPACE, operator.issuer(), START_MILLIS));
        uploads.add(last.id());
        while (uploads.size() < UPLOADS) {
            uploads.add(say(upload(uploads.size())).id());
        }
        looked = frontier.head();
        Event model = say(model());
        Event method = say(method());
        Event policy = say(policy());
        for (int number = 0; entries.size() < entryCount; number++) {
            Inference inference = answer(number, model.id(), method.id());
            Event answer = say(inference);
            if (number % 2 == 0) {
                Event accrual = say(accrual(answer, inference, policy));
                if (number % 4 == 0) {
                    say(payment(accrual, number));
                }
            }
        }
        finish();
    }

    private static Hash hash(String text) {
        return TreeHasher.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private DatanetUpload upload(int number) {
        return DatanetUpload.of(
                DatanetUpload.Content.ofDigest(hash("content " + number), 10_240, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, Permission.ALLOWED),
                payee,
                payee);
    }

    private ModelRegister model() {
        var tree = new Frontier();
        uploads.stream()
                .sorted(Comparator.comparing(EventId::encode))
                .forEach(id -> tree.append(TreeHasher.leaf(id.hash().bytes()), (level, index, node) -> {}));
        return new ModelRegister(
                "bench-7b",
                Version.of(1),
                List.of(new ModelRegister.Artifact("model.bin", hash("model"), 1)),
                null,
                null,
                List.of(),
                new ModelRegister.Training(tree.head().root(), uploads.size(), looked),
                null,
                operator.issuer());
    }

    private static PolicyMethod method() {
        return new PolicyMethod(
                "spans", Version.of(1), Family.SUFFIX_ARRAY, List.of(), hash("code"), Determinism.EXACT, null);
    }

    private static PolicySplit policy() {
        return new PolicySplit(
                "standard",
                Version.of(1),
                TOKEN,
                List.of(new PolicySplit.Share("platform", 500_000), new PolicySplit.Share("contributors", 500_000)),
                1_000,
                0);
    }

    private Inference answer(int number, EventId model, EventId method) {
        var lines = new ArrayList<Attribution.Line>();
        int first = random.nextInt(UPLOADS - LINES);
        for (int i = 0; i < LINES; i++) {
            lines.add(new Attribution.Line(uploads.get(first + i), null, Weight.WHOLE / (LINES + 2)));
        }
        lines.sort(Comparator.comparing(line -> line.upload().encode()));
        // The state of some hundred entries ago, so that each fourth answer names another one.
        if (number % 4 == 0) {
            looked = frontier.head();
        }
        return new Inference(
                "attempt-" + number,
                Outcome.SERVED,
                model,
                method,
                START_MILLIS + number,
                START_MILLIS + number + 1,
                hash("prompt"),
                hash("response"),
                hash("params"),
                new Inference.Tokens(374, 44),
                new Inference.Fee(TOKEN, FEE),
                new Attribution(looked, lines, 2 * (Weight.WHOLE / (LINES + 2)), null, null));
    }

    private RewardAccrue accrual(Event answer, Inference inference, Event policy) {
        Attribution attribution = inference.attribution();
        if (attribution == null) {
            throw new IllegalStateException("an answer has an attribution");
        }
        var weights = new ArrayList<BigInteger>();
        attribution.lines().forEach(line -> weights.add(BigInteger.valueOf(line.weight())));
        weights.add(BigInteger.valueOf(attribution.unattributed()));
        BigInteger half = FEE.shiftRight(1);
        List<BigInteger> amounts = LargestRemainder.split(half, weights);
        var lines = new ArrayList<RewardAccrue.Line>();
        lines.add(new RewardAccrue.Line(operator.issuer(), "platform", null, half));
        for (int i = 0; i < LINES; i++) {
            EventId upload = attribution.lines().get(i).upload();
            lines.add(new RewardAccrue.Line(payee, "contributors", upload, amounts.get(i)));
        }
        BigInteger rest = amounts.get(LINES);
        lines.add(new RewardAccrue.Line(operator.issuer(), "unattributed", null, rest));
        return new RewardAccrue(
                answer.id(),
                null,
                policy.id(),
                List.of(
                        new RewardAccrue.Pool("platform", half),
                        new RewardAccrue.Pool("contributors", half.subtract(rest)),
                        new RewardAccrue.Pool("unattributed", rest)),
                lines,
                TOKEN,
                FEE);
    }

    private RewardPay payment(Event accrual, int number) {
        BigInteger amount = ((RewardAccrue) accrual.body()).lines().get(1).amount();
        return new RewardPay(
                List.of(new RewardPay.Paid(accrual.id(), 1)),
                payee,
                amount,
                Settlement.included("eip155:1612", hash("transaction"), 7, number));
    }

    private Event say(Body body) {
        last = say(EventDraft.after(last, body, START_MILLIS + entries.size()));
        return last;
    }

    private Event say(EventDraft draft) {
        Event event = draft.sign(operator);
        entries.add(event.entry());
        frontier.append(event.leafHash(), (level, index, node) -> {
            if (level % Tiles.HEIGHT == 0) {
                int tiles = level / Tiles.HEIGHT;
                if (tiles == levels.size()) {
                    levels.add(new ArrayList<>());
                }
                levels.get(tiles).add(node);
            }
        });
        return event;
    }

    private void finish() {
        for (int level = TileAddress.ENTRIES; level < levels.size(); level++) {
            long index = 0;
            for (int width = Tiles.widthAt(level, 0, entries.size()); width > 0; ) {
                int from = (int) index * TileAddress.FULL_WIDTH;
                byte[] bytes = level == TileAddress.ENTRIES
                        ? EntryBundle.encode(entries.subList(from, from + width))
                        : tile(levels.get(level).subList(from, from + width));
                files.put(new TileAddress(level, index, width).path(), bytes);
                width = Tiles.widthAt(level, ++index, entries.size());
            }
        }
    }

    private static byte[] tile(List<Hash> hashes) {
        var bytes = new ByteArrayOutputStream();
        hashes.forEach(node -> bytes.writeBytes(node.bytes()));
        return bytes.toByteArray();
    }

    TileFetcher<IOException> fetcher() {
        return (path, bytesMax) -> files.get(path);
    }

    byte[] checkpoint(SignerKey key) {
        return key.sign(new Checkpoint(key.verifierKey().name(), frontier.head()).encode())
                .bytes();
    }
}
