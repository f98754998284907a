package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.RewardPay.Paid;
import dev.plumbline.proofs.event.SettlementStatus;
import dev.plumbline.testkit.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsImportTest {
    private static final Issuer PAYEE = SampleEvents.account(7);
    static final Address CONTRACT = Address.of(HexFormat.of().parseHex("c0".repeat(20)));
    static final ClaimTerms TERMS = new ClaimTerms(SampleEvents.NAMESPACE, SampleEvents.TOKEN, 1_612, CONTRACT, 50);

    /** Three accruals of 100, 40 and 60 to the payee, one on each line. */
    static byte[] accruals() {
        var lines = new ByteArrayOutputStream();
        for (EventDraft draft : accrualDrafts()) {
            lines.writeBytes(draft.sign(SampleEvents.signer(1)).entry());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static List<EventDraft> accrualDrafts() {
        var drafts = new ArrayList<EventDraft>();
        for (int amount : new int[] {100, 40, 60}) {
            BigInteger total = BigInteger.valueOf(amount);
            var accrual = new RewardAccrue(
                    SampleEvents.id("inference " + amount),
                    null,
                    SampleEvents.id("policy"),
                    List.of(new RewardAccrue.Pool("platform", total)),
                    List.of(new RewardAccrue.Line(PAYEE, "platform", null, total)),
                    SampleEvents.TOKEN,
                    total);
            drafts.add(EventDraft.first(
                    accrual, SampleEvents.NAMESPACE, SampleEvents.signer(1).issuer(), amount));
        }
        return drafts;
    }

    private static Paid paid(int accrual) {
        return new Paid(accrualDrafts().get(accrual).id(), 0);
    }

    private static String log(int number, int batch, Issuer account, long amount) {
        return """
            {"address": "%s", "topics": ["%s", "0x%064x", "0x%s%s"], "data": "0x%064x", "blockNumber": "0x%x",
             "transactionHash": "0x%064x", "logIndex": "0x%x", "removed": false}
            """.formatted(
                        CONTRACT.hex(),
                        ClaimsImport.TOPIC.hex(),
                        batch,
                        "00".repeat(12),
                        HexFormat.of().formatHex(account.subject()),
                        amount,
                        40 + number,
                        number,
                        number);
    }

    /** So many claims by the payee, of 100, 40, 60 and nothing that has accrued. */
    static String logs(int count) {
        long[] amounts = {100, 40, 60, 5};
        var logs = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            logs.add(log(i, i, PAYEE, amounts[i]));
        }
        return "[" + String.join(",", logs) + "]";
    }

    private static Imported read(String logs) {
        return ClaimsImport.read(Samples.bytes(logs), TERMS, accruals());
    }

    private static List<RewardPay> pays(Imported imported) {
        return imported.drafts().stream().map(draft -> (RewardPay) draft.body()).toList();
    }

    @Test
    void paysTheLinesOfThePayeeOneAfterTheOther() {
        Imported imported = read(logs(3));

        assertThat(imported.isSound()).as(imported.defects().toString()).isTrue();
        assertThat(pays(imported))
                .extracting(RewardPay::accruals)
                .containsExactly(List.of(paid(0)), List.of(paid(1)), List.of(paid(2)));
        assertThat(pays(imported).get(0).settlement().chain()).isEqualTo("eip155:1612");
        assertThat(pays(imported).get(0).settlement().status()).isEqualTo(SettlementStatus.FINAL);
    }

    @Test
    void paysTheOldestLinesTogetherIfTheySumToTheAmount() {
        assertThat(pays(read("[" + log(0, 1, PAYEE, 140) + "]")))
                .extracting(RewardPay::accruals)
                .containsExactly(List.of(paid(0), paid(1)));
    }

    @Test
    void paysOneLineThatIsAsLargeIfTheOldestAreNot() {
        assertThat(pays(read("[" + log(0, 1, PAYEE, 60) + "]")))
                .extracting(RewardPay::accruals)
                .containsExactly(List.of(paid(2)));
    }

    @Test
    void callsABlockFinalOnlyUpToTheNewestFinalOne() {
        assertThat(pays(read("[" + log(10, 1, PAYEE, 100) + "]"))
                        .get(0)
                        .settlement()
                        .status())
                .isEqualTo(SettlementStatus.FINAL);
        assertThat(pays(read("[" + log(11, 1, PAYEE, 100) + "]"))
                        .get(0)
                        .settlement()
                        .status())
                .isEqualTo(SettlementStatus.INCLUDED);
    }

    @Test
    void refusesASecondClaimOfOneBatchByOneAccount() {
        Imported imported = read("[" + log(0, 1, PAYEE, 100) + "," + log(1, 1, PAYEE, 40) + "]");

        assertThat(imported.drafts()).hasSize(1);
        assertThat(imported.count(Severity.REFUSED)).isEqualTo(1);
        assertThat(imported.defects().get(0).pointer()).isEqualTo("/1");
    }

    @Test
    void letsTwoAccountsClaimOneBatch() {
        Imported imported = read("[" + log(0, 1, SampleEvents.account(8), 100) + "," + log(1, 1, PAYEE, 100) + "]");

        assertThat(imported.defects())
                .extracting(Defect::found)
                .singleElement()
                .asString()
                .contains("has accrued nothing");
        assertThat(imported.drafts()).hasSize(1);
    }

    @Test
    void paysNothingThatIsPaidAlready() {
        RewardPay first = pays(read("[" + log(0, 1, PAYEE, 100) + "]")).get(0);
        byte[] payment = EventDraft.first(
                        first, SampleEvents.NAMESPACE, SampleEvents.signer(2).issuer(), 1)
                .sign(SampleEvents.signer(2))
                .entry();
        var known = new ByteArrayOutputStream();
        known.writeBytes(accruals());
        known.writeBytes(payment);

        String logs = "[" + log(0, 1, PAYEE, 100) + "," + log(1, 2, PAYEE, 100) + "]";
        Imported imported = ClaimsImport.read(Samples.bytes(logs), TERMS, known.toByteArray());
        assertThat(pays(imported)).extracting(RewardPay::accruals).containsExactly(List.of(paid(1), paid(2)));
        assertThat(imported.count(Severity.NOTE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "removed": false     | "removed": true       | WRONG
            "address": "0xc0     | "address": "0xc1      | WRONG
            "data": "0x00        | "data": "0x           | WRONG
            "data": "0x00        | "data": "0xzz         | REFUSED
            "topics": ["0x       | "topics": ["0x00      | REFUSED
            "blockNumber": "0x28 | "blockNumber": "0x028 | REFUSED
            "blockNumber": "0x28 | "blockNumber": "0x7fffffffffffffff | WRONG
            "logIndex"           | "index"               | REFUSED
            """)
    void refusesALogOfAnotherShape(String from, String to, Severity severity) {
        String logs = logs(1);
        assertThat(logs).contains(from);
        Imported imported = read(logs.replace(from, to));

        assertThat(imported.drafts()).isEmpty();
        assertThat(imported.count(severity)).as(imported.defects().toString()).isEqualTo(1);
    }

    @Test
    void leavesOutTheLogOfAnotherEventAndAnAccountThatIsNone() {
        String other = logs(1).replace(ClaimsImport.TOPIC.hex(), "0x" + "ee".repeat(32));
        String wide = logs(1).replace(
                        "\"0x" + "00".repeat(12) + HexFormat.of().formatHex(PAYEE.subject()),
                        "\"0x01" + "00".repeat(11) + HexFormat.of().formatHex(PAYEE.subject()));

        assertThat(wide).isNotEqualTo(logs(1));
        assertThat(read(other).count(Severity.WRONG)).isEqualTo(1);
        assertThat(read(wide).count(Severity.WRONG)).isEqualTo(1);
    }

    @Test
    void passesOverAccrualsOfAnotherTokenOrDatanet() {
        var otherToken = new ClaimTerms(SampleEvents.NAMESPACE, "eip155:1/slip44:60", 1_612, CONTRACT, 50);
        var otherDatanet =
                new ClaimTerms(new Namespace("eip155:1612", "other"), SampleEvents.TOKEN, 1_612, CONTRACT, 50);

        assertThat(ClaimsImport.read(Samples.bytes(logs(1)), otherToken, accruals())
                        .drafts())
                .isEmpty();
        assertThat(ClaimsImport.read(Samples.bytes(logs(1)), otherDatanet, accruals())
                        .drafts())
                .isEmpty();
    }

    @Test
    void paysNothingThatWasSuperseded() {
        var correction = new Correction(
                paid(0).event(),
                CorrectionClass.WITHDRAWAL,
                null,
                SampleEvents.hash("reason"),
                Effective.FROM_NOW,
                List.of());
        var known = new ByteArrayOutputStream();
        known.writeBytes(accruals());
        known.writeBytes(EventDraft.first(
                        correction,
                        SampleEvents.NAMESPACE,
                        SampleEvents.signer(2).issuer(),
                        1)
                .sign(SampleEvents.signer(2))
                .entry());

        assertThat(ClaimsImport.read(Samples.bytes(logs(1)), TERMS, known.toByteArray()).drafts().stream()
                        .map(draft -> ((RewardPay) draft.body()).accruals()))
                .containsExactly(List.of(paid(1), paid(2)));
    }

    @Test
    void takesTheWholeAnswerOfANodeAsWell() {
        assertThat(read("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": " + logs(1) + "}")
                        .drafts())
                .hasSize(1);
    }
}
