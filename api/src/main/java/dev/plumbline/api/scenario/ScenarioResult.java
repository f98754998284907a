package dev.plumbline.api.scenario;

import dev.plumbline.ledger.fairness.Casebook;

/**
 * What a run came to.
 *
 * @param truth what the sequencer did
 * @param casebook what was seen of it
 */
public record ScenarioResult(PlantedTruth truth, Casebook casebook) {}
