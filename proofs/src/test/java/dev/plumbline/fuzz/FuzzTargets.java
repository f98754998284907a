package dev.plumbline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.Parsers;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.crypto.EcdsaAgreement;
import dev.plumbline.proofs.crypto.Ed25519Agreement;
import dev.plumbline.proofs.ethereum.RlpAgreement;
import dev.plumbline.proofs.ethereum.TrieAgreement;
import dev.plumbline.proofs.event.JsonAgreement;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofAgreement;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a fuzzer is let loose on: each parser of {@link Parsers}, the verifier, and pairs of a fast way and a slow
 * one that have to agree. The one to run is named by the system property {@code fuzz.target}.
 */
public final class FuzzTargets {
    /** A target, which throws if it finds something. */
    public interface Target {
        /** Judges one input. */
        void judge(byte[] input);
    }

    /** A target and input to start from, one that goes deep. */
    static final class Seeded {
        private final Target target;
        private final byte[] seed;

        Seeded(Target target, byte[] seed) {
            this.target = target;
            this.seed = seed;
        }

        Target target() {
            return target;
        }

        byte[] seed() {
            return seed.clone();
        }
    }

    private FuzzTargets() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Chosen.TARGET.judge(input);
    }

    /** Apart, since the program that starts the fuzzer chooses nothing. */
    private static final class Chosen {
        static final Target TARGET = choose();
    }

    private static Target choose() {
        Seeded chosen = all().get(System.getProperty("fuzz.target", ""));
        if (chosen == null) {
            throw new IllegalArgumentException("fuzz.target is none of " + all().keySet());
        }
        return chosen.target();
    }

    /** All targets by name. */
    static Map<String, Seeded> all() {
        var targets = new LinkedHashMap<String, Seeded>();
        Parsers.all().forEach((name, entrance) -> {
            String shortName = name.substring(0, name.indexOf('('));
            boolean isSecond = targets.containsKey(shortName);
            targets.put(
                    isSecond ? shortName + "2" : shortName,
                    new Seeded(input -> judge(entrance.parser(), input), entrance.sample()));
        });
        byte[] event = Parsers.all().get("event.Event.parse(byte[])").sample();
        byte[] header =
                Parsers.all().get("ethereum.RlpItem.parse(byte[],String)").sample();
        byte[] hash = Parsers.all().get("merkle.Hash.parseBase64(String)").sample();
        targets.putAll(verdicts());
        targets.put("agree.json", new Seeded(JsonAgreement::check, event));
        targets.put("agree.rlp", new Seeded(RlpAgreement::check, header));
        targets.put("agree.decimal", new Seeded(FuzzTargets::judgeDecimal, new byte[] {'1', '0'}));
        targets.put("agree.base64", new Seeded(FuzzTargets::judgeBase64, hash));
        targets.put("agree.inclusion", new Seeded(ProofAgreement::checkInclusion, sizes(5, 1L << 40)));
        targets.put("agree.consistency", new Seeded(ProofAgreement::checkConsistency, sizes(12_345, 1L << 40)));
        targets.put("agree.trie", new Seeded(TrieAgreement::check, Arrays.copyOf(header, 300)));
        targets.put("agree.ecdsa", new Seeded(EcdsaAgreement::check, new byte[98]));
        targets.put("agree.ed25519", new Seeded(Ed25519Agreement::check, sizes(0x0001_2345_6700_0000L, 7)));
        return targets;
    }

    private static void judge(Parsers.Parser parser, byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            if (!Arrays.equals(parser.respell(input), input)) {
                throw new AssertionError("accepted what it would spell otherwise");
            }
        } catch (MalformedException e) {
            if (String.valueOf(e.getMessage()).contains("\n")) {
                throw new AssertionError("message of several lines", e);
            }
        }
    }

    private static void judgeDecimal(byte[] input) {
        String text = new String(input, ISO_8859_1);
        String canonical;
        try {
            BigInteger number = new BigInteger(text);
            canonical = number.signum() >= 0 && number.bitLength() <= 63 ? number.toString() : "";
        } catch (NumberFormatException e) {
            canonical = "";
        }
        boolean isTaken = !text.isEmpty() && canonical.equals(text);
        try {
            if (Decimal.parse(text, "number") != Long.parseLong(text) || !isTaken) {
                throw new AssertionError("took " + text);
            }
        } catch (MalformedException e) {
            if (isTaken) {
                throw new AssertionError("refused " + text, e);
            }
        }
    }

    private static void judgeBase64(byte[] input) {
        String text = new String(input, ISO_8859_1);
        byte[] slow;
        try {
            slow = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            slow = new byte[0];
        }
        boolean isTaken = slow.length == Hash.LENGTH
                && Base64.getEncoder().encodeToString(slow).equals(text);
        try {
            if (!Arrays.equals(Hash.parseBase64(text).bytes(), slow) || !isTaken) {
                throw new AssertionError("took " + text);
            }
        } catch (MalformedException e) {
            if (isTaken) {
                throw new AssertionError("refused " + text, e);
            }
        }
    }

    private static Map<String, Seeded> verdicts() {
        try {
            Map<String, Seeded> all = new Verdicts().all();
            all.putAll(RollupVerdicts.all());
            return all;
        } catch (MalformedException e) {
            throw new AssertionError("a sample is sound", e);
        }
    }

    /** Two numbers and as many bytes as a path may have hashes. */
    private static byte[] sizes(long first, long second) {
        return ByteBuffer.allocate(2 * Long.BYTES + 70)
                .putLong(first)
                .putLong(second)
                .array();
    }
}
