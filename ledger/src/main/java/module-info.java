/** An append-only log on a disk, right at every crash point. */
module dev.plumbline.ledger {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires com.fasterxml.jackson.databind;
    requires com.h2database;
    requires transitive dev.plumbline.proofs;
    requires java.net.http;
    requires java.sql;
    requires org.apache.commons.statistics.distribution;
    requires tuweni.bytes;
    requires tuweni.rlp;

    exports dev.plumbline.ledger.anchor;
    exports dev.plumbline.ledger.audit;
    exports dev.plumbline.ledger.demand;
    exports dev.plumbline.ledger.devnet;
    exports dev.plumbline.ledger.fairness;
    exports dev.plumbline.ledger.index;
    exports dev.plumbline.ledger.journal;
    exports dev.plumbline.ledger.publish;
    exports dev.plumbline.ledger.rollup;
    exports dev.plumbline.ledger.rpc;
    exports dev.plumbline.ledger.sequence;
    exports dev.plumbline.ledger.sequencer;
    exports dev.plumbline.ledger.settlement;
    exports dev.plumbline.ledger.sequencer.force;
    exports dev.plumbline.ledger.takeover;
    exports dev.plumbline.ledger.trace;
    exports dev.plumbline.ledger.tree;
    exports dev.plumbline.ledger.vault;
    exports dev.plumbline.ledger;
}
