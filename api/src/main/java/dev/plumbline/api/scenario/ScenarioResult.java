package dev.plumbline.api.scenario;

import dev.plumbline.ledger.fairness.Casebook;

/**
 * What a run came to.
 *
 * @param plot what was going to happen
 * @param seed from which all of it can be replayed
 * @param truth what the sequencer did
 * @param casebook what was seen of it
 */
public record ScenarioResult(Plot plot, long seed, PlantedTruth truth, Casebook casebook) {}
