package dev.plumbline.api.scenario;

/** What is going to happen. */
public interface Script {
    /** What the sequencer does with that cast in that time. */
    Behaviour behaviour(Cast cast, ScenarioTime time);
}
