package dev.plumbline.brokenhouse.ledger.unmarked;

interface MaybeNull {}
