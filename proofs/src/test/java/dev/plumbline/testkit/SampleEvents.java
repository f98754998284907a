package dev.plumbline.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.Authority;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Channel;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.ErasureNotice;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.event.IndexRoot;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.Route;
import dev.plumbline.proofs.event.SequencerEquivocate;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.event.Settlement;
import dev.plumbline.proofs.event.SourceKind;
import dev.plumbline.proofs.event.UnsafeSignature;
import dev.plumbline.proofs.event.UploadType;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.event.Weight;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** A split that burns what nobody has earned. */
    public static PolicySplit routedSplit() {
        return split().routing(Route.BURN, Issuer.ofAccount(1_612, new byte[20]));
    }

    /** An approximate method with two settings. */
    public static PolicyMethod method() {
        return new PolicyMethod(
                "spans",
                Version.of("2.1.0"),
                Family.SUFFIX_ARRAY,
                List.of(
                        new PolicyMethod.Parameter("max-span", "64 tokens"),
                        new PolicyMethod.Parameter("min-span", "8 tokens")),
                hash("code"),
                Determinism.APPROXIMATE,
                1_000L);
    }

    /** The payment of a line of each of two accruals. */
    public static RewardPay payment() {
        return new RewardPay(
                List.of(new RewardPay.Paid(id("accrual 1"), 3), new RewardPay.Paid(id("accrual 2"), 0)),
                account(4),
                new BigInteger("125000000000000000"),
                Settlement.inFinalBlock("eip155:1612", hash("transaction"), 4_200_000, 17)
                        .inBatch(hash("batch")));
    }

    /** A correction of an amount, retroactive, that moves one unit from one account to another. */
    public static Correction correction() {
        return new Correction(
                id("target"),
                CorrectionClass.AMOUNT,
                id("replacement"),
                hash("reason"),
                Effective.RETROACTIVE,
                List.of(
                        new Correction.Delta(account(4), BigInteger.ONE),
                        new Correction.Delta(account(5), BigInteger.ONE.negate())));
    }

    /** A dispute about an amount, with evidence. */
    public static DisputeOpen dispute() {
        return new DisputeOpen(
                id("target"),
                DisputeCode.WRONG_AMOUNT,
                new DisputeOpen.Claim(new BigInteger("125000000000000001"), hash("claim")),
                List.of(hash("letter"), hash("invoice")),
                ISSUED_AT + 86_400_000);
    }

    /** A dispute that ended in a correction. */
    public static DisputeResolve resolution() {
        return DisputeResolve.upheld(id("dispute"), id("correction"));
    }

    /** Signer 0 goes on as signer 1. */
    public static KeyRotate rotation() {
        return new KeyRotate(signer(0).issuer(), signer(1).issuer(), hash("reason"));
    }

    /** Signer 2 signs no more, and has not since leaf 40. */
    public static KeyRevoke revocation() {
        return KeyRevoke.since(signer(2).issuer(), 40).because(hash("reason"));
    }

    /** Prompt and answer of an inference were destroyed. */
    public static ErasureNotice erasure() {
        return new ErasureNotice(id("inference"), List.of("prompt", "response"), Authority.SUBJECT, ISSUED_AT);
    }

    /** The root of an index of three keys. */
    public static IndexRoot indexRoot() {
        return new IndexRoot(new TreeHead(17, hash("root")), hash("index"), 3);
    }

    /** A transaction that two endpoints were given, of which one answered. */
    public static SequencerSubmit submission() {
        return new SequencerSubmit(
                id("event"),
                "eip155:1612",
                hash("transaction"),
                "0x00112233445566778899aabbccddeeff00112233",
                7,
                new BigInteger("1000000000"),
                new BigInteger("1000000"),
                21_000,
                hash("raw"),
                ISSUED_AT,
                List.of(
                        new SequencerSubmit.Via(hash("endpoint 1"), EndpointResponse.HASH, ISSUED_AT + 80),
                        new SequencerSubmit.Via(hash("endpoint 2"), null, null)));
    }

    /** That transaction in a block of which L1 holds the data. */
    public static SequencerObserve observation() {
        return new SequencerObserve(
                "eip155:1612",
                hash("transaction"),
                4_200_000,
                hash("block"),
                5,
                ISSUED_AT / 1_000 + 2,
                ISSUED_AT + 2_300,
                Channel.P2P,
                unsafeSignature("payload 1"),
                ISSUED_AT + 60_000,
                ISSUED_AT + 900_000);
    }

    /** Two blocks that were signed at one height. */
    public static SequencerEquivocate sequencerEquivocation() {
        return new SequencerEquivocate(
                "eip155:1612", 4_200_000, unsafeSignature("payload 1"), unsafeSignature("payload 2"));
    }

    /** Bytes that a demand forced in, and which were no event. */
    public static EntryForced forced() {
        var demand = new EntryForced.Demand("eip155:1612", "0x00112233445566778899aabbccddeeff00112233", 3, 4_200_000);
        return new EntryForced(demand, hash("leaf"), 17, ForcedReason.NOT_AN_EVENT);
    }

    /** A log that goes on under another key and another account, from some leaves after its newest anchor. */
    public static LogHandover handover() {
        return new LogHandover(
                List.of(logKey(1)),
                List.of(logKey(2)),
                new TreeHead(17, hash("root")),
                new LogHandover.Anchored(
                        "eip155:1612",
                        "0x00112233445566778899aabbccddeeff00112233",
                        new TreeHead(11, hash("anchored root")),
                        4_200_000),
                new LogHandover.Operator(
                        "0x1111111111111111111111111111111111111111", "0x2222222222222222222222222222222222222222"));
    }

    /** Key of the log log.example.org/medical; every number gives another. */
    public static VerifierKey logKey(int number) {
        try {
            var key = new SignerKey(
                    "log.example.org/medical",
                    KeyType.ED25519,
                    hash("log key " + number).bytes());
            return key.verifierKey();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static UnsafeSignature unsafeSignature(String payload) {
        byte[] signature = new byte[UnsafeSignature.SIGNATURE_BYTES];
        hash("r of " + payload).copyTo(signature, 0);
        hash("s of " + payload).copyTo(signature, Hash.LENGTH);
        return UnsafeSignature.of(signature, hash(payload));
    }

    /** One body of every kind with every field, in the order of the kinds. */
    public static Map<EventKind, Body> everyKind() {
        var bodies = new EnumMap<EventKind, Body>(EventKind.class);
        Stream.of(
                        fullUpload(),
                        model(),
                        routedSplit(),
                        inference(3),
                        accrual(),
                        conflict(),
                        method(),
                        payment(),
                        correction(),
                        dispute(),
                        resolution(),
                        rotation(),
                        revocation(),
                        erasure(),
                        indexRoot(),
                        submission(),
                        observation(),
                        sequencerEquivocation(),
                        forced(),
                        handover())
                .forEach(body -> bodies.put(body.kind(), body));
        return bodies;
    }

    /** Signer 0's first event with this body; signer 1 cosigns a change of keys. */
    public static Event firstOf(Body body) {
        EventDraft draft = EventDraft.first(body, NAMESPACE, signer(0).issuer(), ISSUED_AT);
        return body instanceof KeyRotate ? draft.sign(signer(0), signer(1)) : draft.sign(signer(0));
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
