package dev.plumbline.api.cli;

import dev.plumbline.ledger.takeover.ReceiptFile;
import dev.plumbline.proofs.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The receipts that holders have handed in: files, and folders of files, each read when it is needed. */
final class TakeoverReceipts implements ReceiptFile.Folder {
    private static final String RECEIPT = ".receipt.json";
    private static final String PROOF = ".tlog-proof";

    /** Names of the files, sorted, each once: of a folder those whose names say that they are receipts. */
    static List<String> names(List<Path> paths) throws FailedException, IOException {
        var names = new TreeSet<String>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw FailedException.notChecked(path + ": there is no such file", null);
            }
            if (!Files.isDirectory(path)) {
                names.add(path.toString());
                continue;
            }
            try (Stream<Path> files = Files.walk(path)) {
                files.map(Path::toString)
                        .filter(name -> name.endsWith(RECEIPT) || name.endsWith(PROOF))
                        .forEach(names::add);
            }
        }
        return List.copyOf(names);
    }

    @Override
    public ReceiptFile read(String name) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            return new ReceiptFile(name, file.readNBytes(Limits.RECEIPT_BYTES_MAX + 1));
        }
    }
}
