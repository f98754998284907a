package dev.plumbline.brokenhouse.ledger.publish;

import dev.plumbline.brokenhouse.ledger.tree.TreeThatPublishes;

public interface PublisherThatGrows {
    TreeThatPublishes tree();
}
