package dev.plumbline.bench;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Blocks of signed transactions, each with a receipt and a log in it, as the JSON that a node answers with; made up, and right in every hash. */
final class MadeUpBlocks {
    private static final long CHAIN_ID = 901;
    private static final long FIRST_TIME = 1_700_000_000;
    private static final int CALL_BYTES = 68;
    private static final int ACCOUNTS = 64;
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
    private static final String BLOOM = "0x" + "00".repeat(256);
    private static final Address TOKEN = Address.of(filled(Address.LENGTH, 7));

    /**
     * A block.
     *
     * @param full as {@code eth_getBlockByNumber} tells it with its transactions
     * @param header the same with the hashes of its transactions alone
     * @param receipts as {@code eth_getBlockReceipts} tells them
     */
    record Block(Word hash, String full, String header, String receipts) {}

    private MadeUpBlocks() {}

    /** A chain of so many blocks with so many transactions each, from block 0 on. */
    static List<Block> chain(int blocks, int transactions) {
        List<Block> chain = new ArrayList<>();
        Word parent = Word.ZERO;
        long[] nonces = new long[ACCOUNTS];
        for (int number = 0; number < blocks; number++) {
            Block block = block(number, parent, transactions, nonces);
            chain.add(block);
            parent = block.hash();
        }
        return chain;
    }

    private static Block block(int number, Word parent, int count, long[] nonces) {
        List<byte[]> rawTransactions = new ArrayList<>();
        List<byte[]> rawReceipts = new ArrayList<>();
        List<String> transactions = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int account = i % ACCOUNTS;
            byte[] data = filled(CALL_BYTES, i);
            BigInteger tip = BigInteger.valueOf(1_000_000L - i);
            long nonce = nonces[account]++;
            SignedTransaction signed = new Eip1559Transaction(
                            CHAIN_ID, nonce, new Fees(tip, GWEI.add(GWEI)), 100_000, TOKEN, Bytes.wrap(data))
                    .sign(AccountKey.of(filled(32, 1 + account)));
            rawTransactions.add(signed.raw());
            hashes.add("\"" + signed.hash().hex() + "\"");
            transactions.add(transactionJson(signed, nonce, tip, data));
            long gas = 50_000L * (i + 1);
            rawReceipts.add(receipt(gas));
            receipts.add(receiptJson(signed, gas, i));
        }
        String fields = HeaderFields.json(
                number,
                parent,
                BlockTrie.of(rawTransactions).root(),
                BlockTrie.of(rawReceipts).root(),
                FIRST_TIME);
        Word hash = HeaderFields.hash(
                number,
                parent,
                BlockTrie.of(rawTransactions).root(),
                BlockTrie.of(rawReceipts).root(),
                FIRST_TIME);
        String start = "{\"hash\":\"" + hash.hex() + "\"," + fields + ",\"uncles\":[],\"transactions\":[";
        return new Block(
                hash,
                start + String.join(",", transactions) + "]}",
                start + String.join(",", hashes) + "]}",
                "[" + String.join(",", receipts) + "]");
    }

    private static String transactionJson(SignedTransaction signed, long nonce, BigInteger tip, byte[] data) {
        byte[] raw = signed.raw();
        RlpItem.Sequence fields = (RlpItem.Sequence) parse(Arrays.copyOfRange(raw, 1, raw.length));
        String v = quantity(fields, 9);
        return "{\"type\":\"0x2\",\"chainId\":\"0x385\",\"nonce\":\"0x" + Long.toHexString(nonce)
                + "\",\"gas\":\"0x186a0\","
                + "\"maxFeePerGas\":\"0x77359400\",\"maxPriorityFeePerGas\":\"0x" + tip.toString(16) + "\",\"to\":\""
                + TOKEN.hex() + "\",\"value\":\"0x0\",\"accessList\":[],\"input\":\"" + HexData.encode(data)
                + "\",\"r\":\"" + quantity(fields, 10) + "\",\"s\":\"" + quantity(fields, 11) + "\",\"yParity\":\"" + v
                + "\",\"v\":\"" + v + "\",\"hash\":\"" + signed.hash().hex()
                + "\",\"blockHash\":\"" + Word.ZERO.hex() + "\",\"blockNumber\":\"0x1\",\"transactionIndex\":\"0x0\","
                + "\"from\":\"" + TOKEN.hex() + "\",\"gasPrice\":\"0x3b9aca00\"}";
    }

    private static RlpItem parse(byte[] rlp) {
        try {
            return RlpItem.parse(rlp, "transaction");
        } catch (dev.plumbline.proofs.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static String quantity(RlpItem.Sequence fields, int index) {
        return "0x" + new BigInteger(1, ((RlpItem.Text) fields.items().get(index)).bytes()).toString(16);
    }

    private static byte[] receipt(long gas) {
        RlpItem log = RlpItem.of(List.of(
                RlpItem.of(TOKEN.bytes()),
                RlpItem.of(List.of(
                        RlpItem.of(Word.ofNumber(1).bytes()),
                        RlpItem.of(Word.ofNumber(2).bytes()),
                        RlpItem.of(Word.ofNumber(3).bytes()))),
                RlpItem.of(Word.ofNumber(gas).bytes())));
        byte[] payload = RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.ONE),
                        RlpItem.ofNumber(BigInteger.valueOf(gas)),
                        RlpItem.of(new byte[256]),
                        RlpItem.of(List.of(log))))
                .encode();
        byte[] typed = new byte[1 + payload.length];
        typed[0] = 2;
        System.arraycopy(payload, 0, typed, 1, payload.length);
        return typed;
    }

    private static String receiptJson(SignedTransaction signed, long gas, int index) {
        return "{\"type\":\"0x2\",\"status\":\"0x1\",\"cumulativeGasUsed\":\"0x" + Long.toHexString(gas)
                + "\",\"logs\":[{\"address\":\"" + TOKEN.hex() + "\",\"topics\":[\""
                + Word.ofNumber(1).hex() + "\",\"" + Word.ofNumber(2).hex() + "\",\""
                + Word.ofNumber(3).hex() + "\"],\"data\":\""
                + Word.ofNumber(gas).hex() + "\",\"blockHash\":\""
                + Word.ZERO.hex() + "\",\"blockNumber\":\"0x1\",\"transactionHash\":\""
                + signed.hash().hex()
                + "\",\"transactionIndex\":\"0x" + Integer.toHexString(index)
                + "\",\"logIndex\":\"0x0\",\"removed\":false}],"
                + "\"logsBloom\":\"" + BLOOM + "\",\"transactionHash\":\""
                + signed.hash().hex()
                + "\",\"transactionIndex\":\"0x" + Integer.toHexString(index) + "\",\"blockHash\":\"" + Word.ZERO.hex()
                + "\",\"blockNumber\":\"0x1\",\"gasUsed\":\"0xc350\",\"effectiveGasPrice\":\"0x3b9aca00\",\"from\":\""
                + TOKEN.hex() + "\",\"to\":\"" + TOKEN.hex() + "\",\"contractAddress\":null,\"l1Fee\":\"0x1\"}";
    }

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}
