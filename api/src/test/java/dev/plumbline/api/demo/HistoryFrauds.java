package dev.plumbline.api.demo;

import dev.plumbline.api.demo.Fraud.Moment;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.Correction.Delta;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.DisputeResolve;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.event.Resolution;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.UnsafeSignature;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Frauds with history: numbers, keys, corrections, disputes, and the bytes themselves. */
final class HistoryFrauds {
    private HistoryFrauds() {}

    static List<Fraud> numbers() {
        return List.of(
                Fraud.of(
                        "number missing",
                        Invariant.NUMBERS_WITHOUT_GAPS,
                        SequencerObserve.class,
                        moment -> moment.draft().iseq() > 3,
                        moment -> List.of()),
                Fraud.of(
                        "link to the event before is another",
                        Invariant.NUMBERS_WITHOUT_GAPS,
                        SequencerObserve.class,
                        moment -> moment.draft().iseq() > 3,
                        moment -> List.of(new EventDraft(
                                moment.body(),
                                moment.draft().namespace(),
                                moment.draft().issuer(),
                                moment.draft().iseq(),
                                new EventId(WorldKeys.hash("another")),
                                moment.draft().issuedAtMillis()))),
                Fraud.of(
                        "issuer equivocates",
                        Invariant.NUMBERS_WITHOUT_GAPS,
                        SequencerObserve.class,
                        moment -> moment.draft().iseq() > 3,
                        moment -> List.of(
                                moment.draft(),
                                new EventDraft(
                                        moment.body(),
                                        moment.draft().namespace(),
                                        moment.draft().issuer(),
                                        moment.draft().iseq(),
                                        moment.draft().iprev(),
                                        moment.draft().issuedAtMillis() + 1))),
                Fraud.of(
                        "event logged twice",
                        Invariant.LOGGED_ONCE,
                        SequencerObserve.class,
                        moment -> moment.draft().iseq() > 3,
                        moment -> List.of(moment.draft(), moment.draft())),
                Fraud.of(
                        "two signed blocks of one height",
                        Invariant.ONE_BLOCK_PER_HEIGHT,
                        SequencerObserve.class,
                        moment -> moment.draft().iseq() > 3,
                        moment -> signedBlocks(moment)));
    }

    static List<Fraud> keys() {
        return List.of(
                Fraud.of(
                        "revoked key still issues",
                        Invariant.SIGNED,
                        KeyRevoke.class,
                        moment -> true,
                        moment -> moment.andThen(
                                moment.past().lastOf(moment.body().revoked()),
                                moment.past()
                                        .first(DatanetUpload.class, upload -> true)
                                        .body())),
                Fraud.of(
                        "stranger revokes a key",
                        Invariant.KEYS_CHANGE_ONCE,
                        KeyRevoke.class,
                        moment -> true,
                        moment -> moment.saying(KeyRevoke.of(moment.past()
                                .last(Inference.class, inference -> true)
                                .draft()
                                .issuer()))),
                Fraud.of(
                        "key revoked from an entry that is not there yet",
                        Invariant.KEYS_CHANGE_ONCE,
                        KeyRevoke.class,
                        moment -> true,
                        moment -> moment.saying(KeyRevoke.since(moment.body().revoked(), moment.index() + 1_000))),
                Fraud.ofEntry(
                        "rotation that the new key did not sign",
                        Invariant.SIGNED,
                        KeyRotate.class,
                        moment -> true,
                        text -> text.replaceFirst("\"cosig\":\\[.*?\\],", "")),
                Fraud.ofEntry(
                        "bad signature",
                        Invariant.SIGNED,
                        SequencerObserve.class,
                        moment -> true,
                        HistoryFrauds::flipSignature),
                Fraud.ofEntry(
                        "signature of another event",
                        Invariant.SIGNED,
                        SequencerObserve.class,
                        moment -> true,
                        text -> text.replaceFirst("\"first_seen_at\":1", "\"first_seen_at\":2")));
    }

