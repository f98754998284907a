package dev.plumbline.bench;

import com.sun.management.ThreadMXBean;
import dev.plumbline.proofs.MalformedException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Prints what one receipt costs: the median time against its bare cryptography, and the bytes that it allocates.
 *
 * <p>The two are timed in turns, a receipt each, so that a machine that others use disturbs both alike. Exit code 1 if a
 * bound is missed.
 */
public final class ReceiptCost {
    /** After as many the compiler has nothing more to do; after a quarter of them it still takes a tenth of the time. */
    private static final int WARMUP = 40_000;

    private static final int MEASURED = 10_000;
    private static final double RATIO_MAX = 1.15;
    private static final long ALLOCATED_BYTES_MAX = 64 << 10;

    private ReceiptCost() {}

    /** Takes no argument. */
    public static void main(String[] args) throws MalformedException {
        boolean holds = true;
        for (ReceiptCheck.Signer signer : ReceiptCheck.Signer.values()) {
            holds &= measure(signer);
        }
        System.exit(holds ? 0 : 1);
    }

    private static boolean measure(ReceiptCheck.Signer signer) throws MalformedException {
        var receipt = new SampleReceipt(signer.signer());
        time(receipt, WARMUP);
        long[][] nanos = time(receipt, MEASURED);
        double ratio = ratio(nanos, MEASURED / 2);
        long allocated = allocatedBytes(receipt::verify);
        System.out.printf(
                "%s: a receipt of %,d bytes takes %,d ns, its cryptography %,d; ratio of medians %.3f (want %.2f), of the"
                        + " fastest tenths %.3f; allocates %,d bytes (want %,d), of which its cryptography %,d%n",
                signer,
                receipt.bytes.length,
                nanos[0][MEASURED / 2],
                nanos[1][MEASURED / 2],
                ratio,
                RATIO_MAX,
                ratio(nanos, MEASURED / 10),
                allocated,
                ALLOCATED_BYTES_MAX,
                allocatedBytes(receipt.bare::run));
        return ratio <= RATIO_MAX && allocated <= ALLOCATED_BYTES_MAX;
    }

    private static double ratio(long[][] sortedNanos, int rank) {
        return (double) sortedNanos[0][rank] / sortedNanos[1][rank];
    }

    /** Sorted nanoseconds of whole checks and of bare ones. */
    private static long[][] time(SampleReceipt receipt, int rounds) {
        long[][] nanos = new long[2][rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            boolean isVerified = receipt.verify();
            long between = System.nanoTime();
            boolean isBareSound = receipt.bare.run();
            long end = System.nanoTime();
            if (!isVerified || !isBareSound) {
                throw new IllegalStateException("the receipt does not hold");
            }
            nanos[0][i] = between - start;
            nanos[1][i] = end - between;
        }
        Arrays.sort(nanos[0]);
        Arrays.sort(nanos[1]);
        return nanos;
    }

    /** Bytes a round, averaged over many, as the thread counts them. */
    private static long allocatedBytes(BooleanSupplier check) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 1_000;
        boolean holds = true;
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            holds &= check.getAsBoolean();
        }
        long after = thread.getCurrentThreadAllocatedBytes();
        if (!holds) {
            throw new IllegalStateException("the receipt does not hold");
        }
        return (after - before) / rounds;
    }
}
