package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bounds of numbers, names and lists in events, on both of their sides. */
final class TextBoundsTest {
    private static final Pattern NAMESPACE =
            Pattern.compile("[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}/[a-z0-9][-a-z0-9]{0,62}");

    @Test
    void aNamespaceIsAChainAndASlug() throws MalformedException {
        var texts = new ArrayList<>(List.of("", "/", "eip155:1", "eip155:1/", "/a", "eip155:1/-a", "eip155:1/a-"));
        for (int length = 0; length <= 70; length++) {
            texts.add("eip155:1/" + "a".repeat(length));
            texts.add("eip155:" + "1".repeat(length) + "/a");
            texts.add("abcdefgh:" + "Z".repeat(32) + "/" + "9".repeat(length));
        }
        for (char c = 0; c < 0x100; c++) {
            texts.add("eip155:1/" + c);
            texts.add("eip155:1/a" + c);
            texts.add("eip155:1" + c + "a");
        }
        for (String text : texts) {
            if (NAMESPACE.matcher(text).matches()) {
                assertThat(Namespace.parse(text).encode()).isEqualTo(text);
            } else {
                assertThatThrownBy(() -> Namespace.parse(text)).as(text).isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void aDecimalIsDigitsWithoutAZeroInFront() {
        var texts = new ArrayList<>(List.of("", "-", "--1", "+1", "-0", "00", "01", "-01", "\u0661", "1\u0661"));
        for (int length = 1; length <= 80; length++) {
            texts.add("9".repeat(length));
            texts.add("1" + "0".repeat(length - 1));
            texts.add("-" + "9".repeat(length));
        }
        for (char c = 0; c < 0x80; c++) {
            texts.add("" + c);
            texts.add("1" + c);
        }
        for (String text : texts) {
            boolean isDecimal = text.matches("0|[1-9][0-9]{0,77}");
            assertThat(decimal(text)).as(text).isEqualTo(isDecimal ? new BigInteger(text) : null);
            boolean isChange = text.matches("-?[1-9][0-9]{0,77}");
            assertThat(change(text)).as(text).isEqualTo(isChange ? new BigInteger(text) : null);
        }
    }

    private static @Nullable BigInteger decimal(String text) {
        try {
            return Decimal.parse(text);
        } catch (MalformedException e) {
            return null;
        }
    }

    private static @Nullable BigInteger change(String text) {
        try {
            return Decimal.parseChange(text);
        } catch (MalformedException e) {
            return null;
        }
    }

    @Test
    void numbersAreHeldToBothEndsOfTheirRange() {
        Bounds.checkAtLeast("", 3, 3);
        Bounds.checkAtLeast("", Limits.JSON_INTEGER_MAX, 3);
        Bounds.checkWithin("", 5, 3, 5);
        Bounds.checkAmount("", BigInteger.ZERO);
        BigInteger largest = BigInteger.TEN.pow(78).subtract(BigInteger.ONE);
        Bounds.checkAmount("", largest);
        Bounds.checkChange("", largest.negate());
        Bounds.checkCount("", 4, 4);
        Bounds.checkEachOnce("", List.of(1, 2));
        assertBroken(() -> Bounds.checkAtLeast("", 2, 3));
        assertBroken(() -> Bounds.checkAtLeast("", Limits.JSON_INTEGER_MAX + 1, 3));
        assertBroken(() -> Bounds.checkWithin("", 6, 3, 5));
        assertBroken(() -> Bounds.checkAmount("", BigInteger.ONE.negate()));
        assertBroken(() -> Bounds.checkAmount("", BigInteger.TEN.pow(78)));
        assertBroken(() -> Bounds.checkChange("", BigInteger.TEN.pow(78).negate()));
        assertBroken(() -> Bounds.checkChange("", BigInteger.ZERO));
        assertBroken(() -> Bounds.checkCount("", 5, 4));
        assertBroken(() -> Bounds.checkEachOnce("", List.of(1, 2, 1)));
    }

    private static void assertBroken(Runnable check) {
        assertThatThrownBy(check::run).isInstanceOf(BrokenRuleException.class);
    }

    /** Compares with a division of one large number, digit by digit. */
    @Test
    void base58IsTheNumberInRadix58WithItsZerosKept() {
        for (int zeros = 0; zeros <= 3; zeros++) {
            for (int value = 0; value < 70_000; value += 7) {
                byte[] tail =
                        value == 0 ? new byte[0] : BigInteger.valueOf(value).toByteArray();
                int from = tail.length > 0 && tail[0] == 0 ? 1 : 0;
                byte[] bytes = new byte[zeros + tail.length - from];
                System.arraycopy(tail, from, bytes, zeros, tail.length - from);
                String text = "1".repeat(zeros) + radix58(value);
                assertThat(Base58.encode(bytes)).isEqualTo(text);
                assertThat(Base58.decode(text)).isEqualTo(bytes);
            }
        }
        for (String bad : List.of("0", "O", "I", "l", "a!", "\u0080", "\u0131")) {
            assertThat(Base58.decode(bad)).isNull();
        }
    }

    private static String radix58(int value) {
        String alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        return value == 0 ? "" : radix58(value / 58) + alphabet.charAt(value % 58);
    }

    @Test
    void aSetOfIdsTakesThemAscendingAndEachOnce() {
        List<EventId> ids = IntStream.range(0, 20)
                .mapToObj(i -> new EventId(TreeHasher.leaf(new byte[] {(byte) i})))
                .sorted()
                .toList();
        var set = new EventIdSet();
        ids.forEach(set::add);
        assertThat(set.count()).isEqualTo(20);
        List<EventId> shuffled = new ArrayList<>(ids);
        Collections.reverse(shuffled);
        shuffled.add(ids.get(3));
        assertThat(EventIdSet.root(shuffled)).isEqualTo(set.root());
        assertThat(EventIdSet.root(List.of())).isEqualTo(TreeHasher.emptyRoot());
        for (EventId other : List.of(ids.get(0), ids.get(19))) {
            assertThatThrownBy(() -> set.add(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
