package dev.plumbline.brokenhouse.ledger.tree;

import dev.plumbline.brokenhouse.ledger.publish.PublisherThatGrows;

public record TreeThatPublishes(PublisherThatGrows publisher) {}
