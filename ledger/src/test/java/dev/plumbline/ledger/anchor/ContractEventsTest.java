package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs that no contract could have written. That true ones are read is shown where the contract writes them. */
class ContractEventsTest {
    private static final Address CONTRACT = Address.of(new byte[Address.LENGTH]);
    private static final byte[] ENTRY = {1, 2, 3};
    private static final Word LEAF = Word.of(TreeHasher.leaf(ENTRY).bytes());
    private static final String DATA = word(77) + word(0x40) + word(3) + "010203" + "0".repeat(58);
    private static final String SOMEBODY = "0".repeat(24) + "11".repeat(20);

    private interface Reader {
        Object read(RpcLog log) throws RpcException;
    }

    private static String word(long number) {
        return String.format("%064x", number);
    }

    private static Word wordOf(String hex) {
        return Word.of(HexFormat.of().parseHex(hex));
    }

    private static RpcLog log(String data, Word... topics) {
        return new RpcLog(CONTRACT, List.of(topics), "0x" + data, 5, Word.ZERO, 0, false);
    }

    private static void assertRefused(Reader reader, String data, Word... topics) {
        assertThatThrownBy(() -> reader.read(log(data, topics)))
                .as(data + " " + Arrays.toString(topics))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(RpcException.Kind.BAD_ANSWER));
    }

    @Test
    void readsADemandInItsOneForm() throws RpcException {
        DemandedEvent event = DemandedEvent.of(log(DATA, DemandedEvent.SIGNATURE, Word.ofNumber(4), LEAF));
        assertThat(event.id()).isEqualTo(4);
        assertThat(event.deadline()).isEqualTo(77);
        assertThat(event.entry()).isEqualTo(ENTRY);
        assertThat(event.leafHash()).isEqualTo(TreeHasher.leaf(ENTRY));
        assertThat(event).isEqualTo(DemandedEvent.of(log(DATA, DemandedEvent.SIGNATURE, Word.ofNumber(4), LEAF)));
    }

    @Test
    void refusesADemandInAnyOtherForm() {
        Word id = Word.ofNumber(4);
        Reader reader = DemandedEvent::of;
        for (int nibble = 0; nibble < DATA.length(); nibble++) {
            // The deadline may be any number of 63 bits.
            if (nibble > 64 - 16 && nibble < 64) {
                continue;
            }
            String changed =
                    DATA.substring(0, nibble) + (DATA.charAt(nibble) == '0' ? 'f' : '0') + DATA.substring(nibble + 1);
            assertRefused(reader, changed, DemandedEvent.SIGNATURE, id, LEAF);
        }
        for (int bytes = 0; bytes < DATA.length() / 2; bytes++) {
            assertRefused(reader, DATA.substring(0, 2 * bytes), DemandedEvent.SIGNATURE, id, LEAF);
        }
        assertRefused(reader, DATA + word(0), DemandedEvent.SIGNATURE, id, LEAF);
        assertRefused(reader, DATA, SatisfiedEvent.SIGNATURE, id, LEAF);
        assertRefused(reader, DATA, DemandedEvent.SIGNATURE, id);
        assertRefused(reader, DATA, DemandedEvent.SIGNATURE, id, LEAF, LEAF);
        assertRefused(reader, DATA, DemandedEvent.SIGNATURE, id, Word.ZERO);
        assertRefused(reader, DATA, DemandedEvent.SIGNATURE, wordOf("ff".repeat(32)), LEAF);
        assertRefused(reader, DATA);
    }

    @Test
    void takesEntriesOfEveryLengthThatTheContractTakes() throws RpcException {
        for (int length : new int[] {1, 31, 32, 33, RootAnchor.ENTRY_BYTES_MAX}) {
            byte[] entry = new byte[length];
            byte[] data = new AbiWriter(2).number(0).bytes(entry).toByteArray();
            Word leaf = Word.of(TreeHasher.leaf(entry).bytes());
            RpcLog log = log(HexFormat.of().formatHex(data), DemandedEvent.SIGNATURE, Word.ZERO, leaf);
            assertThat(DemandedEvent.of(log).entry()).isEqualTo(entry);
        }
        for (int length : new int[] {0, RootAnchor.ENTRY_BYTES_MAX + 1}) {
            byte[] entry = new byte[length];
            byte[] data = new AbiWriter(2).number(0).bytes(entry).toByteArray();
            Word leaf = Word.of(TreeHasher.leaf(entry).bytes());
            assertRefused(DemandedEvent::of, HexFormat.of().formatHex(data), DemandedEvent.SIGNATURE, Word.ZERO, leaf);
        }
    }

    @Test
    void readsASatisfactionInItsOneForm() throws RpcException {
        Reader reader = SatisfiedEvent::of;
        String data = word(9) + SOMEBODY;
        Word id = Word.ofNumber(4);
        assertThat(SatisfiedEvent.of(log(data, SatisfiedEvent.SIGNATURE, id)))
                .isEqualTo(new SatisfiedEvent(4, 9, Address.of(HexFormat.of().parseHex("11".repeat(20)))));
        assertRefused(reader, data + word(0), SatisfiedEvent.SIGNATURE, id);
        assertRefused(reader, data.substring(2), SatisfiedEvent.SIGNATURE, id);
        assertRefused(reader, word(9), SatisfiedEvent.SIGNATURE, id);
        assertRefused(reader, "f" + data.substring(1), SatisfiedEvent.SIGNATURE, id);
        assertRefused(reader, word(9) + "1" + SOMEBODY.substring(1), SatisfiedEvent.SIGNATURE, id);
        assertRefused(reader, data, SatisfiedEvent.SIGNATURE);
        assertRefused(reader, data, DemandedEvent.SIGNATURE, id);
        assertRefused(reader, data, SatisfiedEvent.SIGNATURE, wordOf("ff".repeat(32)));
    }

    @Test
    void readsAHandoverInItsOneForm() throws RpcException {
        Reader reader = OperatorChangedEvent::of;
        Word topic = OperatorChangedEvent.SIGNATURE;
        Word somebody = wordOf(SOMEBODY);
        OperatorChangedEvent event = OperatorChangedEvent.of(log("", topic, somebody, Word.ZERO));
        assertThat(event.from()).hasToString("0x" + "11".repeat(20));
        assertThat(event.to()).isEqualTo(CONTRACT);
        assertRefused(reader, "00", topic, somebody, Word.ZERO);
        assertRefused(reader, "", topic, somebody);
        assertRefused(reader, "", topic, wordOf("ff".repeat(32)), somebody);
        assertRefused(reader, "", topic, somebody, wordOf("ff".repeat(32)));
        assertRefused(reader, "", SatisfiedEvent.SIGNATURE, somebody, somebody);
    }
}
