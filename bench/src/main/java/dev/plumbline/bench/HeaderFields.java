package dev.plumbline.bench;

import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.List;

/** The header of a made-up block, as JSON and as its hash. */
final class HeaderFields {
    private static final long BLOCK_SECONDS = 2;
    private static final long GAS_LIMIT = 60_000_000;
    private static final BigInteger BASE_FEE = BigInteger.valueOf(1_000_000);
    private static final String ZERO_WORD = Word.ZERO.hex();
    private static final String BLOOM = "0x" + "00".repeat(256);

    private HeaderFields() {}

    static String json(long number, Word parent, Word transactions, Word receipts, long firstTime) {
        return "\"parentHash\":\"" + parent.hex() + "\",\"sha3Uncles\":\"" + ZERO_WORD + "\",\"miner\":\"0x"
                + "00".repeat(20) + "\",\"stateRoot\":\"" + ZERO_WORD + "\",\"transactionsRoot\":\""
                + transactions.hex()
                + "\",\"receiptsRoot\":\"" + receipts.hex() + "\",\"logsBloom\":\"" + BLOOM
                + "\",\"difficulty\":\"0x0\",\"number\":\"0x" + Long.toHexString(number) + "\",\"gasLimit\":\"0x"
                + Long.toHexString(GAS_LIMIT) + "\",\"gasUsed\":\"0x0\",\"timestamp\":\"0x"
                + Long.toHexString(firstTime + BLOCK_SECONDS * number) + "\",\"extraData\":\"0x\",\"mixHash\":\""
                + ZERO_WORD + "\",\"nonce\":\"0x0000000000000000\",\"baseFeePerGas\":\"0x" + BASE_FEE.toString(16)
                + "\"";
    }

    static Word hash(long number, Word parent, Word transactions, Word receipts, long firstTime) {
        byte[] zero = Word.ZERO.bytes();
        return Word.keccak(RlpItem.of(List.of(
                        RlpItem.of(parent.bytes()),
                        RlpItem.of(zero),
                        RlpItem.of(new byte[20]),
                        RlpItem.of(zero),
                        RlpItem.of(transactions.bytes()),
                        RlpItem.of(receipts.bytes()),
                        RlpItem.of(new byte[256]),
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.ofNumber(BigInteger.valueOf(number)),
                        RlpItem.ofNumber(BigInteger.valueOf(GAS_LIMIT)),
                        RlpItem.ofNumber(BigInteger.ZERO),
                        RlpItem.ofNumber(BigInteger.valueOf(firstTime + BLOCK_SECONDS * number)),
                        RlpItem.of(new byte[0]),
                        RlpItem.of(zero),
                        RlpItem.of(new byte[8]),
                        RlpItem.ofNumber(BASE_FEE)))
                .encode());
    }
}
