package dev.plumbline.api.cli;

import dev.plumbline.api.imports.ContentRule;
import dev.plumbline.api.imports.Terms;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Pii;
import dev.plumbline.proofs.event.Purpose;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What whoever imports says of data. */
final class DataOptions {
    @Option(names = "--ns", required = true, paramLabel = "NS", description = "the datanet, such as eip155:1612/images")
    private String namespace = "";

    @Option(names = "--contributor", paramLabel = "DID", description = "who contributes (default: the signer)")
    private @Nullable String contributor;

    @Option(names = "--payout", paramLabel = "DID", description = "who is to be paid (default: the contributor)")
    private @Nullable String payout;

    @Option(
            names = "--use",
            split = ",",
            paramLabel = "PURPOSE=PERMISSION",
            description = "what may be done with the data, such as train=allowed,eval=constrained")
    private Map<String, String> use = new LinkedHashMap<>();

    @Option(
            names = "--pii",
            paramLabel = "none|pseudonymous|personal|special",
            description = "what the data says of persons (default: personal, the cautious assumption)")
    private @Nullable String pii;

    @Option(
            names = "--content",
            paramLabel = "declared|description",
            description = "what is uploaded: the data by its declared digests, or the description as an annotation")
    private String content = "declared";

    DataOptions() {}

    Terms terms(ImportOptions options) throws FailedException {
        Issuer by = options.party(contributor, "--contributor");
        var allowed = new EnumMap<Purpose, Permission>(Purpose.class);
        for (Map.Entry<String, String> entry : use.entrySet()) {
            allowed.put(
                    constant("--use", entry.getKey(), Purpose.values(), Purpose::wireName),
                    constant("--use", entry.getValue(), Permission.values(), Permission::wireName));
        }
        return new Terms(
                ImportOptions.namespace(namespace),
                by,
                payout == null ? by : options.party(payout, "--payout"),
                allowed,
                pii == null ? null : constant("--pii", pii, Pii.values(), Pii::wireName),
                constant(
                        "--content",
                        content,
                        ContentRule.values(),
                        rule -> rule.name().toLowerCase(Locale.ROOT)));
    }

    private static <E> E constant(String option, String text, E[] constants, Function<E, String> name)
            throws FailedException {
        var names = new StringBuilder();
        for (E constant : constants) {
            if (name.apply(constant).equals(text)) {
                return constant;
            }
            names.append(names.isEmpty() ? "" : ", ").append(name.apply(constant));
        }
        throw FailedException.usage(option + ": " + text + " is none of " + names);
    }
}
