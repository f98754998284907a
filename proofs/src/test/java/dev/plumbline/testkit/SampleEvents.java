package dev.plumbline.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One valid body of each kind with every optional field, and events around them. Always the same bytes. */
public final class SampleEvents {
    /** The datanet of all samples. */
    public static final Namespace NAMESPACE = new Namespace("eip155:1612", "medical-notes");
    /** The token of all samples. */
    public static final String TOKEN = "eip155:1612/slip44:60";
    /** The time of all samples. */
    public static final long ISSUED_AT = 1_763_700_000_000L;

    private static final BigInteger FEE = BigInteger.TEN.pow(18);

    private SampleEvents() {}

    /** An Ed25519 issuer; each number has its own key. */
    public static EventSigner signer(int number) {
        return EventSigner.ed25519(hash("signer " + number).bytes());
    }

    /** The Ethereum account of the payee with this number. */
    public static Issuer account(int number) {
        return EventSigner.ethereumAccount(1_612, hash("account " + number).bytes())
                .issuer();
    }

    /** SHA-256 of a text. */
    public static Hash hash(String text) {
        return TreeHasher.sha256(text.getBytes(UTF_8));
    }

    /** An event id that no event has. */
    public static EventId id(String text) {
        return new EventId(hash(text));
    }

    /** The smallest valid upload. */
    public static DatanetUpload smallUpload(int number) {
        return DatanetUpload.of(
                DatanetUpload.Content.ofDigest(hash("content " + number), 10_240, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, Permission.ALLOWED),
                signer(0).issuer(),
                account(0));
    }

    /** An upload with every field. */
    public static DatanetUpload fullUpload() {
        return new DatanetUpload(
                UploadType.DERIVED,
                DatanetUpload.Content.ofCommitment(hash("commitment"), 0, "text/plain; charset=utf-8"),
                new DatanetUpload.Rows(3, hash("rows")),
                new DatanetUpload.License(
                        "Apache-2.0 OR (MIT AND LicenseRef-x)",
                        Evidence.VERIFIED,
                        "https://example.org/license",
                        hash("license")),
                Map.of(
                        Purpose.TRAIN, Permission.ALLOWED,
                        Purpose.FINETUNE, Permission.CONSTRAINED,
                        Purpose.RAG, Permission.NOT_ALLOWED,
                        Purpose.EVAL, Permission.ALLOWED,
                        Purpose.REDISTRIBUTE, Permission.NOT_ALLOWED),
                signer(1).issuer(),
                account(1),
                new DatanetUpload.Source(SourceKind.PARTNER, List.of(id("b"), id("a"))),
                Pii.PSEUDONYMOUS,
                new DatanetUpload.Meta("croissant/1.1", hash("meta")),
                id("original"));
    }

    /** A model with every field. */
    public static ModelRegister model() {
        return new ModelRegister(
                "notes-7b",
                Version.of("1.0.0"),
                List.of(new ModelRegister.Artifact("weights/model.safetensors", hash("weights"), 1L << 40)),
                hash("bundle"),
                id("base"),
                List.of(id("adapter")),
                new ModelRegister.Training(hash("uploads"), 2, new TreeHead(17, hash("root"))),
                hash("index"),
                account(2));
    }

    /** A split of 10, 20, 20 and 50 percent. */
    public static PolicySplit split() {
        return new PolicySplit(
                "standard",
                Version.of(1),
                TOKEN,
                List.of(
                        new PolicySplit.Share("platform", 100_000),
                        new PolicySplit.Share("models", 200_000),
                        new PolicySplit.Share("stakers", 200_000),
                        new PolicySplit.Share("contributors", 500_000)),
                86_400_000,
                1_000);
    }

    /** An answer to which this many uploads contributed one row each; the fee is 10^18. */
    public static Inference inference(int lineCount) {
        long weight = Weight.WHOLE / (lineCount + 2);
        List<Attribution.Line> lines = new ArrayList<>(IntStream.range(0, lineCount)
                .mapToObj(i -> new Attribution.Line(id("upload " + i), (long) i, weight))
                .sorted(Comparator.comparing(line -> line.upload().encode()))
                .toList());
        var attribution = new Attribution(
                new TreeHead(100, hash("root")),
                lines,
                Weight.WHOLE - (lineCount + 1) * weight,
                new Attribution.Tail(7, weight),
                hash("evidence"));
        return new Inference(
                "attempt-1",
                Outcome.SERVED,
                id("model"),
                id("method"),
                ISSUED_AT,
                ISSUED_AT + 2_000,
                hash("prompt"),
                hash("response"),
                hash("params"),
                new Inference.Tokens(374, 44),
                new Inference.Fee(TOKEN, FEE),
                attribution);
    }

    /** The accrual of a fee of 10^18 under {@link #split}, with two contributors. */
    public static RewardAccrue accrual() {
        List<BigInteger> amounts = split().split(FEE);
        List<RewardAccrue.Pool> pool = IntStream.range(0, 4)
                .mapToObj(i -> new RewardAccrue.Pool(split().shares().get(i).role(), amounts.get(i)))
                .toList();
        BigInteger quarter = new BigInteger("125000000000000000");
        return new RewardAccrue(
                id("inference"),
                null,
                id("policy"),
                pool,
                List.of(
                        new RewardAccrue.Line(account(1), "platform", null, amounts.get(0)),
                        new RewardAccrue.Line(account(2), "models", null, amounts.get(1)),
                        new RewardAccrue.Line(account(3), "stakers", null, amounts.get(2)),
                        new RewardAccrue.Line(account(4), "contributors", id("upload 1"), quarter),
                        new RewardAccrue.Line(
                                account(5),
                                "contributors",
                                id("upload 2"),
                                amounts.get(3).subtract(quarter))),
                TOKEN,
                FEE);
    }

    /** Signer 0's first event, a {@link #smallUpload}. */
    public static Event first() {
        return EventDraft.first(smallUpload(0), NAMESPACE, signer(0).issuer(), ISSUED_AT)
                .sign(signer(0));
    }

    /** The proof that signer 0 signed another first event. */
    public static IssuerConflict conflict() {
        Event second = EventDraft.first(smallUpload(1), NAMESPACE, signer(0).issuer(), ISSUED_AT)
                .sign(signer(0));
        return IssuerConflict.of(first().id(), second);
    }
}
