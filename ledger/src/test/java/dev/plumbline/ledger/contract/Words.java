package dev.plumbline.ledger.contract;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Words of the Ethereum machine written by hand, as hex without 0x: numbers, addresses and hashes side by side. */
final class Words {
    private Words() {}

    static String of(Object... values) {
        var words = new StringBuilder();
        for (Object value : values) {
            words.append(of(value));
        }
        return words.toString();
    }

    private static String of(Object value) {
        if (value instanceof Hash hash) {
            return hash.hex();
        }
        if (value instanceof Word word) {
            return word.hex().substring(2);
        }
        if (value instanceof Address address) {
            return "0".repeat(24) + address.hex().substring(2);
        }
        if (value instanceof Boolean flag) {
            return of(flag ? 1L : 0L);
        }
        var number = value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
        String digits = number.toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }

    static byte[] bytes(Object... values) {
        return HexFormat.of().parseHex(of(values));
    }

    /** A function's selector and its arguments. */
    static byte[] call(String signature, Object... values) {
        byte[] hash = Word.keccak(signature.getBytes(StandardCharsets.US_ASCII)).bytes();
        return HexFormat.of().parseHex(HexFormat.of().formatHex(hash, 0, 4) + of(values));
    }
}
