package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.regex.Pattern;

/**
 * The forms that short texts in events are held to. All are ASCII, so no two of them look alike and differ, and every
 * pattern is bounded and never goes back over what it has read.
 */
enum Form {
    /** An identifier or a version that its issuer chose. */
    NAME("[!-~]{1,128}", "1 to 128 visible ASCII characters"),
    /** Who earns a share, such as {@code platform} or {@code contributors}. */
    ROLE("[a-z][a-z0-9_-]{0,62}", "1 to 63 of [a-z0-9_-], a letter first"),
    /** A CAIP-19 asset type or asset id. */
    TOKEN(
            "[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}(/[-.%a-zA-Z0-9]{1,78})?",
            "a CAIP-19 asset such as eip155:1/slip44:60"),
    /** An RFC 6838 media type, with parameters if need be. */
    MEDIA_TYPE(
            "[a-zA-Z0-9][-!#$&^_.+a-zA-Z0-9]{0,126}/[a-zA-Z0-9][-!#$&^_.+a-zA-Z0-9]{0,126}(;[ -~]{1,128})?",
            "a media type such as text/plain"),
    /** An SPDX license expression; whether the licenses in it exist is not asked. */
    SPDX("[A-Za-z0-9(][-A-Za-z0-9.+:() ]{0,255}", "an SPDX expression of at most 256 characters"),
    /** An absolute URL or URN. */
    URL("[a-z][-+.a-z0-9]{1,15}:[!-~]{1,2048}", "an absolute URL of at most 2048 characters after its scheme"),
    /** A file inside an artifact: relative, with slashes, and never a step up or nowhere. */
    PATH(
            "(?=.{1,512}$)(?!\\.\\.?(/|$))[ -.0-\\[\\]-~]+(/(?!\\.\\.?(/|$))[ -.0-\\[\\]-~]+)*",
            "a relative path of at most 512 ASCII characters");

    private final Pattern pattern;
    private final String wanted;

    Form(String pattern, String wanted) {
        this.pattern = Pattern.compile(pattern);
        this.wanted = wanted;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    void check(String pointer, String text) {
        if (!matches(text)) {
            throw new BrokenRuleException(
                    Malformed.VALUE, pointer, "is " + MalformedException.quote(text) + ", want " + wanted);
        }
    }
}
