package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.LogFields;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.nio.charset.StandardCharsets;

/**
 * The event {@code Satisfied(uint64 indexed id, uint64 index, address by)} of {@code RootAnchor}: a demanded entry was shown
 * to be in the log. On a node's word alone.
 *
 * @param id the demand, from 0
 * @param index the entry's place in the log
 * @param by who showed it, and got the deposit
 */
public record SatisfiedEvent(long id, long index, Address by) {
    /** First topic of the event. */
    public static final Word SIGNATURE =
            Word.keccak("Satisfied(uint64,uint64,address)".getBytes(StandardCharsets.US_ASCII));

    private static final String NAME = "Satisfied";

    /**
     * Reads a log.
     *
     * @throws RpcException of kind {@link RpcException.Kind#BAD_ANSWER} if the contract cannot have written it
     */
    public static SatisfiedEvent of(RpcLog log) throws RpcException {
        var fields = new LogFields(NAME, log, SIGNATURE, 1, 2 * Word.LENGTH);
        var event = new SatisfiedEvent(fields.indexedNumber(0), fields.number(0), fields.address(1));
        fields.requireData(
                new AbiWriter(2).number(event.index).address(event.by).toByteArray());
        return event;
    }
}
