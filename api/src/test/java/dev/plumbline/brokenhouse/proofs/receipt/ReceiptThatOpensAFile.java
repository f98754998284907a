package dev.plumbline.brokenhouse.proofs.receipt;

import java.nio.file.Path;

record ReceiptThatOpensAFile(Path file) {}
