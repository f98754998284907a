package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.Anvil;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final Fees FEES = new Fees(BigInteger.valueOf(2), BigInteger.valueOf(30));

    @Test
    void isTwelveFieldsBehindItsType() throws MalformedException {
        SignedTransaction signed = new Eip1559Transaction(
                        Anvil.CHAIN_ID, 5, FEES, 21_000, Address.of(new byte[20]), Bytes.of(9))
                .sign(AnvilLog.key(Anvil.FIRST_KEY));
        byte[] raw = signed.raw();
        assertThat(raw[0]).isEqualTo((byte) 2);
        var fields = (RlpItem.Sequence) RlpItem.parse(Arrays.copyOfRange(raw, 1, raw.length), "transaction");
        assertThat(fields.items()).hasSize(12);
        assertThat(fields.items().subList(0, 9).toString())
                .isEqualTo(
                        "[0x7a69, 0x05, 0x02, 0x1e, 0x5208, 0x" + "00".repeat(20) + ", 0x, 0x09, Sequence[items=[]]]");
        assertThat(signed.hash()).isEqualTo(Word.keccak(raw));
    }

    @Test
    void theSameTransactionAndKeyGiveTheSameBytes() {
        var transaction = new Eip1559Transaction(1, 0, FEES, 21_000, null, Bytes.EMPTY);
        AccountKey key = AnvilLog.key(Anvil.FIRST_KEY);
        assertThat(transaction.sign(key).raw()).isEqualTo(transaction.sign(key).raw());
    }

    @Test
    void contractAddressFollowsFromSenderAndNonce() throws MalformedException {
        // Where anvil's first account creates its first contract, as every tutorial shows it.
        Address sender = AnvilLog.key(Anvil.FIRST_KEY).address();
        assertThat(RootAnchor.createdBy(sender, 0)).hasToString("0x5fbdb2315678afecb367f032d93f642f64180aa3");
        assertThat(RootAnchor.createdBy(sender, 1)).hasToString("0xe7f1725e7734ce288f8367e1bb143e90bb3f0512");
    }

    @Test
    void replacementsOfferAtLeastAnEighthMoreOfEach() {
        Fees fees = FEES;
        for (int version = 1; version < AnchorOutbox.VERSIONS_MAX; version++) {
            Fees next = fees.replacement(new Fees(BigInteger.ZERO, BigInteger.ZERO));
            assertThat(next.priorityFee().multiply(BigInteger.valueOf(8)))
                    .isGreaterThanOrEqualTo(fees.priorityFee().multiply(BigInteger.valueOf(9)));
            assertThat(next.maxFee().multiply(BigInteger.valueOf(8)))
                    .isGreaterThanOrEqualTo(fees.maxFee().multiply(BigInteger.valueOf(9)));
            fees = next;
        }
        Fees dear = new Fees(BigInteger.TEN.pow(9), BigInteger.TEN.pow(11));
        assertThat(FEES.replacement(dear)).isEqualTo(dear);
        assertThatThrownBy(() -> new Fees(BigInteger.TEN, BigInteger.ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void attemptIsReadOnlyAsItWasWritten() throws MalformedException {
        AnchorAttempt attempt = attempt();
        byte[] json = attempt.encode();
        assertThat(AnchorAttempt.parse(json).encode()).isEqualTo(json);
        AnchorAttempt mined = attempt.mined(new AnchorAttempt.Mined(17, Word.keccak(json), Word.ZERO, BigInteger.TEN));
        assertThat(AnchorAttempt.parse(mined.encode()).mined()).isEqualTo(mined.mined());
        assertThat(mined.to(AnchorStage.PENDING).mined()).isEqualTo(AnchorAttempt.Mined.NOT_YET);
        String text = new String(json, StandardCharsets.UTF_8);
        for (String damaged : List.of(
                "",
                "{}",
                "null",
                text + " ",
                " " + text,
                text.substring(0, text.length() - 1),
                text.replace("\"nonce\":7", "\"nonce\":7.0"),
                text.replace("\"nonce\":7", "\"nonce\":\"7\""),
                text.replace("\"nonce\":7", "\"nonce\":7,\"more\":1"),
                text.replace("SENDING", "SENT"),
                text.replace("\"size\":3", "\"size\":-3"),
                text.replace("\"v\":2", "\"v\":1"),
                text.replace("\"demands\":[4,5]", "\"demands\":[4,5.0]"),
                text.replace("ANCHOR_AND_SATISFY", "ANCHORED"),
                text.replace("\"max_fee\":\"30\"", "\"max_fee\":\"030\""),
                text.replace("\"max_fee\":\"30\"", "\"max_fee\":\"1\""))) {
            assertThatThrownBy(() -> AnchorAttempt.parse(damaged.getBytes(StandardCharsets.UTF_8)))
                    .as(damaged)
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static AnchorAttempt attempt() {
        var included = List.of(new IncludedDemand(4, 1, List.of()), new IncludedDemand(5, 2, List.of()));
        AnchorPlan plan = AnchorPlan.anchorAndSatisfy(AnvilLog.headOf(3), List.of(), included);
        Bytes call = Bytes.fromHexString(plan.callData());
        SignedTransaction signed =
                new Eip1559Transaction(1, 7, FEES, 90_000, null, call).sign(AnvilLog.key(Anvil.FIRST_KEY));
        return AnchorAttempt.sending(plan, 7, 90_000, new AnchorAttempt.Version(signed, FEES), 16);
    }
}
