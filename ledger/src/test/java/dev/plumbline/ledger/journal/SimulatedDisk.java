package dev.plumbline.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A disk in memory that forgets what was not forced when the power fails, and on which one chosen operation can go wrong.
 *
 * <p>Only operations of the thread that uses the journal are counted; the one that prepares spare segments runs beside it.
 */
final class SimulatedDisk implements Disk {
    private static final int SECTOR_BYTES = 512;

    private final Map<String, Contents> names = new TreeMap<>();
    private Map<String, Contents> durableNames = new TreeMap<>();
    private int operations;
    private int faultAt = -1;
    private Fault fault = Fault.LOST;
    private boolean isFaulted;
    private int forces;
    private boolean isFull;

    /** What one operation does instead of what it should. All of them throw. */
    enum Fault {
        /** Nothing happens. */
        LOST,
        /** All of it happens, and is reported as failed. */
        KEPT,
        /** The first half happens, where there are halves. */
        SHORT
    }

    /** From now on counts operations from zero and lets this one go wrong. */
    void failAt(int operation, Fault how) {
        operations = 0;
        faultAt = operation;
        fault = how;
        isFaulted = false;
    }

    boolean isFaulted() {
        return isFaulted;
    }

    /** How many times a file was forced. */
    int forces() {
        return forces;
    }

    /** The disk after the power failed: what was forced, and of the rest what chance has written. */
    synchronized SimulatedDisk afterPowerCut(SplittableRandom random) {
        var after = new SimulatedDisk();
        Map<String, Contents> surviving = random.nextBoolean() ? names : durableNames;
        surviving.forEach((name, contents) -> after.names.put(name, contents.afterPowerCut(random)));
        after.durableNames = new TreeMap<>(after.names);
        return after;
    }

    /** The disk after the process died: all that was written is there. */
    synchronized SimulatedDisk afterKill() {
        var after = new SimulatedDisk();
        names.forEach((name, contents) -> after.names.put(name, contents.copy()));
        after.durableNames = new TreeMap<>(after.names);
        return after;
    }

    /** Changes one bit of a file that lies still. */
    synchronized void flip(String name, long bit) {
        Contents contents = names.get(name);
        contents.written[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        contents.durable = contents.written.clone();
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    /** From now on nothing new has room. */
    synchronized void fill() {
        isFull = true;
    }

    @Override
    public synchronized void create(String name, long size) throws IOException {
        if (isFull) {
            throw new IOException("No space left on device");
        }
        operate(half -> names.put(name, new Contents(new byte[(int) (half ? 0 : size)])));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        operate(half -> names.put(to, names.remove(from)));
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        operate(half -> names.remove(name));
    }

    @Override
    public synchronized void forceDirectory() throws IOException {
        operate(half -> durableNames = new TreeMap<>(names));
    }

    @Override
    public synchronized DiskFile open(String name) {
        Contents contents = names.get(name);
        return new DiskFile() {
            @Override
            public long size() {
                return contents.written.length;
            }

            @Override
            public void write(ByteBuffer bytes, long position) throws IOException {
                synchronized (SimulatedDisk.this) {
                    operate(half -> {
                        byte[] all = new byte[half ? bytes.remaining() / 2 : bytes.remaining()];
                        bytes.get(all);
                        System.arraycopy(all, 0, contents.written, (int) position, all.length);
                        return all;
                    });
                }
            }

            @Override
            public byte[] read(long position, int length) {
                return Arrays.copyOfRange(contents.written, (int) position, (int) position + length);
            }

            @Override
            public void force() throws IOException {
                synchronized (SimulatedDisk.this) {
                    forces++;
                    operate(half -> contents.durable = contents.written.clone());
                }
            }

            @Override
            public void close() {}
        };
    }

    private void operate(Operation operation) throws IOException {
        if (Thread.currentThread().getName().equals("journal-spare")) {
            operation.run(false);
            return;
        }
        if (isFaulted) {
            throw new AssertionError("the journal went on after a failure");
        }
        if (operations++ != faultAt) {
            operation.run(false);
            return;
        }
        isFaulted = true;
        if (fault != Fault.LOST) {
            operation.run(fault == Fault.SHORT);
        }
        throw new IOException("simulated " + fault);
    }

    private interface Operation {
        Object run(boolean half);
    }

    private static final class Contents {
        private final byte[] written;
        private byte[] durable;

        Contents(byte[] bytes) {
            this.written = bytes;
            this.durable = bytes.clone();
        }

        Contents copy() {
            var copy = new Contents(written.clone());
            copy.durable = durable.clone();
            return copy;
        }

        Contents afterPowerCut(SplittableRandom random) {
            byte[] after = durable.clone();
            for (int at = 0; at < after.length; at += SECTOR_BYTES) {
                if (random.nextBoolean()) {
                    int length = Math.min(SECTOR_BYTES, after.length - at);
                    System.arraycopy(written, at, after, at, length);
                }
            }
            return new Contents(after);
        }
    }
}
