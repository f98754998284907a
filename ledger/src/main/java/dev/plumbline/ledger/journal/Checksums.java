package dev.plumbline.ledger.journal;

import java.util.zip.CRC32C;

/** CRC-32C, against accidents of disks and memory; against people there are the hashes and signatures. */
final class Checksums {
    private Checksums() {}

    static int crc32c(byte[] bytes, int offset, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }
}
