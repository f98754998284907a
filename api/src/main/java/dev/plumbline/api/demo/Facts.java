package dev.plumbline.api.demo;

import java.util.List;

/**
 * What the demonstration's events are made from.
 *
 * @param source where it comes from, in words
 * @param datasets what is known of datasets
 * @param requests what is known of requests
 */
record Facts(String source, List<DatasetFact> datasets, List<RequestFact> requests) {
    /** Copies the lists. */
    Facts {
        datasets = List.copyOf(datasets);
        requests = List.copyOf(requests);
    }
}
