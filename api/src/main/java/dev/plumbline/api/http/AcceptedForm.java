package dev.plumbline.api.http;

import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.receipt.Receipt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of the three forms of a receipt a client prefers, by its {@code Accept} header; JSON if it does not care. */
enum AcceptedForm {
    /** The receipt as JSON. */
    RECEIPT,
    /** The bare tlog-proof. */
    PROOF,
    /** The COSE receipt, which knows neither entry nor anchor nor witnesses. */
    COSE,
    /** None is accepted. */
    NONE;

    private static final List<String> RECEIPT_RANGES =
            List.of("*/*", "application/*", "application/json", Receipt.MEDIA_TYPE);
    private static final List<String> PROOF_RANGES = List.of("*/*", "text/*", "text/plain");
    private static final List<String> COSE_RANGES = List.of("*/*", "application/*", CoseReceipt.MEDIA_TYPE);

    static AcceptedForm of(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return RECEIPT;
        }
        double receipt = quality(accept, RECEIPT_RANGES);
        double proof = quality(accept, PROOF_RANGES);
        double cose = quality(accept, COSE_RANGES);
        double best = Math.max(receipt, Math.max(proof, cose));
        if (best <= 0) {
            return NONE;
        }
        if (receipt >= best) {
            return RECEIPT;
        }
        return proof >= best ? PROOF : COSE;
    }

    /** The quality of the most specific range that is listed; 0 if none is. */
    static double quality(String accept, List<String> rangesBySpecificity) {
        int best = -1;
        double quality = 0;
        for (String item : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            int specificity = rangesBySpecificity.indexOf(parts[0].strip());
            if (specificity > best) {
                best = specificity;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
