package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as a node tells it, with the raw header put together from the JSON fields and found to have the block's hash.
 *
 * <p>The JSON does not say which fork's header it is. Forks only ever append fields, so the lists of all forks are
 * tried, the longest first; the hash decides.
 */
public final class RpcBlock {
    private enum Form {
        /** A fixed number of bytes. */
        BYTES,
        /** A number without leading zeros. */
        QUANTITY
    }

    private record Field(String name, Form form) {}

    private static final List<Field> FIELDS = List.of(
            bytes("parentHash"),
            bytes("sha3Uncles"),
            bytes("miner"),
            bytes("stateRoot"),
            bytes("transactionsRoot"),
            bytes("receiptsRoot"),
            bytes("logsBloom"),
            quantity("difficulty"),
            quantity("number"),
            quantity("gasLimit"),
            quantity("gasUsed"),
            quantity("timestamp"),
            bytes("extraData"),
            bytes("mixHash"),
            bytes("nonce"),
            quantity("baseFeePerGas"),
            bytes("withdrawalsRoot"),
            quantity("blobGasUsed"),
            quantity("excessBlobGas"),
            bytes("parentBeaconBlockRoot"),
            bytes("requestsHash"),
            bytes("blockAccessListHash"),
            quantity("slotNumber"));

    /** Fields in the headers of Amsterdam, Prague and Osaka, Cancun, Shanghai, London, and of all forks before. */
    private static final int[] FIELD_COUNTS = {23, 21, 20, 17, 16, 15};

    private final BlockHeader header;
    private final byte[] headerRlp;
    private final @Nullable BigInteger baseFee;

    private RpcBlock(BlockHeader header, byte[] headerRlp, @Nullable BigInteger baseFee) {
        this.header = header;
        this.headerRlp = headerRlp;
        this.baseFee = baseFee;
    }

    public static RpcBlock of(String method, RpcFields json) throws RpcException {
        Word hash = json.word("hash");
        for (int count : FIELD_COUNTS) {
            List<Field> fields = FIELDS.subList(0, count);
            if (!fields.stream().allMatch(field -> json.has(field.name()))) {
                continue;
            }
            byte[] rlp = encode(json, fields);
            if (Word.keccak(rlp).equals(hash)) {
                BigInteger baseFee = json.has("baseFeePerGas") ? json.quantity("baseFeePerGas") : null;
                return new RpcBlock(parse(method, rlp), rlp, baseFee);
            }
        }
        throw RpcException.badAnswer(method, "has fields that do not hash to its own hash " + hash);
    }

    private static byte[] encode(RpcFields json, List<Field> fields) throws RpcException {
        List<RlpItem> items = new ArrayList<>();
        for (Field field : fields) {
            items.add(
                    field.form() == Form.QUANTITY
                            ? RlpItem.ofNumber(json.quantity(field.name()))
                            : RlpItem.of(json.bytes(field.name(), Limits.HEADER_BYTES_MAX)));
        }
        return RlpItem.of(items).encode();
    }

    private static BlockHeader parse(String method, byte[] rlp) throws RpcException {
        try {
            return BlockHeader.parse(rlp);
        } catch (MalformedException e) {
            throw RpcException.badAnswer(method, String.valueOf(e.getMessage()));
        }
    }

    private static Field bytes(String name) {
        return new Field(name, Form.BYTES);
    }

    private static Field quantity(String name) {
        return new Field(name, Form.QUANTITY);
    }

    public BlockHeader header() {
        return header;
    }

    public long number() {
        return header.number();
    }

    public Word hash() {
        return header.hash();
    }

    public byte[] headerRlp() {
        return headerRlp.clone();
    }

    /** Wei per gas that every transaction of the block burnt; zero before London. */
    public BigInteger baseFee() {
        return baseFee == null ? BigInteger.ZERO : baseFee;
    }
}
