package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.ReceiptProof;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of what became of a transaction that was forced into a rollup by L1: {@code application/vnd.plumbline.forced+json},
 * suffix {@code .forced.json} (docs/format/sequencer-evidence.md). Parsed, not verified.
 *
 * <p>The first block of the rollup whose L1 origin is the block of the deposit has to hold it; so that one block decides. A
 * rollup that passes over an L1 block breaks the same rule, which takes two blocks to show.
 *
 * @param l1 the chain of the deposit
 * @param rollup the chain that has to take it over
 * @param portal the contract on L1 that announced it
 * @param header raw header of the L1 block of the deposit
 * @param transaction index of the L1 transaction in it
 * @param receipt trie nodes from its receipts root to the receipt of that transaction
 * @param log place of the announcement among the logs of that receipt
 * @param logIndex place of the announcement among all logs of the block, which makes part of the transaction's hash
 * @param latest raw header of a later L1 block, to show how far L1 is; null if that is not shown
 * @param blocks none, the first block of the epoch, or the block before and the first one after the epoch's number
 */
public record ForcedEvidence(
        RollupChain l1,
        RollupChain rollup,
        Address portal,
        RawRlp header,
        long transaction,
        List<RawRlp> receipt,
        int log,
        long logIndex,
        @Nullable RawRlp latest,
        List<RollupBlock> blocks) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.forced+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".forced.json";
    /** What the file calls itself. */
    public static final String KIND = "forced";

    private static final String SUBJECT = "forced transaction";
    private static final long VERSION = 1;
    private static final int BLOCKS_MAX = 2;
    private static final int TEXT_CHARS_MAX = 64;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are more than two blocks, or a number is negative
     */
    public ForcedEvidence {
        receipt = List.copyOf(receipt);
        blocks = List.copyOf(blocks);
        if (blocks.size() > BLOCKS_MAX || transaction < 0 || log < 0 || logIndex < log) {
            throw new IllegalArgumentException("evidence of a forced transaction with " + blocks.size()
                    + " blocks, transaction " + transaction + ", log " + log + ", log of the block " + logIndex);
        }
    }

    /** The same with other blocks and another newest L1 block. */
    public ForcedEvidence with(@Nullable RawRlp newest, List<RollupBlock> rollupBlocks) {
        return new ForcedEvidence(
                l1, rollup, portal, header, transaction, receipt, log, logIndex, newest, rollupBlocks);
    }

    /**
     * The transaction that follows from the deposit; what that is worth is what the header is worth.
     *
     * @throws MalformedException if the receipt is not under the header, or its log is no deposit of the portal
     */
    public DepositedTransaction deposit() throws MalformedException {
        BlockHeader block = header.readHeader();
        List<byte[]> nodes = receipt.stream().map(RawRlp::bytes).toList();
        ReceiptProof proof = ReceiptProof.check(block.receiptsRoot(), transaction, nodes);
        if (!(proof instanceof ReceiptProof.Exists exists)) {
            throw new MalformedException(Malformed.RULE, "receipt of the deposit", String.valueOf(proof));
        }
        List<ContractLog> logs = exists.receipt().logs();
        if (log >= logs.size()) {
            throw new MalformedException(
                    Malformed.RULE, "receipt of the deposit", "has " + logs.size() + " logs, want number " + log);
        }
        DepositedTransaction deposit = Deposits.derive(logs.get(log), portal, block.hash(), logIndex);
        if (deposit == null) {
            throw new MalformedException(
                    Malformed.RULE,
                    "receipt of the deposit",
                    "log " + log + " is no TransactionDeposited of " + portal);
        }
        return deposit;
    }

    /** Reads evidence in any spelling that JSON allows, of at most {@link Limits#SEQUENCER_EVIDENCE_BYTES_MAX} bytes. */
    public static ForcedEvidence parse(byte[] json) throws MalformedException {
        var file = new JsonMembers(
                CanonicalJson.parseAnySpelling(
                        json, SUBJECT, Limits.SEQUENCER_EVIDENCE_BYTES_MAX, Limits.TRACE_TOKENS_MAX),
                SUBJECT,
                "");
        file.version("v");
        file.kind("kind", KIND);
        RollupChain l1 = RollupChain.read(file, "l1");
        RollupChain rollup = RollupChain.read(file, "rollup");
        Address portal = Address.parseHex(file.text("portal", TEXT_CHARS_MAX), file.at("portal"));
        RawRlp header = raw(file.string("header", Integer.MAX_VALUE), file.at("header"), Limits.HEADER_BYTES_MAX);
        long transaction = file.size("transaction");
        List<RawRlp> receipt = raws(file, "receipt", Limits.TRIE_NODES_MAX, Limits.BLOCK_TRIE_NODE_BYTES_MAX);
        long log = file.size("log");
        long logIndex = file.size("log_index");
        RawRlp latest = file.ifPresent("latest") == null
                ? null
                : raw(file.string("latest", Integer.MAX_VALUE), file.at("latest"), Limits.HEADER_BYTES_MAX);
        List<RollupBlock> blocks = blocks(file);
        file.end();
        if (log > logIndex || log > Integer.MAX_VALUE) {
            throw file.malformed(Malformed.RULE, "log", "is " + log + ", want at most log_index, " + logIndex);
        }
        return new ForcedEvidence(
                l1, rollup, portal, header, transaction, receipt, (int) log, logIndex, latest, blocks);
    }

    private static List<RollupBlock> blocks(JsonMembers file) throws MalformedException {
        if (!(file.required("blocks") instanceof JsonArray array)
                || array.items().size() > BLOCKS_MAX) {
            throw file.malformed(Malformed.VALUE, "blocks", "want an array of at most " + BLOCKS_MAX);
        }
        var blocks = new ArrayList<RollupBlock>();
        for (JsonValue item : array.items()) {
            var block = new JsonMembers(item, SUBJECT, "/blocks/" + blocks.size());
            if (block.ifPresent("signed") == null) {
                RawRlp header =
                        raw(block.string("header", Integer.MAX_VALUE), block.at("header"), Limits.HEADER_BYTES_MAX);
                blocks.add(new RollupBlock.ByHeader(
                        header, raws(block, "transactions", Limits.TRACE_TOKENS_MAX, Limits.UNSAFE_BLOCK_BYTES_MAX)));
            } else {
                RawRlp message = raw(
                        block.string("signed", Integer.MAX_VALUE), block.at("signed"), Limits.UNSAFE_BLOCK_BYTES_MAX);
                blocks.add(new RollupBlock.BySignature(UnsafeBlock.parse(message.bytes())));
            }
            block.end();
        }
        return blocks;
    }

    private static List<RawRlp> raws(JsonMembers file, String key, int countMax, int bytesMax)
            throws MalformedException {
        var raws = new ArrayList<RawRlp>();
        for (JsonString text : file.strings(key, countMax)) {
            raws.add(raw(text, file.at(key), bytesMax));
        }
        return raws;
    }

    private static RawRlp raw(JsonString text, String subject, int bytesMax) throws MalformedException {
        return RawRlp.parse(text.text(), subject, bytesMax);
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        JsonObject.Builder file = JsonObject.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("l1", l1.encode())
                .put("rollup", rollup.encode())
                .put("portal", portal.hex())
                .put("header", header.hex())
                .put("transaction", transaction)
                .put("receipt", strings(receipt))
                .put("log", log)
                .put("log_index", logIndex)
                .put("blocks", blocks.stream().map(ForcedEvidence::json).toList());
        if (latest != null) {
            file.put("latest", latest.hex());
        }
        return CanonicalJson.encode(file.build());
    }

    private static JsonObject json(RollupBlock block) {
        if (block instanceof RollupBlock.BySignature signed) {
            return JsonObject.builder()
                    .put("signed", HexData.encode(signed.block().bytes()))
                    .build();
        }
        var plain = (RollupBlock.ByHeader) block;
        return JsonObject.builder()
                .put("header", plain.header().hex())
                .put("transactions", strings(plain.transactions()))
                .build();
    }

    private static List<JsonString> strings(List<RawRlp> raws) {
        return raws.stream().map(raw -> JsonString.of(raw.hex())).toList();
    }
}
