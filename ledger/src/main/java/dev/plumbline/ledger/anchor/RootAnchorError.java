package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every error with which {@code RootAnchor} refuses a call. */
public enum RootAnchorError {
    /** The sender is not the operator. */
    NOT_OPERATOR("NotOperator(address,address)", "sender %s is not the operator %s"),
    /** The sender is not the one whom the operator named. */
    NOT_SUCCESSOR("NotSuccessor(address,address)", "sender %s is not the named successor %s"),
    /** The size is that of the last anchor, or less. */
    SIZE_NOT_LARGER("SizeNotLarger(uint64,uint64)", "size %s does not exceed the anchored size %s"),
    /** The size is beyond what any reader accepts. */
    SIZE_TOO_LARGE("SizeTooLarge(uint64)", "size %s is not below 2^63"),
    /** The tree is a fork, or the proof is wrong. */
    NOT_CONSISTENT(
            "NotConsistent(uint64,bytes32)",
            "the proof does not show that the tree extends the anchored one of size %s and root %s"),
    /** The log left a demanded entry out for too long. */
    DEMAND_OVERDUE(
            "DemandOverdue(uint64,uint64)",
            "demand %s is open although its deadline, second %s, has come: show its entry first"),
    /** The demanded entry is empty or too large. */
    ENTRY_OUT_OF_BOUNDS("EntryOutOfBounds(uint256)", "the entry has %s bytes, want 1 to 65535"),
    /** The demand comes with less or more than the deposit. */
    WRONG_DEPOSIT("WrongDeposit(uint256,uint256)", "the demand comes with %s wei, want exactly %s"),
    /** There is no room for another demand; try again in the next block. */
    QUEUE_FULL("QueueFull(uint64)", "the queue of demands is full, or was in this block; the oldest open one is %s"),
    /** The demand was satisfied, or never made. */
    NOT_OPEN("NotOpen(uint64)", "demand %s is not open"),
    /** The proof is for a tree that is not the newest anchored one. */
    NOT_LATEST("NotLatest(uint64,uint64)", "the proof is for size %s, want the anchored size %s"),
    /** The proof does not show the demanded entry. */
    NOT_INCLUDED("NotIncluded(uint64,uint64)", "the proof does not show the entry of demand %s at index %s"),
    /** Whoever should be paid refused the money. */
    NOT_PAID("NotPaid(address,uint256)", "%s refused %s wei of deposits");

    private final String signature;
    private final String sentence;

    RootAnchorError(String signature, String sentence) {
        this.signature = signature;
        this.sentence = sentence;
    }

    /** What a revert says; null if it is none of the contract's own errors, down to the last bit. */
    public static @Nullable RootAnchorError of(byte[] revert) {
        for (RootAnchorError error : values()) {
            if (error.arguments(revert) != null) {
                return error;
            }
        }
        return null;
    }

    /** What a revert says, in plain words; null if it is none of the contract's own errors. */
    public static @Nullable String explain(byte[] revert) {
        RootAnchorError error = of(revert);
        List<String> arguments = error == null ? null : error.arguments(revert);
        // The sentence is ours; only its arguments come from outside.
        return error == null || arguments == null ? null : error.sentence.formatted(arguments.toArray());
    }

    /** Name and types, as Solidity writes them. */
    String signature() {
        return signature;
    }

    private @Nullable List<String> arguments(byte[] revert) {
        List<String> types = types();
        int length = AbiWriter.SELECTOR_BYTES + types.size() * Word.LENGTH;
        if (revert.length != length || !isSelected(revert)) {
            return null;
        }
        List<String> arguments = new ArrayList<>();
        for (int at = AbiWriter.SELECTOR_BYTES; at < length; at += Word.LENGTH) {
            String argument = argument(types.get(arguments.size()), Arrays.copyOfRange(revert, at, at + Word.LENGTH));
            if (argument == null) {
                return null;
            }
            arguments.add(argument);
        }
        return arguments;
    }

    private boolean isSelected(byte[] revert) {
        return Arrays.equals(Arrays.copyOf(revert, AbiWriter.SELECTOR_BYTES), AbiWriter.selector(signature));
    }

    private List<String> types() {
        return List.of(signature
                .substring(signature.indexOf('(') + 1, signature.length() - 1)
                .split(",", -1));
    }

    private static @Nullable String argument(String type, byte[] word) {
        var number = new BigInteger(1, word);
        return switch (type) {
            case "bytes32" -> HexData.encode(word);
            case "address" ->
                number.bitLength() > Address.LENGTH * Byte.SIZE
                        ? null
                        : HexData.encode(Arrays.copyOfRange(word, Word.LENGTH - Address.LENGTH, Word.LENGTH));
            case "uint64" -> number.bitLength() > Long.SIZE ? null : number.toString();
            case "uint256" -> number.toString();
            default -> throw new AssertionError("no error of the contract has an argument of type " + type);
        };
    }
}
