package dev.plumbline.brokenhouse.ledger;

public interface House {}
