package dev.plumbline.ledger.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Signed bytes, read; the first are the example of EIP-155 itself. */
final class SubmittedTransactionTest {
    private static final String EIP155 =
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc"
                    + "2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b29"
                    + "7fb1966a3b6d83";

    private static byte[] bytes(String hex) throws MalformedException {
        return HexData.parse(hex, "transaction", 1_000);
    }

    @Test
    void readsTheExampleOfTheStandard() throws MalformedException {
        SubmittedTransaction transaction = SubmittedTransaction.parse(bytes(EIP155));
        assertThat(transaction.chain()).isEqualTo("eip155:1");
        assertThat(transaction.from().hex()).isEqualTo("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
        assertThat(transaction.nonce()).isEqualTo(9);
        assertThat(transaction.maxFee()).isEqualTo(new BigInteger("20000000000"));
        assertThat(transaction.maxTip()).isEqualTo(transaction.maxFee());
        assertThat(transaction.gas()).isEqualTo(21_000);
    }

    @Test
    void readsWhatWeSign() throws Exception {
        AccountKey key = AccountKey.of(bytes("0x" + "46".repeat(32)));
        var fees = new Fees(BigInteger.ONE, BigInteger.TEN);
        Eip1559Transaction unsigned = Eip1559Transaction.call(
                901, 7, fees, 30_000, Address.of(new byte[Address.LENGTH]), BigInteger.ZERO, new byte[3]);
        SubmittedTransaction transaction = SubmittedTransaction.of(unsigned.sign(key));
        assertThat(transaction.from()).isEqualTo(key.address());
        assertThat(transaction.chainId()).isEqualTo(901);
        assertThat(transaction.nonce()).isEqualTo(7);
        assertThat(transaction.maxTip()).isEqualTo(BigInteger.ONE);
        assertThat(transaction.maxFee()).isEqualTo(BigInteger.TEN);
        assertThat(SubmittedTransaction.parse(transaction.signed().raw())).isEqualTo(transaction);
    }

    @Test
    void noFlippedBitKeepsTheSender() throws MalformedException {
        byte[] raw = bytes(EIP155);
        Address sender = SubmittedTransaction.parse(raw).from();
        for (int bit = 0; bit < raw.length * Byte.SIZE; bit++) {
            byte[] flipped = raw.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            try {
                assertThat(SubmittedTransaction.parse(flipped).from())
                        .as("bit %d", bit)
                        .isNotEqualTo(sender);
            } catch (MalformedException e) {
                assertThat(e.code()).isNotNull();
            }
        }
    }

    @Test
    void refusesWhatIsCutOrLongerOrOfAnotherType() throws MalformedException {
        byte[] raw = bytes(EIP155);
        for (int length = 0; length < raw.length; length++) {
            byte[] cut = Arrays.copyOf(raw, length);
            assertThatThrownBy(() -> SubmittedTransaction.parse(cut)).isInstanceOf(MalformedException.class);
        }
        byte[] longer = Arrays.copyOf(raw, raw.length + 1);
        assertThatThrownBy(() -> SubmittedTransaction.parse(longer)).isInstanceOf(MalformedException.class);
        byte[] deposit = raw.clone();
        deposit[0] = 0x7e;
        assertThatThrownBy(() -> SubmittedTransaction.parse(deposit)).isInstanceOf(MalformedException.class);
        // Valid on every chain: v is 27.
        String everywhere = EIP155.replace("8025a028ef", "801ba028ef");
        assertThatThrownBy(() -> SubmittedTransaction.parse(bytes(everywhere))).isInstanceOf(MalformedException.class);
    }
}