    static List<Fraud> corrections() {
        return List.of(
                correction(
                        "correction of what is not there",
                        moment -> moment.saying(with(
                                moment.body(),
                                new EventId(WorldKeys.hash("nothing")),
                                moment.body().replacement(),
                                List.of()))),
                correction(
                        "correction before what replaces",
                        moment -> moment.saying(with(
                                moment.body(),
                                moment.body().target(),
                                new EventId(WorldKeys.hash("later")),
                                List.of()))),
                correction("target corrected twice", moment -> moment.andThen(moment.body())),
                correction(
                        "correction in a circle",
                        moment -> moment.andThen(with(
                                moment.body(),
                                moment.body().replacement(),
                                moment.body().target(),
                                List.of()))),
                correction(
                        "replacement of another kind",
                        moment -> moment.saying(with(
                                moment.body(),
                                moment.body().target(),
                                moment.past()
                                        .first(DatanetUpload.class, upload -> true)
                                        .id(),
                                List.of()))),
                correction(
                        "stranger corrects",
                        moment -> moment.andThen(
                                moment.past()
                                        .last(Inference.class, HistoryFrauds::isTalk)
                                        .draft(),
                                with(
                                        moment.body(),
                                        moment.past()
                                                .last(RewardAccrue.class, accrual -> true)
                                                .id(),
                                        null,
                                        List.of()))),
                correction(
                        "deltas that do not net to 0",
                        moment -> moment.saying(with(
                                moment.body(),
                                moment.body().target(),
                                moment.body().replacement(),
                                raised(moment.body().delta(), 1)))),
                correction(
                        "deltas that are not the difference",
                        moment -> moment.saying(with(
                                moment.body(),
                                moment.body().target(),
                                moment.body().replacement(),
                                doubled(moment.body().delta())))));
    }

    static List<Fraud> disputes() {
        return List.of(
                Fraud.of(
                        "dispute window cut short",
                        Invariant.DISPUTES_ARE_HEARD,
                        DisputeOpen.class,
                        moment -> true,
                        moment -> moment.saying(new DisputeOpen(
                                moment.body().target(),
                                moment.body().code(),
                                moment.body().claim(),
                                moment.body().evidence(),
                                moment.body().windowEndsMillis() - 1))),
                resolution(
                        "dispute upheld by another correction",
                        moment -> moment.body().correction() != null,
                        moment -> moment.saying(new DisputeResolve(
                                moment.body().dispute(),
                                Resolution.UPHELD,
                                moment.past()
                                        .first(Correction.class, correction -> true)
                                        .id(),
                                null))),
                resolution("dispute resolved twice", moment -> true, moment -> moment.andThen(moment.body())),
                resolution(
                        "resolution of what is no dispute",
                        moment -> true,
                        moment -> moment.saying(new DisputeResolve(
                                moment.past()
                                        .last(RewardAccrue.class, accrual -> true)
                                        .id(),
                                Resolution.REJECTED,
                                null,
                                WorldKeys.hash("reason")))));
    }

    static List<Fraud> bytes() {
        return List.of(
                Fraud.ofEntry(
                        "entry that is not canonical",
                        Invariant.CANONICAL_BYTES,
                        SequencerObserve.class,
                        moment -> true,
                        text -> text.replaceFirst(":", ": ")),
                Fraud.ofEntry(
                        "entry that is no JSON",
                        Invariant.CANONICAL_BYTES,
                        SequencerObserve.class,
                        moment -> true,
                        text -> "nothing"),
                Fraud.ofEntry(
                        "key that the format does not know",
                        Invariant.UNITS_AND_RANGES,
                        SequencerObserve.class,
                        moment -> true,
                        text -> text.replaceFirst("\"body\":\\{", "\"body\":{\"a\":1,")),
                Fraud.ofEntry(
                        "money as a number",
                        Invariant.UNITS_AND_RANGES,
                        RewardAccrue.class,
                        moment -> true,
                        text -> text.replaceFirst("\"total\":\"(\\d{1,9})\\d*\"", "\"total\":$1")),
                Fraud.ofEntry(
                        "pool that does not sum to the total",
                        Invariant.POOL_SUMS,
                        RewardAccrue.class,
                        moment -> true,
                        text -> text.replaceFirst("\"pool\":\\[\\{\"amount\":\"\\d", "\"pool\":[{\"amount\":\"99")),
                Fraud.ofEntry(
                        "lines that do not sum to the pool",
                        Invariant.LINES_SUM,
                        RewardAccrue.class,
                        moment -> true,
                        text -> text.replaceFirst("\"lines\":\\[\\{\"amount\":\"\\d", "\"lines\":[{\"amount\":\"99")),
                Fraud.ofEntry(
                        "lines of an accrual of nothing",
                        Invariant.NOTHING_OF_NOTHING,
                        RewardAccrue.class,
                        moment -> true,
                        text -> text.replaceFirst("\"total\":\"\\d+\"", "\"total\":\"0\"")));
    }

