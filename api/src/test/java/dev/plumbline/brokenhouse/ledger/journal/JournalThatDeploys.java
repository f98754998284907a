package dev.plumbline.brokenhouse.ledger.journal;

import dev.plumbline.brokenhouse.ledger.devnet.Sandbox;

record JournalThatDeploys(Sandbox sandbox) {}
