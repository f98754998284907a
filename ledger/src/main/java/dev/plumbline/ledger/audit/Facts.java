package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one entry, to judge later ones by. Texts are numbers of {@link Names}, other entries are leaf indexes, −1
 * for one that was not found.
 *
 * @param index leaf index
 * @param id id of the event
 * @param kind its kind; null if the entry is no event, though its id and number could be told
 * @param namespace number of its namespace
 * @param issuer number of its issuer
 * @param iseq its number among the issuer's events
 * @param issuedAtMillis what the issuer's clock said
 * @param detail what else is kept, by kind
 */
record Facts(
        long index,
        EventId id,
        @Nullable EventKind kind,
        long namespace,
        long issuer,
        long iseq,
        long issuedAtMillis,
        Detail detail) {

    /** The index of an event that was named and not found. */
    static final long NOT_FOUND = -1;

    /** What else is kept of an entry. */
    sealed interface Detail {}

    /** Nothing. */
    record Plain() implements Detail {}

    /**
     * Of a {@code datanet.upload}.
     *
     * @param payout number of who is paid
     * @param use what {@link UseCode} packs
     * @param rowCount its rows; −1 if it has none
     * @param isCommitted whether the content stands under a salt
     */
    record Upload(long payout, long use, long rowCount, boolean isCommitted) implements Detail {}

    /**
     * Of a {@code model.register}.
     *
     * @param asOfSize the state of the log that it was trained on
     * @param isKnown whether its uploads are known, being all or all permitted ones of the namespace in that state
     * @param isPermittedOnly whether they are those that the license permits to train on
     * @param others its base and adapters
     */
    record Model(long asOfSize, boolean isKnown, boolean isPermittedOnly, List<Long> others) implements Detail {
        Model {
            others = List.copyOf(others);
        }
    }

    /** Of a {@code policy.method}. */
    record Method(boolean isRetrieval) implements Detail {}

    /** Of a {@code policy.split}: all of it. */
    record Policy(Event event) implements Detail {
        PolicySplit split() {
            if (event.body() instanceof PolicySplit split) {
                return split;
            }
            throw new IllegalStateException("kept as a policy: " + event);
        }
    }

    /**
     * Of an {@code inference}.
     *
     * @param hasAnswer whether it was served or cached
     * @param hasResponse whether there is a commitment to a response
     * @param attempt hash that stands for issuer, namespace and attempt
     * @param finishedAtMillis its end
     * @param token number of the token of its fee
     * @param fee its fee
     * @param uploads who has a weight, line by line
     * @param weights their weights
     * @param rest weight of tail and unattributed together
     */
    record Answer(
            boolean hasAnswer,
            boolean hasResponse,
            Hash attempt,
            long finishedAtMillis,
            long token,
            BigInteger fee,
            List<Long> uploads,
            List<Long> weights,
            long rest)
            implements Detail {
        Answer {
            uploads = List.copyOf(uploads);
            weights = List.copyOf(weights);
        }
    }

    /**
     * Of a {@code reward.accrue}.
     *
     * @param policy its policy
     * @param token number of its token
     * @param lines who is owed what
     */
    record Accrual(long policy, long token, List<Owed> lines) implements Detail {
        Accrual {
            lines = List.copyOf(lines);
        }
    }

    /** One line of an accrual: number of the payee, and the amount. */
    record Owed(long to, BigInteger amount) {}

    /**
     * Of an event about another one: the first accrual of a {@code reward.pay}, the target of a {@code correction} or of a
     * dispute, the dispute of a resolution.
     */
    record About(long target) implements Detail {}
}
