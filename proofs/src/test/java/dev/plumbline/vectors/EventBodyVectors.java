package dev.plumbline.vectors;

import dev.plumbline.testkit.SampleEvents;

/** {@code verify-event}: the rules of each kind. */
final class EventBodyVectors {
    private EventBodyVectors() {}

    static void addTo(Suite suite) {
        SignedEvent upload = SignedEvent.first(SampleEvents.fullUpload());
        SignedEvent model = SignedEvent.first(SampleEvents.model());
        SignedEvent split = SignedEvent.first(SampleEvents.split());
        SignedEvent inference = SignedEvent.first(SampleEvents.inference(3));
        SignedEvent accrual = SignedEvent.first(SampleEvents.accrual());
        SignedEvent conflict = SignedEvent.first(SampleEvents.conflict());
        full(suite, "datanet-upload", upload, "datanetupload");
        full(suite, "model-register", model, "modelregister");
        full(suite, "policy-split", split, "policysplit");
        full(suite, "inference", inference, "inference");
        full(suite, "reward-accrue", accrual, "rewardaccrue");
        full(suite, "issuer-conflict", conflict, "issuerconflict");
        new EventRows(suite, upload, "datanetupload", "datanet-upload-", "/body").add(UploadRows.CONTENT);
        new EventRows(suite, upload, "datanetupload", "datanet-upload-", "/body").add(UploadRows.TERMS);
        new EventRows(suite, model, "modelregister", "model-register-", "/body").add(ModelRows.ALL);
        new EventRows(suite, split, "policysplit", "policy-split-", "/body").add(RewardRows.SPLIT);
        new EventRows(suite, inference, "inference", "inference-", "/body").add(InferenceRows.ANSWER);
        new EventRows(suite, inference, "inference", "inference-", "/body").add(InferenceRows.ATTRIBUTION);
        new EventRows(suite, accrual, "rewardaccrue", "reward-accrue-", "/body").add(RewardRows.ACCRUAL);
        new EventRows(suite, conflict, "issuerconflict", "issuer-conflict-", "/body").add(RewardRows.CONFLICT);
        orders(suite, inference);
        unanswered(suite, inference);
    }

    private static void full(Suite suite, String name, SignedEvent event, String section) {
        suite.add(SignedEvent.accept(name + "-full", event)
                .about("docs/format/events.md#" + section, "An event of this kind with every field that it may have."));
    }

    private static void orders(Suite suite, SignedEvent inference) {
        String digest = "\"upload\":\"sha256:" + "0".repeat(64) + "\"";
        String whole = "{" + digest + ",\"weight\":\"1\"}";
        String row = "{\"row\":0," + digest + ",\"weight\":\"1\"}";
        String row1 = "{\"row\":1," + digest + ",\"weight\":\"1\"}";
        String spec = "docs/format/events.md#inference";
        SignedEvent two = inference
                .with("/body/attribution/tail", "-")
                .with("/body/attribution/unattributed", "\"999999999999999998\"");
        String[][] lists = {
            {"row-before-whole", row, whole, "A line with a row stands before the line of the whole upload."},
            {"row-twice", row, row, "One row stands twice."},
            {"upload-twice", whole, whole, "One upload stands twice."},
            {"rows-descending", row1, row, "Rows of one upload are in descending order."},
        };
        for (String[] list : lists) {
            suite.add(SignedEvent.reject(
                            "inference-lines-" + list[0],
                            two.with("/body/attribution/lines", "[" + list[1] + "," + list[2] + "]")
                                    .signed()
                                    .text(),
                            "RULE")
                    .about(spec, list[3]));
        }
        suite.add(SignedEvent.accept(
                        "inference-lines-whole-then-rows",
                        two.with("/body/attribution/lines", "[" + whole + "," + row + "]")
                                .signed())
                .about(
                        spec,
                        "The line of a whole upload stands before one of its rows; the weights still sum to 10^18."));
    }

    private static void unanswered(Suite suite, SignedEvent inference) {
        String spec = "docs/format/events.md#inference";
        SignedEvent refused = inference
                .with("/body/outcome", "\"refused\"")
                .with("/body/attribution", "-")
                .with("/body/response", "-")
                .with("/body/method", "-")
                .with("/body/fee/amount", "\"0\"");
        suite.add(SignedEvent.accept("inference-refused", refused.signed())
                .about(spec, "An inference that was refused: no answer, no method, no attribution, no fee."));
        suite.add(SignedEvent.reject(
                        "inference-refused-with-fee",
                        refused.with("/body/fee/amount", "\"1\"").signed().text(),
                        "RULE")
                .about(spec, "An inference that was refused has a fee."));
        suite.add(SignedEvent.accept(
                        "inference-nothing-attributed",
                        inference
                                .with(
                                        "/body/attribution",
                                        "{\"as_of\":{\"root\":\"sha256:" + "0".repeat(64)
                                                + "\",\"size\":0},\"lines\":[],\"unattributed\":\"1000000000000000000\"}")
                                .signed())
                .about(spec, "An answer to which nobody contributed: the whole is unattributed."));
    }
}
