package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction as a node tells it, put together anew to the bytes that were signed and that the block commits to (EIP-155,
 * 2718, 2930, 1559, 4844, 7702; deposits of the OP Stack). What the JSON says besides, its hash and its sender among that, is not read.
 */
final class TransactionJson {
    private static final int INPUT_BYTES_MAX = 1 << 24;
    private static final int ACCESS_LIST_MAX = 1 << 16;
    private static final int SCALAR_BYTES = 32;
    private static final int SIGNATURE_BYTES = 65;
    private static final int V_EVEN = 27;
    private static final int V_EIP155 = 35;

    private final RpcFields json;
    private final int type;
    // All fields, those of the signature last.
    private final List<RlpItem> fields;
    private final byte[] raw;

    private TransactionJson(RpcFields json) throws RpcException {
        this.json = json;
        this.type = json.has("type") ? (int) Math.min(json.count("type"), Integer.MAX_VALUE) : 0;
        this.fields = fields();
        this.raw = typed(type, fields);
    }

    static TransactionJson of(RpcFields json) throws RpcException {
        return new TransactionJson(json);
    }

    int type() {
        return type;
    }

    /** The bytes that the transactions trie holds; for reading in this package alone. */
    byte[] raw() {
        return raw;
    }

    private List<RlpItem> fields() throws RpcException {
        return switch (type) {
            case 0 -> signed(number("nonce"), number("gasPrice"), call());
            case 1 -> signed(number("chainId"), number("nonce"), number("gasPrice"), call(), access());
            case 2 -> signed(number("chainId"), number("nonce"), fees(), call(), access());
            case 3 -> signed(number("chainId"), number("nonce"), fees(), call(), access(), blobs());
            case 4 -> signed(number("chainId"), number("nonce"), fees(), call(), access(), authorizations());
            case RpcTransaction.DEPOSIT -> deposit();
            default -> throw json.bad("type", "is " + type + ", want 0 to 4 or " + RpcTransaction.DEPOSIT);
        };
    }

    @SafeVarargs
    private List<RlpItem> signed(List<RlpItem>... parts) throws RpcException {
        List<RlpItem> all = new ArrayList<>();
        for (List<RlpItem> part : parts) {
            all.addAll(part);
        }
        for (String name : List.of("v", "r", "s")) {
            all.addAll(number(name));
        }
        return all;
    }

    private List<RlpItem> number(String name) throws RpcException {
        return List.of(RlpItem.ofNumber(json.quantity(name)));
    }

    private List<RlpItem> fees() throws RpcException {
        return List.of(
                RlpItem.ofNumber(json.quantity("maxPriorityFeePerGas")),
                RlpItem.ofNumber(json.quantity("maxFeePerGas")));
    }

    private List<RlpItem> call() throws RpcException {
        return List.of(RlpItem.ofNumber(json.quantity("gas")), to(), RlpItem.ofNumber(json.quantity("value")), input());
    }

    private RlpItem to() throws RpcException {
        return RlpItem.of(json.has("to") ? json.exactly("to", Address.LENGTH) : new byte[0]);
    }

    private RlpItem input() throws RpcException {
        return RlpItem.of(json.bytes("input", INPUT_BYTES_MAX));
    }

    private List<RlpItem> access() throws RpcException {
        List<RlpItem> list = new ArrayList<>();
        for (RpcFields entry : json.has("accessList") ? json.children("accessList") : List.<RpcFields>of()) {
            List<RlpItem> keys = new ArrayList<>();
            for (byte[] key : entry.byteArrays("storageKeys", ACCESS_LIST_MAX, Word.LENGTH)) {
                keys.add(RlpItem.of(key));
            }
            list.add(RlpItem.of(List.of(RlpItem.of(entry.exactly("address", Address.LENGTH)), RlpItem.of(keys))));
        }
        return List.of(RlpItem.of(list));
    }

    private List<RlpItem> blobs() throws RpcException {
        List<RlpItem> hashes = new ArrayList<>();
        for (byte[] hash : json.byteArrays("blobVersionedHashes", ACCESS_LIST_MAX, Word.LENGTH)) {
            hashes.add(RlpItem.of(hash));
        }
        return List.of(RlpItem.ofNumber(json.quantity("maxFeePerBlobGas")), RlpItem.of(hashes));
    }

