package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with a regular expression for each form, which the product may not use and a test may. */
final class FormTest {
    private static final String PAIR = "[-a-z0-9]{3,8}:";
    private static final String CHAIN = PAIR + "[-_a-zA-Z0-9]{1,32}";
    private static final String ASSET = "[-.%a-zA-Z0-9]";
    private static final String MEDIA = "[a-zA-Z0-9][-!#$&^_.+a-zA-Z0-9]{0,126}";
    private static final String STEP = "(?!\\.{1,2}(?:/|$))[ -.0-\\[\\]-~]+";
    private static final Map<Form, Pattern> WANTED = Map.of(
            Form.NAME, Pattern.compile("[!-~]{1,128}"),
            Form.ROLE, Pattern.compile("[a-z][-_a-z0-9]{0,62}"),
            Form.CHAIN, Pattern.compile(CHAIN),
            Form.ADDRESS, Pattern.compile("0x[0-9a-f]{40}"),
            Form.PARAMETER, Pattern.compile("[ -~]{1,256}"),
            Form.TOKEN,
                    Pattern.compile(CHAIN + "/" + PAIR + "(?:0x[0-9a-f]{1,126}|(?!0x)" + ASSET + "{1,128})(?:/" + ASSET
                            + "{1,78})?"),
            Form.MEDIA_TYPE, Pattern.compile(MEDIA + "/" + MEDIA + "(?:;[ -~]{1,128})?"),
            Form.SPDX, Pattern.compile("[(a-zA-Z0-9][-.+:() a-zA-Z0-9]{0,255}"),
            Form.URL, Pattern.compile("[a-z][-+.a-z0-9]{1,15}:[!-~]{1,2048}"),
            Form.PATH, Pattern.compile("(?=.{1,512}$)" + STEP + "(?:/" + STEP + ")*"));

    /** Texts about each form, long ones apart, for these are changed at every place. */
    private static List<String> texts(Form form) {
        return switch (form) {
            case NAME, PARAMETER -> List.of("", "v", "a b");
            case ROLE -> List.of("", "a", "stakers-1_z");
            case CHAIN -> List.of("", "abc:d", "eip155:1", "cosmos-9:Hub_4-Z");
            case ADDRESS -> List.of("", "0x", "0x0123456789abcdef0123456789abcdef01234567");
            case TOKEN ->
                List.of(
                        "",
                        "eip155:1/slip44:60",
                        "eip155:1/erc20:0xdac1",
                        "abc:d/efg:h/i",
                        "eip155:1/erc721:0x06/7.%-Z",
                        "a/b:c",
                        "eip155:1");
            case MEDIA_TYPE -> List.of("", "a/b", "text/plain;charset=utf-8", "text;/plain", "application/a.b+c");
            case SPDX -> List.of("", "A", "(MIT OR Apache-2.0+)");
            case URL -> List.of("", "ab:c", "https://example.org/a");
            case PATH -> List.of("", "a", "a/b.c/..d/.e", "a/./b", "a/../b", "..", ".", "...", "a//b", "a/", "/a");
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyCharacterAtEveryPlaceIsJudgedAsTheExpressionJudgesIt(Form form) {
        for (String text : texts(form)) {
            assertAgreed(form, text);
            for (int at = 0; at <= text.length(); at++) {
                for (char c = 0; c <= 0x100; c++) {
                    assertAgreed(form, text.substring(0, at) + c + text.substring(at));
                    if (at < text.length()) {
                        assertAgreed(form, text.substring(0, at) + c + text.substring(at + 1));
                    }
                }
                if (at < text.length()) {
                    assertAgreed(form, text.substring(0, at) + text.substring(at + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLengthOfEveryPartIsJudgedAsTheExpressionJudgesIt(Form form) {
        int taken = 0;
        for (int length = 0; length <= 2_060; length++) {
            for (String text : ofLength(form, "a".repeat(length))) {
                taken += assertAgreed(form, text) ? 1 : 0;
            }
        }
        assertThat(taken).isPositive();
    }

    private static List<String> ofLength(Form form, String part) {
        var texts = new ArrayList<String>();
        if (part.length() <= 600) {
            texts.addAll(
                    switch (form) {
                        case NAME, PARAMETER, ROLE, SPDX -> List.of(part);
                        case CHAIN -> List.of(part + ":1", "eip155:" + part);
                        case ADDRESS -> List.of("0x" + part, "0X" + part);
                        case TOKEN ->
                            List.of(
                                    part + ":1/slip44:60",
                                    "eip155:" + part + "/slip44:60",
                                    "eip155:1/" + part + ":60",
                                    "eip155:1/slip44:" + part,
                                    "eip155:1/slip44:0x" + part,
                                    "eip155:1/slip44:60/" + part);
                        case MEDIA_TYPE -> List.of(part + "/a", "a/" + part, "a/a;" + part, part + ";/");
                        case URL -> List.of(part + ":a");
                        case PATH -> List.of(part, "b/" + part, part + "/b", part + "/" + part);
                    });
        }
        if (form == Form.URL) {
            texts.add("https:" + part);
        }
        return texts;
    }

    private static boolean assertAgreed(Form form, String text) {
        boolean wanted = WANTED.get(form).matcher(text).matches();
        assertThat(form.matches(text)).as("%s %s", form, text).isEqualTo(wanted);
        return wanted;
    }

    @Test
    void setsHoldTheFirstAndTheLastOfTheirRangesAndNothingBesides() {
        CharacterSet set = CharacterSet.ofRanges("bd~~");
        for (char c = 0; c < 0x200; c++) {
            assertThat(set.holds(c)).isEqualTo("bcd~".indexOf(c) >= 0);
        }
        assertThat(set.spells("bcd", 3, 3)).isTrue();
        assertThat(set.spells("bcd", 4, 9)).isFalse();
        assertThat(set.spells("bcd", 0, 2)).isFalse();
        assertThat(set.spells("abcda", 1, 4, 1, 9)).isTrue();
        assertThat(set.spells("abcda", 0, 4, 1, 9)).isFalse();
        assertThat(set.spells("abcda", 1, 5, 1, 9)).isFalse();
    }
}
