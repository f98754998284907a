package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All files of the suite by their paths below {@code vectors/}. No two of them ask the same. */
final class Suite {
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> asked = new HashMap<>();

    /** The whole suite. */
    static Suite whole() {
        var suite = new Suite();
        VerifierKeyVectors.addTo(suite);
        NoteVectors.addTo(suite);
        NoteLineVectors.addTo(suite);
        CheckpointVectors.addTo(suite);
        CosignatureVectors.addTo(suite);
        MlDsaVectors.addTo(suite);
        AcceptedPolicyVectors.addTo(suite);
        PolicyVectors.addTo(suite);
        InclusionVectors.addTo(suite);
        ConsistencyVectors.addTo(suite);
        SubtreeVectors.addTo(suite);
        TlogProofVectors.addTo(suite);
        TileVectors.addTo(suite);
        EventEnvelopeVectors.addTo(suite);
        EventSpellingVectors.addTo(suite);
        EventSignatureVectors.addTo(suite);
        EventBodyVectors.addTo(suite);
        KindVectors.addTo(suite);
        ReceiptVectors.addTo(suite);
        AnchoredReceiptVectors.addTo(suite);
        FreshnessVectors.addTo(suite);
        AnchorVectors.addTo(suite);
        HistoryVectors.addTo(suite);
        EquivocationVectors.addTo(suite);
        CoseVectors.addTo(suite);
        CommitmentVectors.addTo(suite);
        DisclosureVectors.addTo(suite);
        SplitVectors.addTo(suite);
        TraceVectors.addTo(suite);
        SettlementVectors.addTo(suite);
        SequencerVectors.addTo(suite);
        ForcedVectors.addTo(suite);
        return suite;
    }

    void add(Vector vector) {
        String path = vector.name() + ".json";
        if (files.put(path, vector.json()) != null) {
            throw new IllegalStateException("two vectors are named " + vector.name());
        }
        // A mutation that changes nothing would ask what its origin asks.
        String other = asked.put(vector.question(), vector.name());
        if (other != null) {
            throw new IllegalStateException(vector.name() + " asks the same as " + other);
        }
    }

    /** Every file, the sums included, by path. */
    Map<String, byte[]> files() {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(US_ASCII)));
        String sums = bytes.entrySet().stream()
                .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        bytes.put("SHA256SUMS", sums.getBytes(US_ASCII));
        return bytes;
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
