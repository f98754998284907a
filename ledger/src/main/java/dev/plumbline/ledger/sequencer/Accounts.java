package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What is proven of accounts of a rollup at blocks of it. */
public interface Accounts {
    /** Of no account anything. */
    Accounts NOTHING_SHOWN = (account, block) -> null;

    /**
     * Nonce and balance of an account after a block.
     *
     * @param block one that the follower has seen
     * @return null if that is not shown
     */
    @Nullable
    State after(Address account, SeenBlock block);

    /**
     * An account at one time.
     *
     * @param nonce transactions that it had sent
     * @param balance in wei
     */
    record State(long nonce, BigInteger balance) {}
}
