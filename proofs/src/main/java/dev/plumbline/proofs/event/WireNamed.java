package dev.plumbline.proofs.event;

/** A constant that has one spelling in events. */
interface WireNamed {
    /** The spelling in events. */
    String wireName();
}
