package dev.plumbline.brokenhouse.ledger.journal;

import org.h2.mvstore.MVStore;

record MapsInTheJournal(MVStore store) {}
