package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How attribution is computed, so that whoever has code and data can compute it again.
 *
 * @param methodId name of the method, the same for all its versions
 * @param version which version this is
 * @param family what kind of method it is
 * @param params its settings, ascending by name, each name once; at most {@link #PARAMETERS_MAX}
 * @param codeDigest SHA-256 of the code that computes it
 * @param determinism whether computing it again gives the same weights
 * @param tolerancePpm by how many parts of 1,000,000 of the whole a weight may then differ; there exactly if the method
 *     is approximate
 */
public record PolicyMethod(
        String methodId,
        Version version,
        Family family,
        List<Parameter> params,
        Hash codeDigest,
        Determinism determinism,
        @Nullable Long tolerancePpm)
        implements Body {
    /** The most settings that a method can have. */
    public static final int PARAMETERS_MAX = 64;

    private static final long TOLERANCE_MAX_PPM = 1_000_000;

    /**
     * Copies the settings and checks the rules.
     *
     * @throws IllegalArgumentException if the settings are too many or not ascending, or if a tolerance is missing or
     *     not wanted
     */
    public PolicyMethod {
        params = List.copyOf(params);
        Form.NAME.check("/method_id", methodId);
        Bounds.checkCount("/params", params.size(), PARAMETERS_MAX);
        for (int i = 1; i < params.size(); i++) {
            if (params.get(i - 1).name().compareTo(params.get(i).name()) >= 0) {
                throw new BrokenRuleException(
                        Malformed.RULE, "/params/" + i + "/name", "is not after the name before it");
            }
        }
        if (tolerancePpm != null) {
            Bounds.checkWithin("/tolerance_ppm", tolerancePpm, 0, TOLERANCE_MAX_PPM);
        }
        if ((tolerancePpm != null) != (determinism == Determinism.APPROXIMATE)) {
            throw new BrokenRuleException(
                    Malformed.RULE,
                    "/tolerance_ppm",
                    (tolerancePpm == null ? "is missing" : "is there") + " for a method that is "
                            + determinism.wireName());
        }
    }

    /** A method without settings that gives the same weights, always. */
    public static PolicyMethod exact(String methodId, Version version, Family family, Hash codeDigest) {
        return new PolicyMethod(methodId, version, family, List.of(), codeDigest, Determinism.EXACT, null);
    }

    /** A method that gives the same weights from the same seed, which is set as the parameter {@code seed}. */
    public static PolicyMethod seeded(String methodId, Version version, Family family, Hash codeDigest, String seed) {
        var params = List.of(new Parameter("seed", seed));
        return new PolicyMethod(methodId, version, family, params, codeDigest, Determinism.SEEDED, null);
    }

    /** A method without settings whose weights differ by no more than a tolerance. */
    public static PolicyMethod approximate(
            String methodId, Version version, Family family, Hash codeDigest, long tolerancePpm) {
        return new PolicyMethod(
                methodId, version, family, List.of(), codeDigest, Determinism.APPROXIMATE, tolerancePpm);
    }

    /**
     * The same method with one more setting.
     *
     * @throws IllegalArgumentException if there is a setting of this name, or one is too many or out of form
     */
    public PolicyMethod with(String name, String value) {
        var all = new ArrayList<>(params);
        all.add(new Parameter(name, value));
        all.sort(Comparator.comparing(Parameter::name));
        return new PolicyMethod(methodId, version, family, all, codeDigest, determinism, tolerancePpm);
    }

    static PolicyMethod parse(Fields fields) throws MalformedException {
        String methodId = fields.text("method_id");
        Version version = fields.version("version");
        Family family = fields.choice("family", Family.class);
        List<Parameter> params = fields.listOrEmpty("params", Parameter::parse);
        Hash codeDigest = fields.parsed("code_digest", Digest::parse);
        Determinism determinism = fields.choice("determinism", Determinism.class);
        Long tolerancePpm = fields.integerIfPresent("tolerance_ppm");
        return fields.end(
                () -> new PolicyMethod(methodId, version, family, params, codeDigest, determinism, tolerancePpm));
    }

    @Override
    public EventKind kind() {
        return EventKind.POLICY_METHOD;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder()
                .put("method_id", methodId)
                .put("version", version.value())
                .put("family", family.wireName())
                .put("code_digest", Digest.encode(codeDigest))
                .put("determinism", determinism.wireName());
        if (!params.isEmpty()) {
            body.put("params", params.stream().map(Parameter::encode).toList());
        }
        if (tolerancePpm != null) {
            body.put("tolerance_ppm", tolerancePpm);
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of();
    }

    /**
     * One setting of a method.
     *
     * @param name what is set
     * @param value what it is set to
     */
    public record Parameter(String name, String value) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the name is not 1 to 128 visible ASCII characters or the value not 1 to
         *     256 printable ones
         */
        public Parameter {
            Form.NAME.check("/name", name);
            Form.PARAMETER.check("/value", value);
        }

        static Parameter parse(Fields fields) throws MalformedException {
            String name = fields.text("name");
            String value = fields.text("value");
            return fields.end(() -> new Parameter(name, value));
        }

        JsonObject encode() {
            return JsonObject.builder().put("name", name).put("value", value).build();
        }
    }
}
