package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.Arrays;

/** Compares each tile that the entries give with the one that is served, up to the size that was published. */
final class TileComparison implements Regrowth.TileSink {
    private final LogFiles files;
    private final long publishedSize;
    private final int lowestLevel;
    private final String folder;
    private final Findings findings;
    private long count;

    /**
     * @param publishedSize size of the published checkpoint; tiles beyond it are not promised yet
     * @param lowestLevel {@link TileAddress#ENTRIES}, or 0 if the entries came from the bundles themselves
     * @param folder what to put in front of a tile's path in a finding
     */
    TileComparison(LogFiles files, long publishedSize, int lowestLevel, String folder, Findings findings) {
        this.files = files;
        this.publishedSize = publishedSize;
        this.lowestLevel = lowestLevel;
        this.folder = folder;
        this.findings = findings;
    }

    long count() {
        return count;
    }

    @Override
    public void tile(TileAddress address, byte[] bytes) throws IOException {
        boolean isPublished = address.width() <= Tiles.widthAt(address.level(), address.index(), publishedSize);
        if (address.level() < lowestLevel || !isPublished) {
            return;
        }
        compare(address, bytes);
        for (int width : files.partialWidths(address.full())) {
            if (width < address.width()) {
                compare(
                        new TileAddress(address.level(), address.index(), width),
                        prefix(address.level(), bytes, width));
            }
        }
    }

    private void compare(TileAddress address, byte[] bytes) throws IOException {
        count++;
        byte[] served = files.read(address);
        String where = folder + address.path();
        if (served == null) {
            findings.add(where, "is missing, and the published checkpoint of size " + publishedSize + " needs it");
            return;
        }
        int difference = Arrays.mismatch(bytes, served);
        if (difference >= 0) {
            findings.add(
                    where,
                    "differs from what the entries give from byte " + difference + " on (has " + served.length
                            + " bytes, want " + bytes.length + ")");
        }
    }

    private static byte[] prefix(int level, byte[] bytes, int width) {
        if (level != TileAddress.ENTRIES) {
            return Arrays.copyOf(bytes, width * Hash.LENGTH);
        }
        try {
            return EntryBundle.prefix(bytes, width);
        } catch (MalformedException e) {
            throw new AssertionError("the bundle was just encoded", e);
        }
    }
}
