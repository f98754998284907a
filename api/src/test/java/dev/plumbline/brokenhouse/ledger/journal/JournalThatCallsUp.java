package dev.plumbline.brokenhouse.ledger.journal;

import dev.plumbline.brokenhouse.ledger.House;

record JournalThatCallsUp(House house) {}
