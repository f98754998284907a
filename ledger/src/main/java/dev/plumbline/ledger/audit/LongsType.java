package dev.plumbline.ledger.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Short rows of numbers, compared from the left; a row is before every row that it begins. */
final class LongsType extends BasicDataType<long[]> {
    static final LongsType ROWS = new LongsType();

    private static final int ARRAY_BYTES = 16;

    private LongsType() {}

    @Override
    public int compare(long[] one, long[] other) {
        return Arrays.compare(one, other);
    }

    @Override
    public int getMemory(long[] row) {
        return ARRAY_BYTES + row.length * Long.BYTES;
    }

    @Override
    public void write(WriteBuffer buffer, long[] row) {
        buffer.putVarInt(row.length);
        for (long number : row) {
            // Mostly small, rarely negative: the sign goes to the last bit.
            buffer.putVarLong((number << 1) ^ (number >> (Long.SIZE - 1)));
        }
    }

    @Override
    public long[] read(ByteBuffer buffer) {
        long[] row = new long[DataUtils.readVarInt(buffer)];
        for (int i = 0; i < row.length; i++) {
            long folded = DataUtils.readVarLong(buffer);
            row[i] = (folded >>> 1) ^ -(folded & 1);
        }
        return row;
    }

    @Override
    public long[][] createStorage(int size) {
        return new long[size][];
    }
}
