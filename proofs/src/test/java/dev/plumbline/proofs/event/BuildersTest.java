package dev.plumbline.proofs.event;

import static dev.plumbline.testkit.SampleEvents.ISSUED_AT;
import static dev.plumbline.testkit.SampleEvents.NAMESPACE;
import static dev.plumbline.testkit.SampleEvents.TOKEN;
import static dev.plumbline.testkit.SampleEvents.account;
import static dev.plumbline.testkit.SampleEvents.hash;
import static dev.plumbline.testkit.SampleEvents.id;
import static dev.plumbline.testkit.SampleEvents.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** An app writes an event in a few lines, and cannot write one that a reader would refuse. */
final class BuildersTest {
    private static final InferenceAttempt ATTEMPT = new InferenceAttempt(
            "attempt-1",
            id("model"),
            ISSUED_AT,
            ISSUED_AT + 2_000,
            hash("prompt"),
            hash("params"),
            new Inference.Tokens(374, 44));
    private static final Inference.Fee FEE = new Inference.Fee(TOKEN, BigInteger.TEN.pow(18));

    /** From an upload to a payment, as docs/format/events.md shows it. */
    @Test
    void writesAWholeStory() {
        // docs:start
        EventSigner ana = signer(0);
        var upload = DatanetUpload.of(
                DatanetUpload.Content.ofDigest(hash("notes"), 10_240, "text/plain"),
                DatanetUpload.License.asserted("CC-BY-4.0"),
                Map.of(Purpose.TRAIN, Permission.ALLOWED),
                ana.issuer(),
                account(0));
        Event uploaded =
                EventDraft.first(upload, NAMESPACE, ana.issuer(), ISSUED_AT).sign(ana);

        EventSigner host = signer(1);
        var method = PolicyMethod.exact("spans", Version.of(1), Family.SUFFIX_ARRAY, hash("code"));
        Event methodEvent =
                EventDraft.first(method, NAMESPACE, host.issuer(), ISSUED_AT).sign(host);
        var attempt = new InferenceAttempt(
                "attempt-1",
                id("model"),
                ISSUED_AT,
                ISSUED_AT + 2_000,
                hash("prompt"),
                hash("params"),
                new Inference.Tokens(374, 44));
        Attribution attribution = Attribution.asOf(new TreeHead(100, hash("root")))
                .upload(uploaded.id(), Weight.WHOLE / 4)
                .build();
        var fee = new Inference.Fee(TOKEN, BigInteger.TEN.pow(18));
        Inference answer = attempt.served(methodEvent.id(), hash("response"), fee, attribution);
        Event answered = EventDraft.after(methodEvent, answer, ISSUED_AT).sign(host);
        // docs:end
        assertThat(answered.checkSignatures()).isEqualTo(SignatureStatus.VALID);
        assertThat(answered.iseq()).isEqualTo(2);
        assertThat(attribution.unattributed()).isEqualTo(Weight.WHOLE / 4 * 3);
    }

    /** The page of the format shows the lines above as they stand, so that they compile. */
    @Test
    void isTheExampleOfThePage() throws IOException {
        Path root = Path.of(System.getProperty("plumbline.root", ".."));
        String source =
                Files.readString(root.resolve("proofs/src/test/java/dev/plumbline/proofs/event/BuildersTest.java"));
        String from = "        // docs:" + "start\n";
        String story =
                source.substring(source.indexOf(from) + from.length(), source.indexOf("        // docs:" + "end"));
        assertThat(Files.readString(root.resolve("docs/format/events.md")))
                .contains("```java\n" + story.indent(-8) + "```");
    }

