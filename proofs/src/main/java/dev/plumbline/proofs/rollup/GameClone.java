package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a dispute game's contract says. A factory makes each game as a small contract that passes every call on to
 * one implementation, and behind whose code stands what this game is about.
 *
 * <p>The code hash in the contract's account vouches for the code, and so for the implementation: games have no other record
 * of it.
 *
 * @param implementation the contract whose rules the game follows
 * @param creator who made the claim
 * @param rootClaim the output root that is claimed
 * @param l1Head hash of the L1 block before the one in which it was claimed
 * @param blockNumber height of the rollup's block
 */
public record GameClone(Address implementation, Address creator, Word rootClaim, Word l1Head, long blockNumber) {
    private static final byte[] BEFORE_LENGTH =
            bytes("36602c57343d527f9e4ac34f21c619cefc926c8bd93b54bf5a39c7ab2127a895af"
                    + "1cc0691d7e3dff593da1005b363d3d373d3d3d3d61");
    private static final byte[] AFTER_LENGTH = bytes("806062363936013d73");
    private static final byte[] AFTER_IMPLEMENTATION = bytes("5af43d3d93803e606057fd5bf3");
    /** Creator, claim, L1 head and block number, and the two bytes of their length, which that counts too. */
    private static final int ARGUMENTS_LENGTH = Address.LENGTH + 3 * Word.LENGTH + 2;

    private static final int IMPLEMENTATION_AT = BEFORE_LENGTH.length + 2 + AFTER_LENGTH.length;
    private static final int ARGUMENTS_AT = IMPLEMENTATION_AT + Address.LENGTH + AFTER_IMPLEMENTATION.length;
    /** Bytes of the code of a game. */
    public static final int CODE_BYTES = ARGUMENTS_AT + ARGUMENTS_LENGTH;

    /** Reads the code of a contract; null for every other code than that of a game about one block. */
    public static @Nullable GameClone of(byte[] code) {
        if (code.length != CODE_BYTES) {
            return null;
        }
        int rootAt = ARGUMENTS_AT + Address.LENGTH;
        Address implementation =
                Address.of(Arrays.copyOfRange(code, IMPLEMENTATION_AT, ARGUMENTS_AT - AFTER_IMPLEMENTATION.length));
        BigInteger blockNumber =
                new BigInteger(1, word(code, rootAt + 2 * Word.LENGTH).bytes());
        if (!Arrays.equals(code, 0, ARGUMENTS_AT, around(implementation), 0, ARGUMENTS_AT)
                || !endsInLength(code)
                || blockNumber.bitLength() >= Long.SIZE) {
            return null;
        }
        return new GameClone(
                implementation,
                Address.of(Arrays.copyOfRange(code, ARGUMENTS_AT, rootAt)),
                word(code, rootAt),
                word(code, rootAt + Word.LENGTH),
                blockNumber.longValue());
    }

    private static byte[] around(Address implementation) {
        byte[] code = new byte[ARGUMENTS_AT];
        System.arraycopy(BEFORE_LENGTH, 0, code, 0, BEFORE_LENGTH.length);
        code[BEFORE_LENGTH.length + 1] = ARGUMENTS_LENGTH;
        System.arraycopy(AFTER_LENGTH, 0, code, BEFORE_LENGTH.length + 2, AFTER_LENGTH.length);
        System.arraycopy(implementation.bytes(), 0, code, IMPLEMENTATION_AT, Address.LENGTH);
        System.arraycopy(
                AFTER_IMPLEMENTATION, 0, code, IMPLEMENTATION_AT + Address.LENGTH, AFTER_IMPLEMENTATION.length);
        return code;
    }

    private static boolean endsInLength(byte[] code) {
        return code[code.length - 2] == 0 && code[code.length - 1] == ARGUMENTS_LENGTH;
    }

    private static Word word(byte[] code, int at) {
        return Word.of(Arrays.copyOfRange(code, at, at + Word.LENGTH));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
