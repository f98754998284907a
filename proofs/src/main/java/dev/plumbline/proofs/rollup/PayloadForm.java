package dev.plumbline.proofs.rollup;

/**
 * The four forms in which OP-Stack rollups have spread their blocks, each under a topic of its own and each the one before with
 * fields added (OP Stack, rollup-node-p2p, "Gossip Topics"; Isthmus execution engine).
 */
enum PayloadForm {
    /** {@code blocksv1}: Bedrock and Regolith. */
    BEDROCK(1, 508),
    /** {@code blocksv2}: since Canyon, with withdrawals, of which a rollup has none. */
    CANYON(2, 512),
    /** {@code blocksv3}: since Ecotone, with blob gas, behind the parent beacon block root. */
    ECOTONE(3, 528),
    /** {@code blocksv4}: since Isthmus, with the withdrawals root. */
    ISTHMUS(4, 560);

    private final int topic;
    private final int fixedBytes;

    PayloadForm(int topic, int fixedBytes) {
        this.topic = topic;
        this.fixedBytes = fixedBytes;
    }

    /** Bytes of the payload before the first field of changing length, which says so: the forms differ in it. */
    int fixedBytes() {
        return fixedBytes;
    }

    /** Number of the topic, from 1. */
    int topic() {
        return topic;
    }

    boolean hasWithdrawals() {
        return this != BEDROCK;
    }

    boolean hasBlobGas() {
        return compareTo(ECOTONE) >= 0;
    }

    boolean hasWithdrawalsRoot() {
        return this == ISTHMUS;
    }

    /** Bytes that are signed before the payload. */
    int prefixBytes() {
        return hasBlobGas() ? 32 : 0;
    }
}