    private List<RlpItem> authorizations() throws RpcException {
        List<RlpItem> list = new ArrayList<>();
        for (RpcFields entry : json.children("authorizationList")) {
            list.add(RlpItem.of(List.of(
                    RlpItem.ofNumber(entry.quantity("chainId")),
                    RlpItem.of(entry.exactly("address", Address.LENGTH)),
                    RlpItem.ofNumber(entry.quantity("nonce")),
                    RlpItem.ofNumber(entry.quantity("yParity")),
                    RlpItem.ofNumber(entry.quantity("r")),
                    RlpItem.ofNumber(entry.quantity("s")))));
        }
        return List.of(RlpItem.of(list));
    }

    private List<RlpItem> deposit() throws RpcException {
        return List.of(
                RlpItem.of(json.word("sourceHash").bytes()),
                RlpItem.of(json.exactly("from", Address.LENGTH)),
                to(),
                RlpItem.ofNumber(json.has("mint") ? json.quantity("mint") : BigInteger.ZERO),
                RlpItem.ofNumber(json.quantity("value")),
                RlpItem.ofNumber(json.quantity("gas")),
                RlpItem.ofNumber(json.isTrue("isSystemTx") ? BigInteger.ONE : BigInteger.ZERO),
                input());
    }

    /** Fields behind the byte of their type, which type 0 does not have. */
    static byte[] typed(int type, List<RlpItem> fields) {
        byte[] payload = RlpItem.of(fields).encode();
        if (type == 0) {
            return payload;
        }
        byte[] typed = new byte[1 + payload.length];
        typed[0] = (byte) type;
        System.arraycopy(payload, 0, typed, 1, payload.length);
        return typed;
    }

    /** The transaction with its sender; costs one recovery of a key unless it is a deposit. */
    RpcTransaction transaction() throws RpcException {
        boolean isDeposit = type == RpcTransaction.DEPOSIT;
        boolean hasTip = type >= 2 && !isDeposit;
        BigInteger price = isDeposit ? BigInteger.ZERO : json.quantity(hasTip ? "maxFeePerGas" : "gasPrice");
        return new RpcTransaction(
                Word.keccak(raw),
                type,
                isDeposit ? Address.of(json.exactly("from", Address.LENGTH)) : signer(),
                isDeposit ? 0 : json.count("nonce"),
                json.has("to") ? Address.of(json.exactly("to", Address.LENGTH)) : null,
                price,
                hasTip ? json.quantity("maxPriorityFeePerGas") : price);
    }

    private Address signer() throws RpcException {
        BigInteger v = json.quantity("v");
        List<RlpItem> unsigned = new ArrayList<>(fields.subList(0, fields.size() - 3));
        BigInteger parity = v;
        if (type == 0) {
            boolean isOfOneChain = v.compareTo(BigInteger.valueOf(V_EIP155)) >= 0;
            BigInteger above = v.subtract(BigInteger.valueOf(isOfOneChain ? V_EIP155 : V_EVEN));
            parity = isOfOneChain ? above.and(BigInteger.ONE) : above;
            if (isOfOneChain) {
                unsigned.add(RlpItem.ofNumber(above.shiftRight(1)));
                unsigned.add(RlpItem.of(new byte[0]));
                unsigned.add(RlpItem.of(new byte[0]));
            }
        }
        byte[] digest = Word.keccak(typed(type, unsigned)).bytes();
        byte[] key = parity.bitLength() > 1 || parity.signum() < 0
                ? null
                : Secp256k1.recover(digest, signature(parity.intValue()));
        if (key == null) {
            throw json.bad("v", "r and s are no signature of the transaction");
        }
        return Address.of(Secp256k1.address(key));
    }

    private byte[] signature(int parity) throws RpcException {
        byte[] signature = new byte[SIGNATURE_BYTES];
        put(json.quantity("r"), signature, 0);
        put(json.quantity("s"), signature, SCALAR_BYTES);
        signature[SIGNATURE_BYTES - 1] = (byte) (V_EVEN + parity);
        return signature;
    }

    private static void put(BigInteger scalar, byte[] target, int at) {
        byte[] signed = scalar.toByteArray();
        int length = Math.min(signed.length, SCALAR_BYTES);
        System.arraycopy(signed, signed.length - length, target, at + SCALAR_BYTES - length, length);
    }
}
