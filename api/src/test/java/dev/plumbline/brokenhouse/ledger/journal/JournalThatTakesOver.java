package dev.plumbline.brokenhouse.ledger.journal;

import dev.plumbline.brokenhouse.ledger.takeover.Ruins;

record JournalThatTakesOver(Ruins ruins) {}
