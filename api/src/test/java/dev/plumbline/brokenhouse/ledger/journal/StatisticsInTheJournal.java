package dev.plumbline.brokenhouse.ledger.journal;

import org.apache.commons.statistics.distribution.NormalDistribution;

record StatisticsInTheJournal(NormalDistribution delays) {}
