package dev.plumbline.brokenhouse.ledger.devnet;

public interface Sandbox {}
