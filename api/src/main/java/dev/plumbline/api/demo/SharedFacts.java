package dev.plumbline.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts read from the public files: Croissant descriptions, licence audits and a trace of requests. */
final class SharedFacts {
    private static final int REQUESTS_MAX = 200;
    private static final int SPDX_CHARS_MAX = 120;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What licences are called in the wild, by what tells them apart. */
    private static final Map<String, String> SPDX = new TreeMap<>(Map.of(
            "licenses/by/4.0", "CC-BY-4.0",
            "licenses/by-sa/4.0", "CC-BY-SA-4.0",
            "licenses/by-nc/4.0", "CC-BY-NC-4.0",
            "publicdomain/zero", "CC0-1.0",
            "apache", "Apache-2.0",
            "mit", "MIT",
            "cc by-nc 4.0", "CC-BY-NC-4.0",
            "cc by 4.0", "CC-BY-4.0",
            "cc by-sa 4.0", "CC-BY-SA-4.0",
            "odc-by", "ODC-By-1.0"));

    private SharedFacts() {}

    /** The facts in a folder that holds {@code croissant}, {@code data-provenance} and {@code azure-llm-trace}. */
    static Facts read(Path folder) throws IOException {
        var datasets = new ArrayList<DatasetFact>();
        for (Path file : files(folder.resolve("croissant"))) {
            croissant(file, datasets);
        }
        int described = datasets.size();
        for (Path file : files(folder.resolve("data-provenance"))) {
            datasets.add(audits(file).get(0));
        }
        List<TimedRequest> timed =
                trace(folder.resolve("azure-llm-trace/AzureLLMInferenceTrace_conv.csv"), REQUESTS_MAX);
        long first = timed.get(0).atMillis();
        List<RequestFact> requests = timed.stream()
                .map(request -> new RequestFact(request.atMillis() - first, request.tokensIn(), request.tokensOut()))
                .toList();
        String source = described + " Croissant descriptions, " + (datasets.size() - described)
                + " licence audits, and the first " + requests.size() + " requests of the Azure LLM trace";
        return new Facts(source, datasets, requests);
    }

    /** Every fact in the folder: all descriptions, all audited datasets, both traces to their ends. */
    static WorldFacts readAll(Path folder) throws IOException {
        var datasets = new ArrayList<DatasetFact>();
        for (Path file : files(folder.resolve("croissant"))) {
            croissant(file, datasets);
        }
        int described = datasets.size();
        for (Path file : files(folder.resolve("data-provenance"))) {
            datasets.addAll(audits(file));
        }
        Path traces = folder.resolve("azure-llm-trace");
        List<TimedRequest> talk = trace(traces.resolve("AzureLLMInferenceTrace_conv.csv"), Integer.MAX_VALUE);
        List<TimedRequest> code = trace(traces.resolve("AzureLLMInferenceTrace_code.csv"), Integer.MAX_VALUE);
        String source = described + " Croissant descriptions, " + (datasets.size() - described)
                + " audited datasets, and all " + (talk.size() + code.size()) + " requests of the Azure LLM trace";
        return new WorldFacts(source, datasets, talk, code);
    }

    private static List<Path> files(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.json")) {
            stream.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /** What is uploaded is the description itself: the digests that such files give of their data are mostly no digests. */
    private static void croissant(Path file, List<DatasetFact> datasets) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        JsonNode json = JSON.readTree(bytes);
        JsonNode licence = json.path("license").isArray() ? json.path("license").path(0) : json.path("license");
        String format = json.path("conformsTo").asText().endsWith("1.1") ? "croissant/1.1" : "croissant/1.0";
        datasets.add(new DatasetFact(
                json.path("name").asText("unnamed"),
                spdx(licence.asText("")),
                url(licence.asText("")),
                TreeHasher.sha256(bytes),
                bytes.length,
                "application/ld+json",
                format));
    }

    /** The datasets of an audit. What is uploaded of each is its part of the audit, as JSON. */
    private static List<DatasetFact> audits(Path file) throws IOException {
        var facts = new ArrayList<DatasetFact>();
        for (JsonNode dataset : JSON.readTree(file.toFile())) {
            byte[] bytes = JSON.writeValueAsBytes(dataset);
            JsonNode licence = dataset.path("Licenses").path(0);
            facts.add(new DatasetFact(
                    dataset.path("Dataset Name").asText("unnamed"),
                    spdx(licence.path("License").asText("")),
                    url(licence.path("License URL").asText("")),
                    TreeHasher.sha256(bytes),
                    bytes.length,
                    "application/json",
                    null));
        }
        if (facts.isEmpty()) {
            throw new IOException(file + " has no dataset");
        }
        return facts;
    }

    private static List<TimedRequest> trace(Path file, int requestsMax) throws IOException {
        var requests = new ArrayList<TimedRequest>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (String line = lines.readLine();
                    line != null && requests.size() < requestsMax;
                    line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                long millis = LocalDateTime.parse(cells[0], TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
                requests.add(new TimedRequest(millis, Long.parseLong(cells[1]), Long.parseLong(cells[2])));
            }
        }
        return requests;
    }

    private static String spdx(String stated) {
        String lower = stated.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : SPDX.entrySet()) {
            if (lower.contains(known.getKey())) {
                return known.getValue();
            }
        }
        var reference = new StringBuilder("LicenseRef-");
        for (int i = 0; i < stated.length() && reference.length() < SPDX_CHARS_MAX; i++) {
            char c = stated.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            reference.append(isPlain ? c : '-');
        }
        return stated.isEmpty() ? "LicenseRef-not-stated" : reference.toString();
    }

    private static @Nullable String url(String stated) {
        boolean isUrl = stated.startsWith("https://") || stated.startsWith("http://");
        return isUrl && stated.chars().allMatch(c -> c > ' ' && c < 0x7f) ? stated : null;
    }
}
