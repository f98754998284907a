package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dispute game as the {@code DisputeGameFactory} of a rollup registered it: one claim of an output root, which anybody may
 * contest.
 *
 * <p>The factory files games under a hash of what they claim. So whoever knows a block knows the slot in which a claim of it
 * must be, and a proof that the slot is empty shows that nobody has claimed it.
 *
 * @param type which rules the game is played by, an unsigned 32-bit number
 * @param createdAtSeconds L1 time of its creation, in seconds since the epoch
 * @param proxy the contract that is this game
 */
public record DisputeGame(long type, long createdAtSeconds, Address proxy) {
    /** Largest number of a type. */
    public static final long TYPE_MAX = 0xffff_ffffL;

    private static final int TYPE_BYTES = 4;
    private static final int EXTRA_DATA_AT = 3 * Word.LENGTH;

    /**
     * @throws IllegalArgumentException if the type or the time is out of range
     */
    public DisputeGame {
        if (type < 0 || type > TYPE_MAX || createdAtSeconds < 0) {
            throw new IllegalArgumentException("game of type " + type + " at " + createdAtSeconds);
        }
    }

    /**
     * Under what the factory files the game that claims an output root: Keccak-256 of
     * {@code abi.encode(uint32 type, bytes32 rootClaim, bytes extraData)}, where the extra data are the block's number as one
     * word.
     */
    public static Word uuid(long type, Word rootClaim, long blockNumber) {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(Word.ofNumber(type).bytes());
        encoded.writeBytes(rootClaim.bytes());
        encoded.writeBytes(Word.ofNumber(EXTRA_DATA_AT).bytes());
        encoded.writeBytes(Word.ofNumber(Word.LENGTH).bytes());
        encoded.writeBytes(Word.ofNumber(blockNumber).bytes());
        return Word.keccak(encoded.toByteArray());
    }

    /** The factory's slot for a game. */
    public static Word slot(Word uuid, LayoutProfile layout) {
        var key = new ByteArrayOutputStream();
        key.writeBytes(uuid.bytes());
        key.writeBytes(layout.claimsSlot().bytes());
        return Word.keccak(key.toByteArray());
    }

    /** The factory's slot that counts its games; the games in their order are in the array that starts there. */
    public static Word countSlot(LayoutProfile layout) {
        return LayoutProfile.behind(layout.claimsSlot(), BigInteger.ONE);
    }

    /** The factory's slot of the game that was created as the {@code index}-th, from 0. */
    public static Word slotAt(long index, LayoutProfile layout) {
        return LayoutProfile.behind(Word.keccak(countSlot(layout).bytes()), BigInteger.valueOf(index));
    }

    /** Takes a {@code GameId} apart: type, time and address, 4, 8 and 20 bytes; null for zero, and for a time past 2^63. */
    public static @Nullable DisputeGame unpack(Word gameId) {
        byte[] bytes = gameId.bytes();
        int addressAt = Word.LENGTH - Address.LENGTH;
        BigInteger createdAt = new BigInteger(1, Arrays.copyOfRange(bytes, TYPE_BYTES, addressAt));
        if (gameId.equals(Word.ZERO) || createdAt.bitLength() >= Long.SIZE) {
            return null;
        }
        long type = new BigInteger(1, Arrays.copyOf(bytes, TYPE_BYTES)).longValue();
        Address proxy = Address.of(Arrays.copyOfRange(bytes, addressAt, Word.LENGTH));
        return new DisputeGame(type, createdAt.longValue(), proxy);
    }
}
