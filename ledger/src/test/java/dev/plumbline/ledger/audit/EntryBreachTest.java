package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one entry, or with its place among its issuer's and in the tiles. */
class EntryBreachTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({
        "CANONICAL_BYTES, '{\"body\":', '{ \"body\":'",
        "UNITS_AND_RANGES, '\"issuer\":', '\"issued_bt\":1,\"issuer\":'",
        "WEIGHTS_SUM, '\"unattributed\":\"250000000000000000\"', '\"unattributed\":\"250000000000000001\"'",
        "WEIGHTS_ORDERED, '\"weight\":\"250000000000000000\"', '\"weight\":\"0\"'",
        "NO_ANSWER_NO_FEE, '\"outcome\":\"served\"', '\"outcome\":\"refused\"'",
    })
    void findsAnInferenceThatIsNone(Invariant invariant, String found, String wanted) throws Exception {
        Event event = scene.draft(Scene.OPERATOR, scene.answer()).sign(Scene.OPERATOR);
        assertFound(event, invariant, found, wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "POOL_SUMS, '{\"amount\":\"100\",\"role\":\"platform\"}', '{\"amount\":\"101\",\"role\":\"platform\"}'",
        "LINES_SUM, '\"amount\":\"100\",\"role\":\"platform\",\"to\"', '\"amount\":\"99\",\"role\":\"platform\",\"to\"'",
    })
    void findsAnAccrualThatIsNone(Invariant invariant, String found, String wanted) throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        Event event = scene.draft(Scene.OPERATOR, scene.accrual(answer)).sign(Scene.OPERATOR);
        assertFound(event, invariant, found, wanted);
    }

    @Test
    void findsSharesThatDoNotSum() throws Exception {
        Event event = scene.draft(Scene.OPERATOR, Scene.policy(2, 0)).sign(Scene.OPERATOR);
        assertFound(event, Invariant.SHARES_SUM, "\"ppm\":100000", "\"ppm\":100001");
    }

    private void assertFound(Event event, Invariant invariant, String found, String wanted) throws Exception {
        String text = new String(event.entry(), UTF_8);
        assertThat(text).contains(found);
        long index = scene.log.add(text.replace(found, wanted).getBytes(UTF_8));
        Audits.assertOnly(Audits.of(scene.log), invariant, index);
    }

    @Test
    void findsLinesOfATotalOfNothing() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        Event event = scene.draft(Scene.OPERATOR, scene.accrual(answer)).sign(Scene.OPERATOR);
        String text = new String(event.entry(), UTF_8);
        long index = scene.log.add(text.replaceAll("\"amount\":\"[0-9]+\"", "\"amount\":\"0\"")
                .replace("\"total\":\"1000\"", "\"total\":\"0\"")
                .getBytes(UTF_8));
        Audits.assertOnly(Audits.of(scene.log), Invariant.NOTHING_OF_NOTHING, index);
    }

    @Test
    void findsBytesThatAreNothing() throws Exception {
        long index = scene.log.add("nothing".getBytes(UTF_8));
        scene.say(Scene.OPERATOR, scene.answer());
        Audits.assertOnly(Audits.of(scene.log), Invariant.CANONICAL_BYTES, index);
    }

    @Test
    void findsASignatureOfSomebodyElse() throws Exception {
        EventDraft draft = scene.draft(Scene.OPERATOR, scene.answer());
        EventDraft other = scene.draft(Scene.OPERATOR, scene.answer());
        scene.put(draft.signed(other.sign(Scene.OPERATOR).signature(), List.of()));
        Audits.assertOnly(Audits.of(scene.log), Invariant.SIGNED, scene.lastIndex());
    }

    @Test
    void findsAnEventThatIsLoggedAgain() throws Exception {
        Event answer = scene.say(Scene.OPERATOR, scene.answer());
        Event again = answer.cosign(Scene.REQUESTER);
        long index = scene.log.add(again);
        Audits.assertOnly(Audits.of(scene.log), Invariant.LOGGED_ONCE, index);
    }

    @Test
    void findsANumberThatIsMissing() throws Exception {
        scene.last.put(
                Scene.CONTRIBUTOR.issuer().encode(),
                scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED))
                        .sign(Scene.CONTRIBUTOR));
        scene.say(Scene.CONTRIBUTOR, Scene.upload(4, Permission.ALLOWED));
        AuditResult result = Audits.of(scene.log);
        Audits.assertOnly(result, Invariant.NUMBERS_WITHOUT_GAPS, scene.lastIndex());
        assertThat(Audits.violations(result).get(0)).contains("numbers 3 to 3");
    }

    @Test
    void takesNumbersThatComeLate() throws Exception {
        Event third = scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        scene.last.put(third.issuer().encode(), third);
        Event fourth = scene.draft(Scene.CONTRIBUTOR, Scene.upload(4, Permission.ALLOWED))
                .sign(Scene.CONTRIBUTOR);
        scene.last.put(third.issuer().encode(), fourth);
        scene.say(Scene.CONTRIBUTOR, Scene.upload(5, Permission.ALLOWED));
        scene.put(third);
        scene.log.add(fourth);
        assertThat(Audits.violations(Audits.of(scene.log))).isEmpty();
    }

    @Test
    void findsAChainThatIsBroken() throws Exception {
        EventDraft draft = scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED));
        scene.put(new EventDraft(
                        draft.body(),
                        draft.namespace(),
                        draft.issuer(),
                        draft.iseq(),
                        SampleEvents.id("another"),
                        draft.issuedAtMillis())
                .sign(Scene.CONTRIBUTOR));
        Audits.assertOnly(Audits.of(scene.log), Invariant.NUMBERS_WITHOUT_GAPS, scene.lastIndex());
    }

    @Test
    void findsANumberThatIsUsedTwice() throws Exception {
        EventDraft one = scene.draft(Scene.CONTRIBUTOR, Scene.upload(3, Permission.ALLOWED));
        EventDraft other = scene.draft(Scene.CONTRIBUTOR, Scene.upload(4, Permission.ALLOWED));
        scene.put(one.sign(Scene.CONTRIBUTOR));
        scene.log.add(other.sign(Scene.CONTRIBUTOR));
        Audits.assertOnly(Audits.of(scene.log), Invariant.NUMBERS_WITHOUT_GAPS, scene.lastIndex());
    }

    @Test
    void locatesATileThatWasEditedAndGoesOnBehindIt() throws Exception {
        while (scene.log.size() < 600) {
            scene.say(Scene.OPERATOR, scene.answer());
        }
        scene.log.add("nothing".getBytes(UTF_8));
        scene.log.replace("tile/entries/001", bytes -> {
            byte[] edited = Arrays.copyOf(bytes, bytes.length);
            edited[1_000] ^= 1;
            return edited;
        });
        AuditResult result = Audits.of(scene.log);
        Audits.assertHas(result, Invariant.READABLE, 256);
        Audits.assertHas(result, Invariant.CANONICAL_BYTES, scene.lastIndex());
        assertThat(Audits.violations(result)).hasSize(2).anyMatch(text -> text.contains("tile/entries/001"));
        assertThat(result.unreadCount()).isEqualTo(257);
        assertThat(result.of(Invariant.NUMBERS_WITHOUT_GAPS).uncheckable()).isEqualTo(1);
    }

    @Test
    void findsATailThatWasDropped() throws Exception {
        scene.say(Scene.OPERATOR, scene.answer());
        var promised =
                new AuditOptions.PromisedEntry("mine.receipt.json", scene.log.size(), SampleEvents.hash("entry"));
        AuditOptions options = Audits.OPTIONS
                .withReceipts(List.of(promised))
                .withRemembered(Map.of("anchor", new TreeHead(99, SampleEvents.hash("r"))));
        AuditResult result = Audits.of(scene.log, options);
        Audits.assertHas(result, Invariant.RECEIPTS_ARE_KEPT, scene.log.size());
        Audits.assertHas(result, Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF);
    }
}
