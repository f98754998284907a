package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import java.time.InstantSource;

/** What stays the same from step to step and from node to node. */
record AnchorSetting(
        AnchorTarget target,
        AnchorPolicy policy,
        AccountKey key,
        AnchorSource source,
        DemandSource demands,
        AnchorStore store,
        AnchorBudget budget,
        InstantSource clock) {}
