/** From untrusted bytes to a verdict, offline: the verifier alone, without ML-DSA, needing nothing but the JDK. */
module dev.plumbline.proofs {
    exports dev.plumbline.proofs;
    exports dev.plumbline.proofs.checkpoint;
    exports dev.plumbline.proofs.ethereum;
    exports dev.plumbline.proofs.event;
    exports dev.plumbline.proofs.merkle;
    exports dev.plumbline.proofs.note;
    exports dev.plumbline.proofs.receipt;
    exports dev.plumbline.proofs.verify;
}
