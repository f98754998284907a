package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import java.math.BigInteger;

/** What a log of a contract says that concerns attribution. */
public sealed interface LogMatch {
    /** Matches on one line; a transaction with more takes several. */
    int ON_LINE_MAX = 200;

    /** Name of the matcher that read the log. */
    String matcher();

    /** Which of the block's logs it is, from 0. */
    int logIndex();

    /**
     * A log that names an attribution event.
     *
     * @param event the event
     */
    record EventNamed(String matcher, int logIndex, EventId event) implements LogMatch {}

    /**
     * A log that says that somebody was paid.
     *
     * @param payee who
     * @param amount how much, in the token's smallest unit, at least 0
     * @param batch what the contract calls the set of payments that this one is of; zero if it has none
     */
    record PayoutLine(String matcher, int logIndex, Address payee, BigInteger amount, Word batch) implements LogMatch {}
}
