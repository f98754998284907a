package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.LogFields;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.nio.charset.StandardCharsets;

/**
 * The event {@code OperatorChanged(address indexed from, address indexed to)} of {@code RootAnchor}: the successor took
 * over. On a node's word alone.
 *
 * @param from who could anchor until then
 * @param to who can from then on
 */
public record OperatorChangedEvent(Address from, Address to) {
    /** First topic of the event. */
    public static final Word SIGNATURE =
            Word.keccak("OperatorChanged(address,address)".getBytes(StandardCharsets.US_ASCII));

    /**
     * Reads a log.
     *
     * @throws RpcException of kind {@link RpcException.Kind#BAD_ANSWER} if the contract cannot have written it
     */
    public static OperatorChangedEvent of(RpcLog log) throws RpcException {
        var fields = new LogFields("OperatorChanged", log, SIGNATURE, 2, 0);
        return new OperatorChangedEvent(fields.indexedAddress(0), fields.indexedAddress(1));
    }
}
