package dev.plumbline.brokenhouse.proofs.merkle;

import org.bouncycastle.crypto.Signer;

record LeafWithASignature(Signer signer) {}
