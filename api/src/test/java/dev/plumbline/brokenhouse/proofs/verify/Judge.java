package dev.plumbline.brokenhouse.proofs.verify;

public interface Judge {}
