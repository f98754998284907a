package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TrieProof;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an execution payload says of a block, with the hash that its fields make.
 *
 * @param form which topic it is of
 * @param number height of the block
 * @param timestampSeconds time of the block since the epoch
 * @param statedHash the hash that the payload says it has
 * @param hash the hash of the header that its fields make
 * @param transactions in their binary form, owned
 */
record ExecutionPayload(
        PayloadForm form,
        Word parentHash,
        long number,
        long timestampSeconds,
        Word statedHash,
        Word hash,
        List<byte[]> transactions) {
    private static final int FIRST_OFFSET_AT = 436;
    private static final int ADDRESS_BYTES = 20;
    private static final int BLOOM_BYTES = 256;
    private static final int NONCE_BYTES = 8;
    private static final RlpItem NO_DIFFICULTY = number(0);
    /** Keccak-256 of the empty list: a block of today has no uncles. */
    private static final byte[] NO_UNCLES =
            Word.keccak(new byte[] {(byte) 0xc0}).bytes();
    /** What a header since Isthmus holds for the requests that a rollup does not have. */
    private static final byte[] NO_REQUESTS = TreeHasher.sha256(new byte[0]).bytes();

    ExecutionPayload {
        transactions = List.copyOf(transactions);
    }

    /** Whether the bytes say of themselves that they are of this form. */
    static boolean isClaimed(byte[] signed, PayloadForm form) {
        int at = form.prefixBytes() + FIRST_OFFSET_AT;
        return signed.length >= at + Integer.BYTES
                && ((signed[at] & 0xff) | ((signed[at + 1] & 0xff) << 8)) == form.fixedBytes()
                && signed[at + 2] == 0
                && signed[at + 3] == 0;
    }

    /** Reads all of what was signed, by the form that it claims. */
    static ExecutionPayload read(byte[] signed, PayloadForm form) throws MalformedException {
        var payload = new PayloadReader(signed, form);
        Word parentHash = payload.word();
        byte[] feeRecipient = payload.bytes(ADDRESS_BYTES);
        byte[] stateRoot = payload.bytes(Word.LENGTH);
        byte[] receiptsRoot = payload.bytes(Word.LENGTH);
        byte[] bloom = payload.bytes(BLOOM_BYTES);
        byte[] prevRandao = payload.bytes(Word.LENGTH);
        long number = payload.number("block number");
        long gasLimit = payload.number("gas limit");
        long gasUsed = payload.number("gas used");
        long timestamp = payload.number("timestamp");
        payload.skipFirstOffset();
        BigInteger baseFee = payload.number256();
        Word statedHash = payload.word();
        int transactionsOffset = payload.transactionsOffset();

        List<RlpItem> ofForks = fieldsOfForks(payload, signed, form);
        List<byte[]> transactions = payload.transactions(transactionsOffset);

        var header = new ArrayList<RlpItem>();
        header.add(RlpItem.of(parentHash.bytes()));
        header.add(RlpItem.of(NO_UNCLES));
        header.add(RlpItem.of(feeRecipient));
        header.add(RlpItem.of(stateRoot));
        header.add(RlpItem.of(BlockTrie.of(transactions).root().bytes()));
        header.add(RlpItem.of(receiptsRoot));
        header.add(RlpItem.of(bloom));
        header.add(NO_DIFFICULTY);
        header.add(number(number));
        header.add(number(gasLimit));
        header.add(number(gasUsed));
        header.add(number(timestamp));
        header.add(RlpItem.of(payload.extraData(transactionsOffset)));
        header.add(RlpItem.of(prevRandao));
        header.add(RlpItem.of(new byte[NONCE_BYTES]));
        header.add(RlpItem.ofNumber(baseFee));
        header.addAll(ofForks);
        Word hash = Word.keccak(RlpItem.of(header).encode());
        return new ExecutionPayload(form, parentHash, number, timestamp, statedHash, hash, transactions);
    }

    /** What Canyon, Ecotone and Isthmus added to a payload, in the order in which they added it to a header. */
    private static List<RlpItem> fieldsOfForks(PayloadReader payload, byte[] signed, PayloadForm form)
            throws MalformedException {
        var fields = new ArrayList<RlpItem>();
        if (form.hasWithdrawals()) {
            payload.noWithdrawals();
            fields.add(RlpItem.of(TrieProof.EMPTY_ROOT.bytes()));
        }
        if (form.hasBlobGas()) {
            fields.add(number(payload.number("blob gas used")));
            fields.add(number(payload.number("excess blob gas")));
            fields.add(RlpItem.of(Arrays.copyOf(signed, form.prefixBytes())));
        }
        if (form.hasWithdrawalsRoot()) {
            fields.set(0, RlpItem.of(payload.bytes(Word.LENGTH)));
            fields.add(RlpItem.of(NO_REQUESTS));
        }
        return fields;
    }

    private static RlpItem number(long number) {
        return RlpItem.ofNumber(BigInteger.valueOf(number));
    }

    @Override
    public String toString() {
        return "block " + number + " " + HexData.encode(hash.bytes());
    }
}
