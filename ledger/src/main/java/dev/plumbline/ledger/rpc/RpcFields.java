package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The fields of one answer, each held to the form that the Ethereum JSON-RPC specification gives it. */
public final class RpcFields {
    private static final int QUANTITY_DIGITS_MAX = 64;

    private final String method;
    private final JsonNode object;

    private RpcFields(String method, JsonNode object) {
        this.method = method;
        this.object = object;
    }

    public static RpcFields of(String method, JsonNode node) throws RpcException {
        if (!node.isObject()) {
            throw RpcException.badAnswer(method, "is no JSON object, want one");
        }
        return new RpcFields(method, node);
    }

    /** The elements of an answer that is an array of objects. */
    public static List<RpcFields> list(String method, JsonNode array) throws RpcException {
        if (!array.isArray()) {
            throw RpcException.badAnswer(method, "is no JSON array, want one");
        }
        List<RpcFields> elements = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            elements.add(of(method, node));
        }
        return elements;
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Whether a flag is there and set. */
    public boolean isTrue(String name) {
        return object.path(name).asBoolean(false);
    }

    public List<RpcFields> children(String name) throws RpcException {
        List<RpcFields> children = new ArrayList<>();
        for (JsonNode node : array(name)) {
            children.add(of(method + " " + name, node));
        }
        return children;
    }

    public Word word(String name) throws RpcException {
        return Word.of(exactly(name, Word.LENGTH));
    }

    public BigInteger quantity(String name) throws RpcException {
        return quantity(method + " " + name, object.path(name));
    }

    public long count(String name) throws RpcException {
        return count(method + " " + name, object.path(name));
    }

    public byte[] bytes(String name, int bytesMax) throws RpcException {
        return bytes(method + " " + name, object.path(name), bytesMax);
    }

    public List<byte[]> byteArrays(String name, int countMax, int bytesMax) throws RpcException {
        JsonNode array = array(name);
        if (array.size() > countMax) {
            throw RpcException.badAnswer(
                    method + " " + name, "has " + array.size() + " elements, want at most " + countMax);
        }
        List<byte[]> all = new ArrayList<>();
        for (JsonNode node : array) {
            all.add(bytes(method + " " + name, node, bytesMax));
        }
        return all;
    }

    /** A refusal of a field, to be thrown. */
    public RpcException bad(String name, String detail) {
        return RpcException.badAnswer(method + " " + name, detail);
    }

    private JsonNode array(String name) throws RpcException {
        JsonNode array = object.path(name);
        if (!array.isArray()) {
            throw RpcException.badAnswer(method + " " + name, "is no JSON array, want one");
        }
        return array;
    }

    /** A string of exactly so many bytes. */
    public byte[] exactly(String name, int length) throws RpcException {
        byte[] bytes = bytes(name, length);
        if (bytes.length != length) {
            throw RpcException.badAnswer(method + " " + name, "has " + bytes.length + " bytes, want " + length);
        }
        return bytes;
    }

    public static byte[] bytes(String subject, JsonNode node, int bytesMax) throws RpcException {
        try {
            return HexData.parse(text(subject, node), subject, bytesMax);
        } catch (MalformedException e) {
            throw RpcException.badAnswer(subject, String.valueOf(e.getMessage()));
        }
    }

    /** A number of at most 63 bits. */
    public static long count(String subject, JsonNode node) throws RpcException {
        BigInteger number = quantity(subject, node);
        if (number.bitLength() >= Long.SIZE) {
            throw RpcException.badAnswer(subject, "is " + number + ", want less than 2^63");
        }
        return number.longValue();
    }

    /** A quantity: {@code 0x}, no leading zero, lowercase; zero is {@code 0x0}. */
    public static BigInteger quantity(String subject, JsonNode node) throws RpcException {
        String text = text(subject, node);
        boolean isSized = text.length() >= 3 && text.length() <= 2 + QUANTITY_DIGITS_MAX && text.startsWith("0x");
        if (isSized && text.chars().skip(2).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            var number = new BigInteger(text.substring(2), 16);
            if (encode(number).equals(text)) {
                return number;
            }
        }
        throw RpcException.badAnswer(subject, "is no canonical quantity: " + MalformedException.quote(text));
    }

    public static String encode(BigInteger number) {
        return "0x" + number.toString(16);
    }

    public static String encode(long number) {
        return encode(BigInteger.valueOf(number));
    }

    private static String text(String subject, JsonNode node) throws RpcException {
        if (!node.isTextual()) {
            throw RpcException.badAnswer(subject, "is no JSON string, want one");
        }
        return node.textValue();
    }
}
