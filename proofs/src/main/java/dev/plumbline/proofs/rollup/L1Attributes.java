package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What the first transaction of every OP-Stack block says of L1: from which block, the origin, the rollup takes its deposits,
 * and how many blocks of the rollup came before under the same origin (OP Stack, deposits, "L1 Attributes Deposited
 * Transaction"; Ecotone, Isthmus and Jovian L1 attributes).
 *
 * @param originNumber height of the L1 block
 * @param originHash hash of the L1 block
 * @param sequenceNumber 0 for the first block of an epoch, which alone holds the deposits of the origin
 */
public record L1Attributes(long originNumber, Word originHash, long sequenceNumber) {
    private static final String SUBJECT = "L1 attributes";
    private static final Address DEPOSITOR = address("deaddeaddeaddeaddeaddeaddeaddeaddead0001");
    private static final Address CONTRACT = address("4200000000000000000000000000000000000015");
    private static final Word DOMAIN = Word.ofNumber(1);

    /** The layouts of the call data, by the selector at its start. */
    private enum Layout {
        /** {@code setL1BlockValues(uint64,uint64,uint256,bytes32,uint64,bytes32,uint256,uint256)}, each in a word. */
        BEDROCK(0x015d8eb9, 4 + 8 * 32, 4, 4 + 3 * 32, 4 + 4 * 32, Word.LENGTH),
        /** {@code setL1BlockValuesEcotone()}, packed. */
        ECOTONE(0x440a5e20, 164, 28, 100, 12, Long.BYTES),
        /** {@code setL1BlockValuesIsthmus()}, packed, with the operator's fee behind. */
        ISTHMUS(0x098999be, 176, 28, 100, 12, Long.BYTES),
        /** {@code setL1BlockValuesJovian()}, packed, with the scalar of the footprint behind. */
        JOVIAN(0x3db6be2b, 178, 28, 100, 12, Long.BYTES);

        private final int selector;
        private final int length;
        private final int numberAt;
        private final int hashAt;
        private final int sequenceAt;
        private final int width;

        Layout(int selector, int length, int numberAt, int hashAt, int sequenceAt, int width) {
            this.selector = selector;
            this.length = length;
            this.numberAt = numberAt;
            this.hashAt = hashAt;
            this.sequenceAt = sequenceAt;
            this.width = width;
        }

        private boolean isOf(byte[] data) {
            return data.length == length
                    && number(data, 0, Integer.BYTES).equals(BigInteger.valueOf(Integer.toUnsignedLong(selector)));
        }
    }

    /** Reads the first raw transaction of a block. */
    public static L1Attributes parse(byte[] raw) throws MalformedException {
        DepositedTransaction deposit = DepositedTransaction.parse(raw);
        Address to = deposit.to();
        if (!deposit.from().equals(DEPOSITOR) || to == null || !to.equals(CONTRACT)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    SUBJECT,
                    "are from " + deposit.from() + " to " + to + ", want " + DEPOSITOR + " and " + CONTRACT);
        }
        byte[] data = deposit.data();
        for (Layout layout : Layout.values()) {
            if (layout.isOf(data)) {
                return of(layout, data, deposit.sourceHash());
            }
        }
        throw new MalformedException(
                Malformed.UNSUPPORTED, SUBJECT, "are in none of the layouts of Bedrock, Ecotone, Isthmus and Jovian");
    }

    private static L1Attributes of(Layout layout, byte[] data, Word sourceHash) throws MalformedException {
        Word hash = Word.of(Arrays.copyOfRange(data, layout.hashAt, layout.hashAt + Word.LENGTH));
        long number = count(number(data, layout.numberAt, layout.width));
        long sequence = count(number(data, layout.sequenceAt, layout.width));
        if (!Deposits.sourceHash(DOMAIN, hash, Word.ofNumber(sequence)).equals(sourceHash)) {
            throw new MalformedException(Malformed.RULE, SUBJECT, "have a source hash that is not of what they say");
        }
        return new L1Attributes(number, hash, sequence);
    }

    private static long count(BigInteger number) throws MalformedException {
        if (number.bitLength() >= Long.SIZE) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "hold " + number + ", want less than 2^63");
        }
        return number.longValue();
    }

    private static BigInteger number(byte[] data, int at, int width) {
        return new BigInteger(1, Arrays.copyOfRange(data, at, at + width));
    }

    private static Address address(String hex) {
        try {
            return Address.parseHex("0x" + hex, SUBJECT);
        } catch (MalformedException e) {
            throw new AssertionError(hex, e);
        }
    }
}
