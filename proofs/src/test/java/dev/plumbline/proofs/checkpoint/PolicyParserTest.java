package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleWitnesses;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyParserTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\b(LOG|PQLOG|LOGOTHER|ORIGIN|W1|W2|PQ3|W4|OTHERNAME|PQOTHER|TYPE2)\\b");
    private static final String PREFIX = "log LOG\nwitness a W1\nwitness b W2\nwitness c PQ3\n";

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final SignerKey pqLog = new SignerKey(ORIGIN, KeyType.COSIGNATURE_ML_DSA_44, new byte[32]);
    private final SignerKey w1 = SampleWitnesses.ed25519(1);
    private final SignerKey w2 = SampleWitnesses.ed25519(2);
    private final SignerKey pq3 = SampleWitnesses.mlDsa44(3);

    PolicyParserTest() throws MalformedException {}

    @Test
    void readsEveryKindOfLine() throws MalformedException {
        TrustPolicy policy = parse("""
                # comment

                 \t\s
                \t # another: quorum none
                log LOG https://ledger.example.org
                log PQLOG
                witness a W1
                 \twitness\tb \t W2\thttps://w2.example \t
                witness c PQ3
                group inner any a b
                group outer all inner c
                quorum outer
                witness d W4
                group late 1 d
                """);
        assertThat(policy.logs()).containsExactly(log.verifierKey(), pqLog.verifierKey());
        assertThat(policy.witnesses()).hasSize(4).containsEntry("c", pq3.verifierKey());
        assertThat(policy.quorum())
                .isEqualTo(new Quorum.Group(
                        2,
                        List.of(
                                new Quorum.Group(1, List.of(new Quorum.Witness("a"), new Quorum.Witness("b"))),
                                new Quorum.Witness("c"))));
    }

    @Test
    void aPolicyNeedsAQuorumAndNothingElse() throws MalformedException {
        TrustPolicy policy = parse("quorum none\n");
        assertThat(policy.logs()).isEmpty();
        assertThat(policy.witnesses()).isEmpty();
        assertThat(policy.quorum()).isEqualTo(new Quorum.None());
    }

    @Test
    void theQuorumMayBeOneWitnessAndAGroupMayHaveOneMember() throws MalformedException {
        assertThat(parse(PREFIX + "quorum b\n").quorum()).isEqualTo(new Quorum.Witness("b"));
        assertThat(parse(PREFIX + "group g 1 a\nquorum g\n").quorum().isMetBy(Set.of("a")))
                .isTrue();
    }

    /** A group and its member may both be called like a word of the format; only none is reserved. */
    @Test
    void keywordsAreNamesToo() throws MalformedException {
        TrustPolicy policy = parse("witness quorum W1\ngroup all all quorum\nquorum all\n");
        assertThat(policy.quorum().isMetBy(Set.of("quorum"))).isTrue();
    }

    @Test
    void anInlineHashIsALetter() throws MalformedException {
        TrustPolicy policy = parse("log LOG #comment\nwitness a#1 W1 #\ngroup #g any a#1\nquorum #g\n");
        assertThat(policy.quorum().isMetBy(Set.of("a#1"))).isTrue();
    }

    @Test
    void oneKeyMayServeALogAndAWitness() throws MalformedException {
        TrustPolicy policy = parse("log PQLOG\nwitness self PQLOG\nquorum self\n");
        assertThat(policy.logs()).containsExactlyElementsOf(policy.witnesses().values());
    }

    @Test
    void namesAreOctets() throws MalformedException {
        assertThat(parse("witness é W1\nwitness e\u0301 W2\nquorum é\n").quorum())
                .isEqualTo(new Quorum.Witness("é"));
        // 0xe9 alone is é in Latin-1 and nothing in UTF-8; 0xff is neither the same nor the same as U+FFFD.
        byte[] policyOctets = lines("witness ? W1\nwitness ! W2\nwitness \ufffd PQ3\nquorum ?\n")
                .getBytes(StandardCharsets.UTF_8);
        TrustPolicy policy = TrustPolicy.parse(replaced(replaced(policyOctets, '!', 0xff), '?', 0xe9));
        assertThat(policy.witnesses().keySet()).containsExactlyInAnyOrder("\udce9", "\udcff", "\ufffd");
        assertThat(policy.quorum()).isEqualTo(new Quorum.Witness("\udce9"));
    }

    @Test
    void urlsAndCommentsMayHoldAnyHighOctet() throws MalformedException {
        byte[] policy = lines("# !\nlog LOG https://!\nquorum none\n").getBytes(StandardCharsets.UTF_8);
        assertThat(TrustPolicy.parse(replaced(policy, '!', 0x80)).logs()).containsExactly(log.verifierKey());
    }

    @Test
    void aKeyThatIsNotUtf8IsRefused() {
        byte[] policy = lines("quorum none\nlog !LOG\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TrustPolicy.parse(replaced(policy, '!', 0xff)))
                .hasMessage("policy line 2: has a key that is not UTF-8");
    }

    @Test
    void everyControlOctetButTabAndNewlineIsRefusedWhereverItStands() {
        for (int octet = 0; octet < 0x80; octet++) {
            boolean isControl = (octet < 0x20 && octet != '\t' && octet != '\n') || octet == 0x7f;
            for (String place :
                    new String[] {"# !\nquorum none\n", "quorum none\n!#\n", "log LOG x!y\nquorum none\n"}) {
                byte[] policy = replaced(lines(place).getBytes(StandardCharsets.UTF_8), '!', octet);
                if (isControl) {
                    assertThatThrownBy(() -> TrustPolicy.parse(policy))
                            .as("octet %d in %s", octet, place)
                            .isInstanceOfSatisfying(
                                    MalformedException.class,
                                    e -> assertThat(e.code()).isEqualTo(Malformed.ENCODING));
                }
            }
        }
    }

    @Test
    void takesAThousandAndTwentyFourLogsWitnessesAndGroupsAndNoMore() throws MalformedException {
        var lines = new StringBuilder("witness w0 W1\n");
        for (int i = 1; i < 1_024; i++) {
            lines.append("group w" + i + " all w" + (i - 1) + "\n");
        }
        TrustPolicy policy = parse(lines + "quorum w1023\n");
        assertThat(policy.quorum().isMetBy(Set.of("w0"))).isTrue();
        assertThat(policy.quorum().isMetBy(Set.of())).isFalse();
        for (String another : new String[] {"log LOG\n", "witness x W2\n", "group x all w1023\n"}) {
            assertThatThrownBy(() -> parse(lines + another + "quorum none\n"))
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        }
    }

    @Test
    void aLogAboveTheOthersCountsAsOneBelowThem() {
        var lines = new StringBuilder("log LOG\nwitness w0 W1\n");
        for (int i = 1; i < 1_024; i++) {
            lines.append("group w" + i + " all w" + (i - 1) + "\n");
        }
        assertThatThrownBy(() -> parse(lines + "quorum none\n"))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    @Test
    void takesFortyLogsAndFortyWitnessesOfTheLargestKeys() throws MalformedException {
        var lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append("log " + SampleWitnesses.mlDsa44(100 + i).verifierKey() + "\n");
            lines.append(
                    "witness w" + i + " " + SampleWitnesses.mlDsa44(200 + i).verifierKey() + "\n");
        }
        TrustPolicy policy = TrustPolicy.parse((lines + "quorum w39\n").getBytes(StandardCharsets.UTF_8));
        assertThat(policy.logs()).hasSize(40);
        assertThat(policy.witnesses()).hasSize(40);
    }

    @Test
    void takesAFileOfExactlyAMebibyte() throws MalformedException {
        String end = "\nquorum none\n";
        byte[] largest = ("#" + "x".repeat((1 << 20) - end.length() - 1) + end).getBytes(StandardCharsets.UTF_8);
        assertThat(TrustPolicy.parse(largest).witnesses()).isEmpty();
    }

    @Test
    void refusesAFileOfMoreThanAMebibyteAndOneThatWasCutShort() {
        byte[] large = ("#" + "x".repeat(1 << 20) + "\nquorum none\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TrustPolicy.parse(large))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        assertThatThrownBy(() -> parse(PREFIX + "group ab all a b\nquorum a"))
                .hasMessage("policy line 6: does not end in a newline");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no quorum,                     '', MISSING_KEY",
        "two quorums,                   quorum none;quorum none, DUPLICATE_KEY",
        "quorum of nobody,              quorum nobody, VALUE",
        "quorum without name,           quorum, SYNTAX",
        "quorum of two,                 quorum a b, SYNTAX",
        "quorum before its group,       quorum g;group g any a, VALUE",
        "quorum with a comment,         quorum none # as if, SYNTAX",
        "none of the members,           group g 0 a;quorum g, RULE",
        "more than the members,         group g 2 a;quorum g, RULE",
        "far more than the members,     group g 4294967297 a;quorum g, RULE",
        "k with a leading zero,         group g 01 a;quorum g, SYNTAX",
        "k with a sign,                 group g +1 a;quorum g, SYNTAX",
        "k in another script,           group g ١ a;quorum g, SYNTAX",
        "k in capitals,                 group g ANY a;quorum g, SYNTAX",
        "group without members,         group g any;quorum g, SYNTAX",
        "group without k,               group g;quorum none, SYNTAX",
        "member that is not defined,    group g any x;quorum g, VALUE",
        "member defined below,          group g any d;witness d W4;quorum g, VALUE",
        "member none,                   group g any none;quorum g, VALUE",
        "member that is a log,          group g any ORIGIN;quorum g, VALUE",
        "member twice,                  group g any a a;quorum g, RULE",
        "member of two groups,          group g any a;group h any a;quorum g, RULE",
        "group twice in groups,         group g any a;group h any g;group i any g;quorum h, RULE",
        "group in itself,               group g any g;quorum g, VALUE",
        "group named as a witness,      group a any b;quorum a, DUPLICATE_KEY",
        "group named none,              group none any a;quorum none, VALUE",
        "two groups of a name,          group g any a;group g any b;quorum g, DUPLICATE_KEY",
        "witness named none,            witness none W4;quorum none, VALUE",
        "two witnesses of a name,       witness a W4;quorum none, DUPLICATE_KEY",
        "witness key twice,             witness d W1;quorum none, DUPLICATE_KEY",
        "witness key by another name,   witness d OTHERNAME;quorum none, DUPLICATE_KEY",
        "ML-DSA key by another name,    witness d PQOTHER;quorum none, DUPLICATE_KEY",
        "witness with a log's key,      witness d LOG;quorum none, VALUE",
        "witness without a key,         witness d;quorum none, SYNTAX",
        "witness with two URLs,         witness d W4 u v;quorum none, SYNTAX",
        "witness with no sound key,     witness d nonsense;quorum none, SYNTAX",
        "key of an unknown type,        witness d TYPE2;quorum none, UNSUPPORTED",
        "log with a witness's key,      log W4;quorum none, VALUE",
        "log twice,                     log LOG;quorum none, DUPLICATE_KEY",
        "log key by another name,       log LOGOTHER;quorum none, DUPLICATE_KEY",
        "log without a key,             log;quorum none, SYNTAX",
        "log with two URLs,             log PQLOG u v;quorum none, SYNTAX",
        "unknown keyword,               logs LOG;quorum none, UNKNOWN_KEY",
        "keyword in capitals,           Quorum none, UNKNOWN_KEY",
        "no-break space,                quorum\u00a0none, UNKNOWN_KEY",
        "byte order mark,               \ufeffquorum none, UNKNOWN_KEY",
    })
    void refuses(String thing, String lines, Malformed code) {
        assertThatThrownBy(() -> parse(PREFIX + (lines.isEmpty() ? "" : lines.replace(';', '\n') + "\n")))
                .as(thing)
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private TrustPolicy parse(String lines) throws MalformedException {
        return TrustPolicy.parse(lines(lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the keys in, in one pass: base64 may well spell W1. */
    private String lines(String lines) {
        return PLACEHOLDER.matcher(lines).replaceAll(found -> Matcher.quoteReplacement(vkey(found.group())));
    }

    private String vkey(String placeholder) {
        return switch (placeholder) {
            case "LOG" -> log.verifierKey().encode();
            case "PQLOG" -> pqLog.verifierKey().encode();
            case "LOGOTHER" -> renamed(log);
            case "ORIGIN" -> ORIGIN;
            case "W1" -> w1.verifierKey().encode();
            case "W2" -> w2.verifierKey().encode();
            case "PQ3" -> pq3.verifierKey().encode();
            case "W4" -> SampleWitnesses.ed25519(4).verifierKey().encode();
            case "OTHERNAME" -> renamed(w1);
            case "PQOTHER" -> renamed(pq3);
            case "TYPE2" -> "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
            default -> throw new AssertionError(placeholder);
        };
    }

    private static String renamed(SignerKey key) {
        try {
            return new SignerKey("renamed.example", key.verifierKey().type(), key.seed())
                    .verifierKey()
                    .encode();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] replaced(byte[] policy, char placeholder, int octet) {
        var replaced = new ByteArrayOutputStream();
        for (byte b : policy) {
            replaced.write(b == placeholder ? octet : b);
        }
        return replaced.toByteArray();
    }
}
