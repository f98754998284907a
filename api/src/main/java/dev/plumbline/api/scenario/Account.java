package dev.plumbline.api.scenario;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;

/** An account of a contributor, which counts its own transactions. Not safe for threads. */
final class Account {
    private static final long TRANSFER_GAS = 21_000;

    private final AccountKey key;
    private long nextNonce;

    Account(AccountKey key) {
        this.key = key;
    }

    Address address() {
        return key.address();
    }

    /** Signs its next transaction, which does nothing but cost gas. */
    SignedTransaction sign(Arrival arrival) {
        var fees = new Fees(arrival.maxTip(), arrival.maxFee());
        long nonce = nextNonce++;
        return Eip1559Transaction.call(SequencerNode.CHAIN_ID, nonce, fees, TRANSFER_GAS, address(), new byte[0])
                .sign(key);
    }
}
