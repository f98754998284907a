package dev.plumbline.brokenhouse.ledger.sequence;

import io.javalin.http.Context;

record JavalinInTheLedger(Context context) {}
