package dev.plumbline.api.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Facts about well-known datasets, typed in by hand, for machines without the files. Sizes are rounded. */
final class BuiltInFacts {
    private static final long MB = 1_000_000;
    private static final long SEED = 7;
    private static final int REQUESTS = 200;

    private BuiltInFacts() {}

    static Facts facts() {
        var requests = new ArrayList<RequestFact>();
        var random = new SplittableRandom(SEED);
        long at = 0;
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(new RequestFact(at, 100 + random.nextInt(4_000), 5 + random.nextInt(400)));
            at += random.nextInt(900);
        }
        return new Facts(
                "facts typed in by hand about 12 public datasets; request times and sizes made up",
                datasets(),
                requests);
    }

    /** The same facts, of two datanets; the second has every third request. */
    static WorldFacts world(long startMillis) {
        var talk = new ArrayList<TimedRequest>();
        var code = new ArrayList<TimedRequest>();
        for (RequestFact request : facts().requests()) {
            List<TimedRequest> trace = talk.size() < 2 * code.size() + 2 ? talk : code;
            trace.add(new TimedRequest(startMillis + request.offsetMillis(), request.tokensIn(), request.tokensOut()));
        }
        return new WorldFacts(facts().source(), datasets(), talk, code);
    }

    private static List<DatasetFact> datasets() {
        return List.of(
                fact("squad", "CC-BY-SA-4.0", 90 * MB, "application/json"),
                fact("fashion-mnist", "MIT", 31 * MB, "application/gzip"),
                fact("mnist", "CC-BY-SA-3.0", 11 * MB, "application/gzip"),
                fact("c4-en", "ODC-By-1.0", 305_000 * MB, "application/gzip"),
                fact("flores-200", "CC-BY-SA-4.0", 25 * MB, "application/gzip"),
                fact("hh-rlhf", "MIT", 90 * MB, "application/gzip"),
                fact("dolly-15k", "CC-BY-SA-3.0", 13 * MB, "application/jsonl"),
                fact("alpaca", "CC-BY-NC-4.0", 23 * MB, "application/json"),
                fact("open-assistant-1", "Apache-2.0", 41 * MB, "application/jsonl"),
                fact("wikitext-103", "CC-BY-SA-3.0", 190 * MB, "application/zip"),
                fact("coco-2014-captions", "CC-BY-4.0", 253 * MB, "application/zip"),
                fact("movielens-100k", "LicenseRef-GroupLens", 5 * MB, "application/zip"));
    }

    /** The digest is that of the line of facts: there is no file here to digest. */
    private static DatasetFact fact(String name, String spdx, long sizeBytes, String mediaType) {
        String line = name + " " + spdx + " " + sizeBytes + " " + mediaType;
        return new DatasetFact(name, spdx, null, TreeHasher.sha256(line.getBytes(UTF_8)), sizeBytes, mediaType, null);
    }
}
