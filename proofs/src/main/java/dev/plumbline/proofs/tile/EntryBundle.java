package dev.plumbline.proofs.tile;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 consecutive log entries in one file, each behind its length as a big-endian uint16. C2SP tlog-tiles. */
public final class EntryBundle {
    private EntryBundle() {}

    /**
     * Puts entries behind one another, each with its length.
     *
     * @param entries 1 to 256 entries of at most 65,535 bytes
     * @throws IllegalArgumentException if there are too many, none, or one is too long
     */
    public static byte[] encode(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TileAddress.FULL_WIDTH) {
            throw new IllegalArgumentException("bundle of " + entries.size() + " entries, want 1 to 256");
        }
        int size = 0;
        for (byte[] entry : entries) {
            if (entry.length > Limits.ENTRY_BYTES_MAX) {
                throw new IllegalArgumentException("entry of " + entry.length + " bytes, want at most 65,535");
            }
            size += 2 + entry.length;
        }
        ByteBuffer bundle = ByteBuffer.allocate(size);
        for (byte[] entry : entries) {
            bundle.putShort((short) entry.length).put(entry);
        }
        return bundle.array();
    }

    /**
     * Reads a bundle of exactly {@code width} entries.
     *
     * @param width 1 to 256, from the tile's address and never from the bundle
     */
    public static List<byte[]> parse(byte[] bundle, int width) throws MalformedException {
        // Nothing is copied out of a bundle that turns out not to be one.
        check(bundle, width);
        var entries = new ArrayList<byte[]>(width);
        int end;
        for (int at = 0; at < bundle.length; at = end) {
            end = at + 2 + length(bundle, at);
            entries.add(Arrays.copyOfRange(bundle, at + 2, end));
        }
        return entries;
    }

    private static void check(byte[] bundle, int width) throws MalformedException {
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (bundle.length - at < 2) {
                throw malformed("ends before entry " + i + " of " + width);
            }
            int length = length(bundle, at);
            at += 2;
            if (bundle.length - at < length) {
                throw malformed("ends inside entry " + i + " of " + width);
            }
            at += length;
        }
        if (at != bundle.length) {
            throw malformed("has " + (bundle.length - at) + " bytes behind its " + width + " entries");
        }
    }

    private static int length(byte[] bundle, int at) {
        return (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
    }

    /** The first {@code width} entries of an encoded bundle, still encoded. */
    public static byte[] prefix(byte[] bundle, int width) throws MalformedException {
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (bundle.length - at < 2) {
                throw malformed("has fewer than " + width + " entries");
            }
            at += 2 + length(bundle, at);
        }
        if (at > bundle.length) {
            throw malformed("ends inside entry " + (width - 1));
        }
        return Arrays.copyOf(bundle, at);
    }

    private static MalformedException malformed(String detail) {
        return new MalformedException(Malformed.SYNTAX, "entry bundle", detail);
    }
}
