package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RlpFieldsTest {
    private static final RlpItem NONE = RlpItem.of(new byte[0]);

    private static RlpFields of(RlpItem... items) throws MalformedException {
        return RlpFields.parse(RlpItem.of(List.of(items)).encode(), "fields");
    }

    @Test
    void readsNumbersInTheirShortestFormAlone() throws MalformedException {
        // Behind the empty string stands a zero byte, which is no part of it.
        RlpFields fields =
                of(NONE, RlpItem.of(new byte[1]), RlpItem.ofNumber(BigInteger.valueOf(300)), RlpItem.of(List.of()));
        assertThat(fields.count()).isEqualTo(4);
        assertThat(fields.number(0, 1)).isZero();
        assertThat(fields.count63(0)).isZero();
        assertThat(fields.number(2, 2)).isEqualTo(300);
        assertThat(fields.count63(2)).isEqualTo(300);
        assertRefused(Malformed.VALUE, () -> fields.number(1, 1));
        assertRefused(Malformed.VALUE, () -> fields.count63(1));
        assertRefused(Malformed.VALUE, () -> fields.number(2, 1));
        assertRefused(Malformed.VALUE, () -> fields.number(3, 1));
        assertRefused(Malformed.VALUE, () -> fields.count63(3));
    }

    @Test
    void aListIsNoStringOfAsManyBytes() throws MalformedException {
        byte[] inside = new byte[Word.LENGTH - 1];
        RlpItem list = RlpItem.of(List.of(RlpItem.of(inside)));
        assertThat(list.encode()).hasSize(1 + Word.LENGTH);
        RlpFields fields = of(list, RlpItem.of(new byte[Word.LENGTH]), RlpItem.of(inside));
        assertThat(fields.isWord(0)).isFalse();
        assertThat(fields.isWord(1)).isTrue();
        assertThat(fields.isWord(2)).isFalse();
        assertThat(fields.word(1)).isEqualTo(Word.ZERO);
        assertRefused(Malformed.VALUE, () -> fields.checkBytes(0, Word.LENGTH));
        assertRefused(Malformed.VALUE, () -> fields.bytes(0, Word.LENGTH));
        assertRefused(Malformed.VALUE, () -> fields.word(2));
    }

    @Test
    void readsNoMoreThanItMay() throws MalformedException {
        byte[] text = new byte[Limits.RLP_BYTES_MAX - 8];
        byte[] fitting = RlpItem.of(List.of(RlpItem.of(text))).encode();
        assertThat(fitting).hasSize(Limits.RLP_BYTES_MAX);
        assertThat(RlpFields.parse(fitting, "fields").count()).isEqualTo(1);
        byte[] longer =
                RlpItem.of(List.of(RlpItem.of(new byte[text.length + 1]))).encode();
        assertRefused(Malformed.LIMIT_EXCEEDED, () -> RlpFields.parse(longer, "fields"));
    }

    private static void assertRefused(Malformed code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
