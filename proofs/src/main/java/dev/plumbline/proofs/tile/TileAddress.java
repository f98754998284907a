package dev.plumbline.proofs.tile;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * Which tile: a level, a number on that level, and how many of its 256 places are filled. C2SP tlog-tiles, "Merkle Tree"
 * and "Log entries".
 *
 * @param level 0 to 63 for hashes, where a tile of level l holds roots of subtrees of 256^l leaves (above 7 they are of
 *     trees that do not fit into 63 bits), or {@link #ENTRIES} for a bundle of log entries
 * @param index number of the tile on its level, from 0, below 2^55
 * @param width filled places, 1 to 256; below 256 the tile is partial
 */
public record TileAddress(int level, long index, int width) {
    /** The level that stands for entry bundles. */
    public static final int ENTRIES = -1;
    /** Places in a full tile. */
    public static final int FULL_WIDTH = 256;
    /** The highest level that the specification has. */
    public static final int LEVEL_MAX = 63;

    private static final long INDEX_LIMIT = 1L << 55;
    private static final int PATH_CHARS_MAX = 64;
    private static final String SUBJECT = "tile path";

    /** @throws IllegalArgumentException if a part is out of its range */
    public TileAddress {
        if (level < ENTRIES || level > LEVEL_MAX) {
            throw new IllegalArgumentException("tile level is " + level + ", want -1 to " + LEVEL_MAX);
        }
        if (index < 0 || index >= INDEX_LIMIT) {
            throw new IllegalArgumentException("tile index is " + index + ", want 0 to 2^55-1");
        }
        if (width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("tile width is " + width + ", want 1 to " + FULL_WIDTH);
        }
    }

    /** The full tile that this one is or will grow into. */
    public TileAddress full() {
        return new TileAddress(level, index, FULL_WIDTH);
    }

    /** Whether places are still empty. */
    public boolean isPartial() {
        return width < FULL_WIDTH;
    }

    /** The path below the log's prefix, as {@code tile/<L>/<N>[.p/<W>]} or {@code tile/entries/<N>[.p/<W>]}. */
    public String path() {
        var path = new StringBuilder("tile/").append(level == ENTRIES ? "entries" : Integer.toString(level));
        int groups = 1;
        for (long rest = index / 1000; rest != 0; rest /= 1000) {
            groups++;
        }
        for (int group = groups - 1; group >= 0; group--) {
            long digits = index / pow1000(group) % 1000;
            path.append(group == 0 ? "/" : "/x")
                    .append((char) ('0' + digits / 100))
                    .append((char) ('0' + digits / 10 % 10))
                    .append((char) ('0' + digits % 10));
        }
        return isPartial() ? path.append(".p/").append(width).toString() : path.toString();
    }

    /** Reads what {@link #path} writes and nothing else. */
    public static TileAddress parse(String path) throws MalformedException {
        if (path.length() > PATH_CHARS_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "has " + path.length() + " characters, want at most 64");
        }
        if (!path.startsWith("tile/")) {
            throw malformed(Malformed.SYNTAX, "does not start with tile/: " + MalformedException.quote(path));
        }
        int levelEnd = path.indexOf('/', 5);
        if (levelEnd < 0) {
            throw malformed(Malformed.SYNTAX, "names no tile: " + MalformedException.quote(path));
        }
        String levelText = path.substring(5, levelEnd);
        int partialAt = path.indexOf(".p/");
        int indexEnd = partialAt < 0 ? path.length() : partialAt;
        if (indexEnd <= levelEnd) {
            throw malformed(Malformed.SYNTAX, "names no tile: " + MalformedException.quote(path));
        }
        int level = levelText.equals("entries") ? ENTRIES : number(levelText, 2, LEVEL_MAX);
        long index = parseIndex(path.substring(levelEnd, indexEnd));
        int width = partialAt < 0 ? FULL_WIDTH : number(path.substring(partialAt + 3), 3, FULL_WIDTH - 1);
        if (width == 0) {
            throw malformed(Malformed.VALUE, "has width 0, want 1 to 255");
        }
        var address = new TileAddress(level, index, width);
        if (!address.path().equals(path)) {
            throw malformed(Malformed.NOT_CANONICAL, "is not canonical: " + MalformedException.quote(path));
        }
        return address;
    }

    /** Reads groups of three digits behind slashes; which groups carry an x is left to the comparison with our own. */
    private static long parseIndex(String groups) throws MalformedException {
        long index = 0;
        for (String group : groups.substring(1).split("/", -1)) {
            String digits = group.startsWith("x") ? group.substring(1) : group;
            if (digits.length() != 3) {
                throw malformed(
                        Malformed.SYNTAX, "has the group " + MalformedException.quote(group) + ", want 3 digits");
            }
            // Before and after: a thousand times the largest index does not fit into 63 bits.
            boolean isTooLarge = index > INDEX_LIMIT / 1000;
            index = index * 1000 + number(digits, 3, 999);
            if (isTooLarge || index >= INDEX_LIMIT) {
                throw malformed(Malformed.VALUE, "has an index of 2^55 or more");
            }
        }
        return index;
    }

    private static int number(String digits, int digitsMax, int max) throws MalformedException {
        int value = 0;
        boolean isDecimal = !digits.isEmpty() && digits.length() <= digitsMax;
        for (int i = 0; isDecimal && i < digits.length(); i++) {
            char c = digits.charAt(i);
            isDecimal = c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        if (!isDecimal || value > max) {
            throw malformed(
                    Malformed.SYNTAX, "has " + MalformedException.quote(digits) + ", want a decimal up to " + max);
        }
        return value;
    }

    private static long pow1000(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 1000;
        }
        return power;
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, SUBJECT, detail);
    }
}
