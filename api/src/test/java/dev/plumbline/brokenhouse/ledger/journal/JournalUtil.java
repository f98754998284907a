package dev.plumbline.brokenhouse.ledger.journal;

interface JournalUtil {}
