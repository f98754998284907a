package dev.plumbline.brokenhouse.proofs.crypto;

import org.apache.tuweni.bytes.Bytes;

record TuweniInCrypto(Bytes bytes) {}
