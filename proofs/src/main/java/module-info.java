/** From untrusted bytes to a verdict, offline. */
module dev.plumbline.proofs {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.bouncycastle.provider;

    exports dev.plumbline.proofs;
    exports dev.plumbline.proofs.checkpoint;
    exports dev.plumbline.proofs.cose;
    exports dev.plumbline.proofs.crypto;
    exports dev.plumbline.proofs.disclosure;
    exports dev.plumbline.proofs.event;
    exports dev.plumbline.proofs.ethereum;
    exports dev.plumbline.proofs.merkle;
    exports dev.plumbline.proofs.note;
    exports dev.plumbline.proofs.receipt;
    exports dev.plumbline.proofs.rollup;
    exports dev.plumbline.proofs.tile;
    exports dev.plumbline.proofs.trace;
    exports dev.plumbline.proofs.verify;
    exports dev.plumbline.proofs.view;
}
