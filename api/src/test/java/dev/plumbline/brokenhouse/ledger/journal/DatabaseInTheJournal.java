package dev.plumbline.brokenhouse.ledger.journal;

import java.sql.Connection;

record DatabaseInTheJournal(Connection connection) {}
