package dev.plumbline.ledger.audit;

import static dev.plumbline.ledger.audit.Invariant.Basis.NEEDS_CHAIN;
import static dev.plumbline.ledger.audit.Invariant.Basis.OFFLINE;
import static dev.plumbline.ledger.audit.Invariant.Severity.CRITICAL;
import static dev.plumbline.ledger.audit.Invariant.Severity.MAJOR;
import static dev.plumbline.ledger.audit.Invariant.Severity.MINOR;

import java.util.Locale;

/**
 * What has to hold in every log, each as one sentence. The order is that of the ids, which never change their meaning.
 *
 * <p>I01 to I13 concern an entry by itself, I14 to I27 entries among one another, I28 to I32 the log, I33 to I36 the chain
 * that settles or sequences; those from I37 on were added later.
 */
public enum Invariant {
    /** I01. */
    CANONICAL_BYTES(1, CRITICAL, OFFLINE, "Every entry is the one canonical spelling of an event."),
    /** I02. */
    LOGGED_ONCE(2, MAJOR, OFFLINE, "Every event's id is the hash of its bytes, and no event is logged twice."),
    /** I03. */
    SIGNED(3, CRITICAL, OFFLINE, "Every signature holds, by a key that is not revoked at that place of the log."),
    /** I04. */
    NAMESPACE_SIGNED(4, CRITICAL, OFFLINE, "Every signature covers the namespace that its event stands in."),
    /** I05. */
    UNITS_AND_RANGES(5, MAJOR, OFFLINE, "Every field has the type, the unit and the range that the format gives it."),
    /** I06. */
    WEIGHTS_SUM(6, CRITICAL, OFFLINE, "The weights of an attribution, tail and unattributed included, sum to 10^18."),
    /** I07. */
    WEIGHTS_ORDERED(
            7, MAJOR, OFFLINE, "The lines of an attribution have weights above 0, are sorted, and each is there once."),
    /** I08. */
    SHARES_SUM(8, CRITICAL, OFFLINE, "The shares of a split policy sum to 1,000,000 parts, each role once."),
    /** I09. */
    POOL_SUMS(9, CRITICAL, OFFLINE, "The pool of an accrual sums to its total."),
    /** I10. */
    LINES_SUM(10, CRITICAL, OFFLINE, "The lines of each role of an accrual sum to that role's part of the pool."),
    /** I11. */
    EXACT_SPLIT(
            11, CRITICAL, OFFLINE, "Every amount of an accrual is, to the last unit, what policy and weights give."),
    /** I12. */
    NOTHING_OF_NOTHING(12, MAJOR, OFFLINE, "An accrual of 0 has no lines."),
    /** I13. */
    NO_ANSWER_NO_FEE(
            13, CRITICAL, OFFLINE, "A refused or failed request has no attribution and no fee; an answer has both."),
    /** I14. */
    REFERENCES_HOLD(
            14, CRITICAL, OFFLINE, "Every event that another names was logged before it, and is of the right kind."),
    /** I15. */
    MODEL_REGISTERED(15, MAJOR, OFFLINE, "Model and method of an inference are registered before it and still stand."),
    /** I16. */
    UPLOAD_BEFORE_USE(
            16, CRITICAL, OFFLINE, "Every upload with a weight was logged before the state that was looked at."),
    /** I17. */
    AS_OF_IS_THIS_LOG(
            17, CRITICAL, OFFLINE, "Every state of the log that an event names is one that this log had before it."),
    /** I18. */
    LICENSE_PERMITS(18, MAJOR, OFFLINE, "Every upload with a weight may be used for that purpose."),
    /** I19. */
    REWARD_HAS_INFERENCE(
            19, CRITICAL, OFFLINE, "Every reward is for an answer, and every answer is rewarded at most once."),
    /** I20. */
    ACCRUED_IS_FEE(20, CRITICAL, OFFLINE, "An accrual's total and token are those of the fees that it divides."),
    /** I21. */
    POLICY_IN_FORCE(21, CRITICAL, OFFLINE, "The policy of an accrual was in force when the inference was logged."),
    /** I22. */
    PAID_ONCE(22, CRITICAL, OFFLINE, "No line of an accrual is paid twice."),
    /** I23. */
    PAYEE_IS_OWED(
            23, CRITICAL, OFFLINE, "Who is paid is the line's payee or, once that is replaced, the key in its place."),
    /** I24. */
    CORRECTIONS_CHAIN(
            24,
            MAJOR,
            OFFLINE,
            "A correction is by the issuer of its target, the only one, without circles, and nets to 0."),
    /** I25. */
    SUPERSEDED_IS_NOT_PAID(25, CRITICAL, OFFLINE, "What a correction has superseded is not rewarded or paid after it."),
    /** I26. */
    PAID_IS_ACCRUED(26, CRITICAL, OFFLINE, "A payment is the sum of the lines that it names."),
    /** I27. */
    PERIOD_IS_COMPLETE(27, CRITICAL, OFFLINE, "A period's accrual covers exactly the inferences of that period."),
    /** I28. */
    NUMBERS_WITHOUT_GAPS(
            28, MAJOR, OFFLINE, "Each issuer's events of a namespace are numbered from 1 without a gap and chained."),
    /** I29. */
    ONE_OUTCOME(29, MAJOR, OFFLINE, "Every attempt of an issuer ends in one event."),
    /** I30. */
    HEADS_ARE_CONSISTENT(
            30, CRITICAL, OFFLINE, "Every head that is known, signed or anchored, is of this one growing tree."),
    /** I31. */
    RECEIPTS_ARE_KEPT(31, CRITICAL, OFFLINE, "Every entry that a receipt promises is in the log at its place."),
    /** I32. */
    INDEX_MATCHES(32, MAJOR, OFFLINE, "Every root of the index that was logged is that of the log's prefix."),
    /** I33. */
    SETTLED_ON_CHAIN(
            33,
            CRITICAL,
            NEEDS_CHAIN,
            "Every payment has its own settlement on the chain, of that amount and to that payee."),
    /** I34. */
    SUBMITTED_IS_INCLUDED(
            34, MAJOR, NEEDS_CHAIN, "Every transaction handed to the sequencer is in a block, or shown why not."),
    /** I35. */
    ORDER_FOLLOWS_POLICY(35, MAJOR, NEEDS_CHAIN, "The order within each block is the one that the sequencer declares."),
    /** I36. */
    ONE_BLOCK_PER_HEIGHT(36, CRITICAL, NEEDS_CHAIN, "The sequencer signed one block for each height."),
    /** I37. */
    ERASED_BY_NOTICE(
            37,
            MAJOR,
            OFFLINE,
            "What a notice says is erased was committed to under a salt, in the event that it names."),
    /** I38. */
    READABLE(38, CRITICAL, OFFLINE, "Every entry under the signed head can be read, and leads to its root."),
    /** I39. */
    TRAINED_ON(
            39,
            MAJOR,
            OFFLINE,
            "Every upload with a weight is among those that the model is registered as trained on."),
    /** I40. */
    ACCRUED_TO_PAYOUT(
            40,
            CRITICAL,
            OFFLINE,
            "A contributor's line goes to the payout of the upload, the rest to where the policy sends it."),
    /** I41. */
    OTHER_ROLES(41, MINOR, OFFLINE, "Who gets the parts of the other roles is who ought to."),
    /** I42. */
    KEYS_CHANGE_ONCE(42, MAJOR, OFFLINE, "A key is replaced once, and revoked by itself or the key in its place."),
    /** I43. */
    DISPUTES_ARE_HEARD(
            43,
            MAJOR,
            OFFLINE,
            "A dispute has the window of the policy, is resolved once, and upheld only by a correction of its target."),
    /** I44. */
    NO_ISSUER_EQUIVOCATES(44, MAJOR, OFFLINE, "No issuer signed two events under one number."),
    /** I45. */
    REQUESTER_COSIGNS(45, MINOR, OFFLINE, "Every inference is attested by somebody besides its operator."),
    /** I46. */
    METHOD_YIELDS_WEIGHTS(46, MINOR, OFFLINE, "The weights are those that the method yields."),
    /** I47. */
    FORCED_FOLLOWS(47, CRITICAL, OFFLINE, "Behind each announcement of forced bytes, one for each demand, they stand."),
    /** I48. */
    FORCED_IS_DEMANDED(
            48, MAJOR, NEEDS_CHAIN, "Every demand that an announcement names is on the chain, for these bytes."),
    /** I49. */
    LEDGER_WRITES(
            49,
            CRITICAL,
            OFFLINE,
            "What only the ledger writes is by the log's key of that time, from handover to handover.");

    /** How much a breach matters. */
    public enum Severity {
        /** Money, history or a signature is wrong. */
        CRITICAL,
        /** A rule that others rely on is broken. */
        MAJOR,
        /** Worth knowing. */
        MINOR
    }

    /** What it takes to check it. */
    public enum Basis {
        /** The log's own tiles. */
        OFFLINE,
        /** A node of the chain; from tiles alone only what the log itself contradicts is found. */
        NEEDS_CHAIN
    }

    private final int number;
    private final Severity severity;
    private final Basis basis;
    private final String sentence;

    Invariant(int number, Severity severity, Basis basis, String sentence) {
        this.number = number;
        this.severity = severity;
        this.basis = basis;
        this.sentence = sentence;
    }

    /** The stable name: I and two digits. */
    public String id() {
        return String.format(Locale.ROOT, "I%02d", number);
    }

    /** The number in its name, from 1 on. */
    int number() {
        return number;
    }

    /** What has to hold. */
    public String sentence() {
        return sentence;
    }

    /** How much a breach matters. */
    public Severity severity() {
        return severity;
    }

    /** What it takes to check it. */
    public Basis basis() {
        return basis;
    }
}
