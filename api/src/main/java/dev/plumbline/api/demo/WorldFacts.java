package dev.plumbline.api.demo;

import java.util.List;

/**
 * What the big world's events are made from.
 *
 * @param source where it comes from, in words
 * @param datasets what is known of datasets
 * @param talk requests for conversation, by time
 * @param code requests for code, by time
 */
record WorldFacts(String source, List<DatasetFact> datasets, List<TimedRequest> talk, List<TimedRequest> code) {
    /** Copies the lists. */
    WorldFacts {
        datasets = List.copyOf(datasets);
        talk = List.copyOf(talk);
        code = List.copyOf(code);
    }
}
