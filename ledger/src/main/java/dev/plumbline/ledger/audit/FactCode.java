package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.Facts.Detail;
import dev.plumbline.ledger.audit.Facts.Owed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Packs facts for the disk and reads them back. The form is that of {@link AuditStore#FORMAT}. */
final class FactCode {
    private static final long NO_KIND = -1;

    private final Names names;
    // By the number of its wire name: one look-up for each fact that is read, instead of a search among the kinds.
    private final Map<Long, EventKind> kinds = new HashMap<>();

    FactCode(Names names) {
        this.names = names;
        for (EventKind kind : EventKind.values()) {
            kinds.put(names.number(kind.wireName()), kind);
        }
    }

    byte[] encode(Facts facts) {
        EventKind kind = facts.kind();
        var writer = new FactWriter()
                .hash(facts.id().hash())
                .number(kind == null ? NO_KIND : names.number(kind.wireName()))
                .number(facts.namespace())
                .number(facts.issuer())
                .number(facts.iseq())
                .number(facts.issuedAtMillis());
        write(writer, facts.detail());
        return writer.bytes();
    }

    private static void write(FactWriter writer, Detail detail) {
        if (detail instanceof Facts.Upload upload) {
            writer.number(upload.payout())
                    .number(upload.use())
                    .number(upload.rowCount())
                    .number(bit(upload.isCommitted()));
        } else if (detail instanceof Facts.Model model) {
            writer.number(model.asOfSize())
                    .number(bit(model.isKnown()))
                    .number(bit(model.isPermittedOnly()))
                    .numbers(longs(model.others()));
        } else if (detail instanceof Facts.Method method) {
            writer.number(bit(method.isRetrieval()));
        } else if (detail instanceof Facts.Policy policy) {
            writer.block(policy.event().entry());
        } else if (detail instanceof Facts.Answer answer) {
            writer.number(bit(answer.hasAnswer()) | (bit(answer.hasResponse()) << 1))
                    .hash(answer.attempt())
                    .number(answer.finishedAtMillis())
                    .number(answer.token())
                    .amount(answer.fee())
                    .numbers(longs(answer.uploads()))
                    .numbers(longs(answer.weights()))
                    .number(answer.rest());
        } else if (detail instanceof Facts.Accrual accrual) {
            writer.number(accrual.policy())
                    .number(accrual.token())
                    .number(accrual.lines().size());
            for (Owed line : accrual.lines()) {
                writer.number(line.to()).amount(line.amount());
            }
        } else if (detail instanceof Facts.About about) {
            writer.number(about.target());
        }
    }

    Facts decode(long index, byte[] bytes) {
        var reader = new FactReader(bytes);
        var id = new EventId(reader.hash());
        EventKind kind = kinds.get(reader.number());
        return new Facts(
                index,
                id,
                kind,
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                kind == null ? new Facts.Plain() : detail(kind, reader));
    }

    private static Detail detail(EventKind kind, FactReader reader) {
        return switch (kind) {
            case DATANET_UPLOAD ->
                new Facts.Upload(reader.number(), reader.number(), reader.number(), reader.number() == 1);
            case MODEL_REGISTER ->
                new Facts.Model(reader.number(), reader.number() == 1, reader.number() == 1, list(reader.numbers()));
            case POLICY_METHOD -> new Facts.Method(reader.number() == 1);
            case POLICY_SPLIT -> new Facts.Policy(policy(reader.block()));
            case INFERENCE -> answer(reader);
            case REWARD_ACCRUE -> accrual(reader);
            case REWARD_PAY, CORRECTION, DISPUTE_OPEN, DISPUTE_RESOLVE -> new Facts.About(reader.number());
            case ISSUER_CONFLICT,
                    KEY_ROTATE,
                    KEY_REVOKE,
                    ERASURE_NOTICE,
                    INDEX_ROOT,
                    SEQUENCER_SUBMIT,
                    SEQUENCER_OBSERVE,
                    SEQUENCER_EQUIVOCATE,
                    ENTRY_FORCED,
                    LOG_HANDOVER -> new Facts.Plain();
        };
    }

    private static Event policy(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            throw new IllegalStateException("the policy was parsed before it was kept", e);
        }
    }

    private static Facts.Answer answer(FactReader reader) {
        long flags = reader.number();
        Hash attempt = reader.hash();
        return new Facts.Answer(
                (flags & 1) == 1,
                (flags & 2) == 2,
                attempt,
                reader.number(),
                reader.number(),
                reader.amount(),
                list(reader.numbers()),
                list(reader.numbers()),
                reader.number());
    }

    private static Facts.Accrual accrual(FactReader reader) {
        long policy = reader.number();
        long token = reader.number();
        var lines = new ArrayList<Owed>();
        for (long left = reader.number(); left > 0; left--) {
            long to = reader.number();
            BigInteger amount = reader.amount();
            lines.add(new Owed(to, amount));
        }
        return new Facts.Accrual(policy, token, lines);
    }

    private static long bit(boolean flag) {
        return flag ? 1 : 0;
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