    @Test
    void endsAnAttemptInEachWay() {
        Attribution attribution =
                Attribution.asOf(new TreeHead(1, hash("root"))).build();
        assertThat(ATTEMPT.served(id("method"), hash("response"), FEE, attribution))
                .isEqualTo(new Inference(
                        "attempt-1",
                        Outcome.SERVED,
                        id("model"),
                        id("method"),
                        ISSUED_AT,
                        ISSUED_AT + 2_000,
                        hash("prompt"),
                        hash("response"),
                        hash("params"),
                        new Inference.Tokens(374, 44),
                        FEE,
                        attribution));
        assertThat(ATTEMPT.cached(id("method"), hash("response"), FEE, attribution)
                        .outcome())
                .isEqualTo(Outcome.CACHED);
        assertThat(ATTEMPT.refused(TOKEN).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ATTEMPT.refused(TOKEN).fee().amount()).isZero();
        assertThat(ATTEMPT.failed(TOKEN).outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void sortsWeightsAndStatesTheRest() {
        Inference sample = SampleEvents.inference(3);
        Attribution wanted = sample.attribution();
        assertThat(wanted).isNotNull();
        AttributionBuilder builder = Attribution.asOf(wanted.asOf()).evidence(hash("evidence"));
        for (int i = wanted.lines().size() - 1; i >= 0; i--) {
            Attribution.Line line = wanted.lines().get(i);
            builder.row(line.upload(), line.row() == null ? 0 : line.row(), line.weight());
        }
        assertThat(builder.tail(7, wanted.lines().get(0).weight()).build()).isEqualTo(wanted);
    }

    @Test
    void refusesWeightsOfMoreThanTheWhole() {
        AttributionBuilder full =
                Attribution.asOf(new TreeHead(1, hash("root"))).upload(id("a"), Weight.WHOLE);
        assertThat(full.build().unattributed()).isZero();
        assertRefused(() -> full.upload(id("b"), 1).build());
        for (int i = 0; i < 20; i++) {
            full.upload(id("again " + i), Weight.WHOLE);
        }
        assertRefused(full::build);
        AttributionBuilder twice = Attribution.asOf(new TreeHead(1, hash("root")));
        assertRefused(() -> twice.upload(id("a"), 1).upload(id("a"), 1).build());
    }

    @Test
    void registersAModelStepByStep() {
        ModelRegister sample = SampleEvents.model();
        assertThat(ModelRegister.of(
                                sample.modelId(), sample.version(), sample.artifacts(), sample.training(), account(2))
                        .withBundle(hash("bundle"))
                        .withBase(id("base"))
                        .withAdapters(List.of(id("adapter")))
                        .withAttributionIndex(hash("index")))
                .isEqualTo(sample);
        ModelRegister bundled = ModelRegister.ofBundle(
                sample.modelId(), sample.version(), hash("bundle"), sample.training(), account(2));
        assertThat(bundled.artifacts()).isEmpty();
        assertThat(bundled.bundleDigest()).isEqualTo(hash("bundle"));
    }

    @Test
    void paysTheLinesOfAnAccrual() {
        BigInteger one = BigInteger.ONE;
        var lines = List.of(
                RewardAccrue.Line.of(account(1), "platform", one),
                RewardAccrue.Line.ofUpload(account(1), "contributors", id("upload"), BigInteger.TEN),
                RewardAccrue.Line.ofUpload(account(2), "contributors", id("other"), one));
        var pool = List.of(
                new RewardAccrue.Pool("platform", one), new RewardAccrue.Pool("contributors", BigInteger.valueOf(11)));
        RewardAccrue accrual = RewardAccrue.ofInference(id("inference"), id("policy"), TOKEN, pool, lines);
        assertThat(accrual.total()).isEqualTo(12);
        var period = new RewardAccrue.Period(0, 1, hash("root"), 1);
        assertThat(RewardAccrue.ofPeriod(period, id("policy"), TOKEN, pool, lines)
                        .period())
                .isEqualTo(period);

        var settlement = Settlement.included("eip155:1612", hash("transaction"), 7, 0);
        RewardPay payment =
                RewardPay.ofLine(id("accrual"), accrual, 1, settlement).andLine(id("accrual"), accrual, 0);
        assertThat(payment)
                .isEqualTo(new RewardPay(
                        List.of(new RewardPay.Paid(id("accrual"), 1), new RewardPay.Paid(id("accrual"), 0)),
                        account(1),
                        BigInteger.valueOf(11),
                        settlement));
        assertRefused(() -> payment.andLine(id("accrual"), accrual, 2));
        assertRefused(() -> payment.andLine(id("accrual"), accrual, 0));
        assertThat(settlement.status()).isEqualTo(SettlementStatus.INCLUDED);
    }

    @Test
    void buildsTheOtherSamplesStepByStep() {
        assertThat(PolicyMethod.approximate("spans", Version.of("2.1.0"), Family.SUFFIX_ARRAY, hash("code"), 1_000)
                        .with("min-span", "8 tokens")
                        .with("max-span", "64 tokens"))
                .isEqualTo(SampleEvents.method());
        PolicyMethod seeded = PolicyMethod.seeded("influence", Version.of(1), Family.INFLUENCE, hash("code"), "7");
        assertThat(seeded.params()).containsExactly(new PolicyMethod.Parameter("seed", "7"));
        assertRefused(() -> seeded.with("seed", "8"));

        assertThat(Correction.replacing(id("target"), CorrectionClass.AMOUNT, id("replacement"), hash("reason"))
                        .retroactive()
                        .withDelta(SampleEvents.correction().delta()))
                .isEqualTo(SampleEvents.correction());
        Correction withdrawal = Correction.withdrawal(id("target"), hash("reason"));
        assertThat(withdrawal.effective()).isEqualTo(Effective.FROM_NOW);
        assertThat(withdrawal.correctionClass()).isEqualTo(CorrectionClass.WITHDRAWAL);

        assertThat(new KeyRotate(signer(0).issuer(), signer(1).issuer()).because(hash("reason")))
                .isEqualTo(SampleEvents.rotation());
        assertThat(KeyRevoke.of(account(1)).compromisedSince()).isNull();
        assertThat(DisputeResolve.rejected(id("dispute"), hash("reason")).outcome())
                .isEqualTo(Resolution.REJECTED);
        assertThat(DisputeOpen.Claim.ofAmount(BigInteger.ONE).digest()).isNull();
        assertThat(DisputeOpen.Claim.ofDigest(hash("claim")).expected()).isNull();
    }

    @Test
    void buildsEvidenceStepByStep() {
        SequencerObserve sample = SampleEvents.observation();
        var signature = sample.unsafeSig();
        assertThat(signature).isNotNull();
        assertThat(new SequencerObserve(
                                sample.chain(),
                                sample.tx(),
                                sample.block(),
                                sample.blockHash(),
                                sample.transactionIndex(),
                                sample.blockTimeSeconds(),
                                sample.firstSeenAtMillis(),
                                sample.channel())
                        .safeAt(ISSUED_AT + 60_000)
                        .signedAs(signature)
                        .finalizedAt(ISSUED_AT + 900_000))
                .isEqualTo(sample);

        SequencerSubmit submission = SampleEvents.submission();
        assertThat(new SequencerSubmit(
                                submission.chain(),
                                submission.tx(),
                                submission.from(),
                                submission.nonce(),
                                submission.maxFee(),
                                submission.maxTip(),
                                submission.gas(),
                                submission.rawCommitment(),
                                submission.submittedAtMillis(),
                                List.of(
                                        SequencerSubmit.Via.answered(
                                                hash("endpoint 1"), EndpointResponse.HASH, ISSUED_AT + 80),
                                        SequencerSubmit.Via.unknown(hash("endpoint 2"))))
                        .about(id("event")))
                .isEqualTo(submission);
    }

    private static void assertRefused(ThrowingCallable building) {
        assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttributionIsWrittenInOneSentence() {
        var head = new TreeHead(9, hash("root"));
        Attribution attribution = Attribution.asOf(head)
                .row(id("a"), 7, 400_000_000_000_000_000L)
                .row(id("a"), 6, 300_000_000_000_000_000L)
                .upload(id("a"), 100_000_000_000_000_000L)
                .tail(3, 50_000_000_000_000_000L)
                .evidence(hash("evidence"))
                .build();
        assertThat(attribution.lines()).extracting(Attribution.Line::row).containsExactly(null, 6L, 7L);
        assertThat(attribution.unattributed()).isEqualTo(150_000_000_000_000_000L);
        assertThat(attribution.rest()).isEqualTo(200_000_000_000_000_000L);
        assertThat(attribution.asOf()).isEqualTo(head);
    }

    @Test
    void anUploadIsChangedInOneThingAtATime() {
        DatanetUpload plain = SampleEvents.smallUpload(0);
        DatanetUpload full = SampleEvents.fullUpload();
        DatanetUpload.Rows rows = new DatanetUpload.Rows(3, hash("rows"));
        assertThat(plain.withOrigin(full.uploadType(), full.source()))
                .extracting(DatanetUpload::uploadType, DatanetUpload::source, DatanetUpload::rows)
                .containsExactly(full.uploadType(), full.source(), null);
        assertThat(plain.withPii(Pii.PSEUDONYMOUS).pii()).isEqualTo(Pii.PSEUDONYMOUS);
        assertThat(plain.withRows(rows).rows()).isEqualTo(rows);
        assertThat(plain.withMeta(new DatanetUpload.Meta("croissant-1.1", hash("meta")))
                        .meta())
                .isEqualTo(new DatanetUpload.Meta("croissant-1.1", hash("meta")));
        assertThat(plain.withDuplicateOf(id("original")).duplicateOf()).isEqualTo(id("original"));
        assertThat(plain.withDuplicateOf(id("original")).withRows(rows).content())
                .isEqualTo(plain.content());
    }

    @Test
    void aPaymentThatWasHandedInHasNoBlock() {
        Settlement submitted = Settlement.submitted("eip155:1612", hash("transaction"));
        assertThat(submitted)
                .extracting(Settlement::tx, Settlement::block, Settlement::logIndex, Settlement::status)
                .containsExactly(hash("transaction"), null, null, SettlementStatus.SUBMITTED);
    }

    @Test
    void aPeriodIsWrittenAsItIsRead() throws MalformedException {
        var period = new RewardAccrue.Period(1, 2, hash("inferences"), 3);
        assertThat(RewardAccrue.Period.parse(Fields.of(period.encode(), ""))).isEqualTo(period);
        assertThatThrownBy(() -> new RewardAccrue.Period(2, 1, hash("inferences"), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysOfJsonHaveUpTo64Characters() {
        assertThat(JsonObject.builder()
                        .put("k".repeat(64), new JsonInteger(1))
                        .build()
                        .size())
                .isEqualTo(1);
        assertThatThrownBy(() -> JsonObject.builder().put("k".repeat(65), new JsonInteger(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chainsOfAccountsAreNumbersThatJsonCarries() {
        byte[] address = new byte[20];
        for (long chain : new long[] {1, Limits.JSON_INTEGER_MAX}) {
            assertThat(Issuer.ofAccount(chain, address).encode()).contains(":" + chain + ":");
        }
        for (long chain : new long[] {0, -1, Limits.JSON_INTEGER_MAX + 1}) {
            assertThatThrownBy(() -> Issuer.ofAccount(chain, address)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNamespaceIsAsLongAsItsTwoPartsMayBe() throws MalformedException {
        String longest = "a".repeat(8) + ":" + "b".repeat(32) + "/" + "c".repeat(63);
        assertThat(Namespace.parse(longest)).hasToString(longest);
        assertThatThrownBy(() -> Namespace.parse(longest + "c")).isInstanceOf(MalformedException.class);
    }

    @Test
    void noMoreIssuersAreRememberedThanMayBe() {
        for (int i = 0; i < 2 * KnownIssuers.ISSUERS_MAX; i++) {
            KnownIssuers.remember(Issuer.ofAccount(1 + i, new byte[20]));
            assertThat(KnownIssuers.count()).isBetween(1, KnownIssuers.ISSUERS_MAX);
        }
    }
}
