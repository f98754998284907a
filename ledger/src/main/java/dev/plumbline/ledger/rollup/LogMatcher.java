package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.LogMatch.EventNamed;
import dev.plumbline.ledger.rollup.LogMatch.PayoutLine;
import dev.plumbline.ledger.rollup.LogRule.Payout;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs that one {@link LogRule} is about. Total: a log that is not exactly what the rule declares is none, whatever it
 * holds. Immutable.
 */
public final class LogMatcher {
    private final LogRule rule;
    private final EventSignature signature;

    private LogMatcher(LogRule rule, EventSignature signature) {
        this.rule = rule;
        this.signature = signature;
    }

    /**
     * The matcher of a rule.
     *
     * @throws IllegalArgumentException if the signature cannot be read, or a parameter is missing or of a type that cannot be what the rule
     *     takes it for
     */
    public static LogMatcher of(LogRule rule) {
        try {
            var matcher = new LogMatcher(rule, EventSignature.parse(rule.signature()));
            Payout payout = rule.payout();
            if (rule.event() != null) {
                matcher.require(rule.event(), new AbiType(AbiType.Kind.FIXED_BYTES, Word.LENGTH));
            }
            if (payout != null) {
                matcher.require(payout.payee(), new AbiType(AbiType.Kind.ADDRESS, 0));
                matcher.require(payout.amount(), null);
                if (payout.batch() != null) {
                    matcher.require(payout.batch(), new AbiType(AbiType.Kind.FIXED_BYTES, Word.LENGTH));
                }
            }
            return matcher;
        } catch (MalformedException e) {
            throw new IllegalArgumentException("matcher " + rule.name() + ": " + e.getMessage(), e);
        }
    }

    /** @param wanted null for an unsigned number of any size */
    private void require(String name, @Nullable AbiType wanted) {
        EventSignature.Parameter parameter = signature.find(name);
        boolean isRight = parameter != null
                && (wanted == null
                        ? parameter.type().kind() == AbiType.Kind.UINT
                        : parameter.type().equals(wanted));
        if (!isRight) {
            throw new IllegalArgumentException("matcher " + rule.name() + ": the event has no parameter " + name
                    + " of type " + (wanted == null ? "uintN" : wanted.canonical()));
        }
    }

    /** The contract whose logs it reads. */
    public Address contract() {
        return rule.contract();
    }

    /** The first topic of the logs that it reads. */
    public Word topic() {
        return signature.topic();
    }

    /**
     * What a log says; null if it is not of this contract and event, or out of form.
     *
     * @param logIndex which of its block's logs it is
     */
    public @Nullable LogMatch read(ContractLog log, int logIndex) {
        Map<String, byte[]> values = log.address().equals(rule.contract()) ? signature.read(log) : null;
        if (values == null) {
            return null;
        }
        if (rule.event() != null) {
            return new EventNamed(rule.name(), logIndex, new EventId(Hash.of(value(values, rule.event()))));
        }
        Payout payout = rule.payout();
        if (payout == null) {
            throw new AssertionError("a rule has an event or a payout");
        }
        byte[] payee = value(values, payout.payee());
        return new PayoutLine(
                rule.name(),
                logIndex,
                Address.of(Arrays.copyOfRange(payee, Word.LENGTH - Address.LENGTH, Word.LENGTH)),
                new BigInteger(1, value(values, payout.amount())),
                payout.batch() == null ? Word.ZERO : Word.of(value(values, payout.batch())));
    }

    private static byte[] value(Map<String, byte[]> values, String name) {
        byte[] value = values.get(name);
        if (value == null) {
            throw new AssertionError("parameter " + name + " was checked when the matcher was made");
        }
        return value;
    }

    /** What a transaction's logs say to all of several matchers. */
    static List<LogMatch> all(List<LogMatcher> matchers, List<ContractLog> logs, int firstIndex) {
        List<LogMatch> matches = new ArrayList<>();
        for (int i = 0; i < logs.size() && !matchers.isEmpty(); i++) {
            for (LogMatcher matcher : matchers) {
                LogMatch match = matcher.read(logs.get(i), firstIndex + i);
                if (match != null) {
                    matches.add(match);
                }
            }
        }
        return matches;
    }
}
