package dev.plumbline.api.cli;

import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.verify.Freshness;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How old evidence may be. */
final class AgeOptions {
    private static final int DIGITS_MAX = 9;

    @Option(
            names = "--max-checkpoint-age",
            paramLabel = "AGE",
            description =
                    "how long ago a witness or an anchor may have seen the checkpoint, such as 90s, 10m, 24h or 7d")
    private @Nullable String checkpoint;

    @Option(
            names = "--max-cosignature-age",
            paramLabel = "AGE",
            description = "how old the cosignatures may be that count towards the policy's quorum")
    private @Nullable String cosignature;

    @Option(
            names = "--max-anchor-age",
            paramLabel = "AGE",
            description = "how old the L1 block may be in which the anchor is shown; needs a trusted block")
    private @Nullable String anchor;

    AgeOptions() {}

    /** The policy with the bounds that were given. */
    VerificationPolicy bound(VerificationPolicy policy, Console console) throws FailedException {
        if (checkpoint == null && cosignature == null && anchor == null) {
            return policy;
        }
        if (cosignature != null && policy.trust().quorum() instanceof Quorum.None) {
            throw FailedException.usage("--max-cosignature-age is given, and the policy demands no cosignature");
        }
        if (anchor != null && policy.anchorDemand() == VerificationPolicy.AnchorDemand.NONE) {
            throw FailedException.usage(
                    "--max-anchor-age is given, and no L1 block to trust; pass --head or --rpc with it");
        }
        return policy.demanding(new Freshness(
                console.clock(),
                age(checkpoint, "--max-checkpoint-age"),
                age(cosignature, "--max-cosignature-age"),
                age(anchor, "--max-anchor-age")));
    }

    private static @Nullable Duration age(@Nullable String text, String option) throws FailedException {
        if (text == null) {
            return null;
        }
        int digits = text.length() - 1;
        boolean isAge = digits >= 1
                && digits <= DIGITS_MAX
                && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
        long secondsOfUnit = isAge ? secondsOf(text.charAt(digits)) : 0;
        if (secondsOfUnit == 0) {
            throw FailedException.usage(option + " is " + text + ", want a number and s, m, h or d, such as 10m");
        }
        return Duration.ofSeconds(secondsOfUnit * Long.parseLong(text.substring(0, digits)));
    }

    private static long secondsOf(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 0;
        };
    }
}