    static List<Fraud> ledger() {
        var demand = new EntryForced.Demand("eip155:1", "0x" + "11".repeat(20), 0, 1);
        var forced = new EntryForced(demand, WorldKeys.hash("leaf"), 4, ForcedReason.NOT_AN_EVENT);
        return List.of(
                Fraud.of(
                        "announcement without the bytes behind it",
                        Invariant.FORCED_FOLLOWS,
                        SequencerObserve.class,
                        moment -> true,
                        moment -> moment.andThen(forced)),
                Fraud.of(
                        "announcement by a stranger",
                        Invariant.LEDGER_WRITES,
                        SequencerObserve.class,
                        moment -> true,
                        moment -> moment.andThen(forced)),
                Fraud.of(
                        "handover by a stranger",
                        Invariant.LEDGER_WRITES,
                        SequencerObserve.class,
                        moment -> true,
                        moment -> moment.andThen(new LogHandover(
                                List.of(key("old")),
                                List.of(key("new")),
                                new TreeHead(1, WorldKeys.hash("root")),
                                null,
                                null))));
    }

    private static VerifierKey key(String label) {
        try {
            return new SignerKey(
                            "small.example.org/synthetic",
                            KeyType.ED25519,
                            WorldKeys.hash(label).bytes())
                    .verifierKey();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Fraud correction(String name, Fraud.Change<Correction> change) {
        Predicate<Moment<Correction>> isOfAmounts =
                moment -> !moment.body().delta().isEmpty();
        return Fraud.of(name, Invariant.CORRECTIONS_CHAIN, Correction.class, isOfAmounts, change);
    }

    private static Fraud resolution(
            String name, Predicate<Moment<DisputeResolve>> when, Fraud.Change<DisputeResolve> change) {
        return Fraud.of(name, Invariant.DISPUTES_ARE_HEARD, DisputeResolve.class, when, change);
    }

    private static boolean isTalk(Past.Logged<Inference> inference) {
        return inference.draft().namespace().slug().startsWith("talk");
    }

    private static Correction with(Correction old, EventId target, EventId replacement, List<Delta> delta) {
        return new Correction(target, old.correctionClass(), replacement, old.reasonDigest(), old.effective(), delta);
    }

    private static List<Delta> raised(List<Delta> old, long by) {
        var deltas = new ArrayList<>(old);
        deltas.set(0, new Delta(old.get(0).to(), old.get(0).amount().add(BigInteger.valueOf(by))));
        return deltas;
    }

    private static List<Delta> doubled(List<Delta> old) {
        return old.stream()
                .map(delta -> new Delta(delta.to(), delta.amount().shiftLeft(1)))
                .toList();
    }

    private static List<EventDraft> signedBlocks(Moment<SequencerObserve> moment) {
        EventDraft first = moment.saying(signed(moment.body(), "one")).get(0);
        return List.of(
                first,
                new EventDraft(
                        signed(moment.body(), "other"),
                        first.namespace(),
                        first.issuer(),
                        first.iseq() + 1,
                        first.id(),
                        first.issuedAtMillis()));
    }

    private static SequencerObserve signed(SequencerObserve old, String payload) {
        var signature = UnsafeSignature.of(new byte[65], WorldKeys.hash(payload));
        return new SequencerObserve(
                old.chain(),
                old.tx(),
                old.block(),
                old.blockHash(),
                old.transactionIndex(),
                old.blockTimeSeconds(),
                old.firstSeenAtMillis(),
                old.channel(),
                signature,
                old.safeAtMillis(),
                old.finalizedAtMillis());
    }

    private static String flipSignature(String text) {
        int at = text.lastIndexOf("\"value\":\"0x") + 20;
        return text.substring(0, at) + (text.charAt(at) == '1' ? '2' : '1') + text.substring(at + 1);
    }
}
