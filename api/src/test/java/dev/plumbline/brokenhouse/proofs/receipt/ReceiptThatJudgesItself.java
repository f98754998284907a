package dev.plumbline.brokenhouse.proofs.receipt;

import dev.plumbline.brokenhouse.proofs.verify.Judge;

record ReceiptThatJudgesItself(Judge judge) {}
