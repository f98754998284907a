package dev.plumbline.brokenhouse.ledger.takeover;

public interface Ruins {}
