package dev.plumbline.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SampleEvents;
import java.util.Base64;
import java.util.Map;

/** Small foreign files of our own writing, one of each format, each of which becomes an event. */
final class Samples {
    static final String D1 = "11".repeat(32);
    static final String D2 = "22".repeat(32);

    private Samples() {}

    static Terms terms(ContentRule rule) {
        return new Terms(
                SampleEvents.NAMESPACE, SampleEvents.account(1), SampleEvents.account(2), Map.of(), null, rule);
    }

    static Terms terms() {
        return terms(ContentRule.DECLARED);
    }

    static String croissant() {
        return """
            {"@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.1", "name": "two files",
             "license": "https://creativecommons.org/licenses/by/4.0/",
             "distribution": [
               {"@type": "cr:FileObject", "@id": "b.csv", "contentSize": "12 B", "encodingFormat": "text/csv",
                "sha256": "%s"},
               {"@type": "cr:FileObject", "@id": "a.csv", "contentSize": "34 B", "encodingFormat": "text/csv",
                "sha256": "%s"},
               {"@type": "cr:FileSet", "@id": "set", "containedIn": {"@id": "a.csv"}, "includes": "*"}]}
            """.formatted(D1, D2);
    }

    static String audit() {
        return """
            {"one": {"Dataset Name": "one", "Licenses": [{"License": "CC BY-NC 4.0", "License URL": "https://x.org/l"}],
                     "Human Annotation": "Yes", "Model Generated": [], "Text Metrics": {"Mean Inputs Length": 5.25},
                     "Inferred Metadata": {"HF Yaml License": "CC BY-NC 4.0", "GitHub License": "Apache License 2.0"}}}
            """;
    }

    static String c2pa() {
        return """
            {"active_manifest": "urn:c2pa:1", "validation_state": "Valid", "manifests": {"urn:c2pa:1": {
              "title": "a.png", "format": "image/png", "ingredients": [],
              "assertions": [
                {"label": "c2pa.actions.v2", "data": {"actions": [{"action": "c2pa.created", "digitalSourceType":
                   "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}]}},
                {"label": "stds.schema-org.CreativeWork", "data": {"license": "CC-BY-4.0"}},
                {"label": "cawg.training-mining", "data": {"entries": {
                   "cawg.ai_training": {"use": "allowed"},
                   "cawg.ai_generative_training": {"use": "notAllowed"},
                   "cawg.ai_inference": {"use": "constrained", "constraint_info": "ask"},
                   "cawg.data_mining": {"use": "allowed"}}}}]}}}
            """;
    }

    /** A statement of two resources whose digest is right. */
    static String statement() {
        byte[] digests = new byte[64];
        java.util.Arrays.fill(digests, 0, 32, (byte) 0x11);
        java.util.Arrays.fill(digests, 32, 64, (byte) 0x22);
        return """
            {"_type": "https://in-toto.io/Statement/v1",
             "subject": [{"name": "small-model", "digest": {"sha256": "%s"}}],
             "predicateType": "https://model_signing/signature/v1.0",
             "predicate": {"serialization": {"method": "files", "hash_type": "sha256"},
               "resources": [{"name": "a.bin", "algorithm": "sha256", "digest": "%s"},
                             {"name": "b.bin", "algorithm": "sha256", "digest": "%s"}]}}
            """.formatted(TreeHasher.sha256(digests).hex(), D1, D2);
    }

    static String bundle(String statement) {
        return """
            {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
             "verificationMaterial": {"publicKey": {"hint": "key"}},
             "dsseEnvelope": {"payloadType": "application/vnd.in-toto+json", "payload": "%s",
                              "signatures": [{"sig": "AAAA", "keyid": ""}]}}
            """.formatted(Base64.getEncoder().encodeToString(statement.getBytes(UTF_8)));
    }

    /** Ten tokens; the first six are in documents 5 and 6, the next two in document 5 and one that is nowhere. */
    static String spans() {
        return """
            {"index": "tiny", "inputTokens": ["a","b","c","d","e","f","g","h","i","j"], "spans": [
              {"left": 0, "right": 6, "length": 6, "count": 2, "unigramLogprobSum": -1.5, "text": "abcdef",
               "documents": [{"documentIndex": 5, "relevanceScore": 0.5}, {"documentIndex": 6}]},
              {"left": 6, "right": 8, "length": 2, "count": 2, "text": "gh",
               "documents": [{"documentIndex": 5}, {"documentIndex": 99}]}]}
            """;
    }

    static String corpus() {
        return """
            {"index": "tiny", "as_of": {"size": 100, "root": "%s"}, "documents": [
              {"from": 5, "to": 6, "upload": "%s"}, {"from": 6, "to": 10, "upload": "%s", "rows": true}]}
            """.formatted(
                        "sha256:" + SampleEvents.hash("root").hex(),
                        SampleEvents.id("upload 5").encode(),
                        SampleEvents.id("upload 6").encode());
    }

    /** An inference of ten tokens without its attribution. */
    static String inference() {
        String whole = new String(
                CanonicalJson.encode(new Draft(SampleEvents.NAMESPACE, SampleEvents.inference(1)).encode()), UTF_8);
        int from = whole.indexOf("\"attribution\":");
        int to = whole.indexOf("\"fee\":");
        return (whole.substring(0, from) + whole.substring(to)).replace("\"out\":44", "\"out\":10");
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
