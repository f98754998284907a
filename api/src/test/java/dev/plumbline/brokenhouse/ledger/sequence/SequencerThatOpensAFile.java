package dev.plumbline.brokenhouse.ledger.sequence;

import java.nio.channels.FileChannel;

record SequencerThatOpensAFile(FileChannel file) {}
