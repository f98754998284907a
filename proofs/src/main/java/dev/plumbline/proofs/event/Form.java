package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.function.Predicate;

/**
 * The forms that short texts in events are held to. All are ASCII, so no two of them look alike and differ, and all are
 * bounded.
 */
enum Form {
    /** An identifier or a version that its issuer chose. */
    NAME(text -> Sets.VISIBLE.spells(text, 1, 128), "1 to 128 visible ASCII characters"),
    /** Who earns a share, such as {@code platform} or {@code contributors}. */
    ROLE(
            text -> Sets.ROLE.spells(text, 1, 63) && Sets.LOWER.holds(text.charAt(0)),
            "1 to 63 of [a-z0-9_-], a letter first"),
    /** A CAIP-2 chain id. */
    CHAIN(Form::isChain, "a CAIP-2 chain such as eip155:1"),
    /** An account of an EVM chain; one of its two letter cases. */
    ADDRESS(
            text -> text.startsWith("0x") && Sets.LOWER_HEX.spells(text, 2, text.length(), 40, 40),
            "0x and 40 lowercase hex digits"),
    /** The value of a parameter of a method. */
    PARAMETER(text -> Sets.PRINTABLE.spells(text, 1, 256), "1 to 256 printable ASCII characters"),
    /** A CAIP-19 asset type or asset id. */
    TOKEN(Form::isToken, "a CAIP-19 asset such as eip155:1/slip44:60"),
    /** An RFC 6838 media type, with parameters if need be. */
    MEDIA_TYPE(Form::isMediaType, "a media type such as text/plain"),
    /** An SPDX license expression; whether the licenses in it exist is not asked. */
    SPDX(
            text -> Sets.SPDX.spells(text, 1, 256) && Sets.SPDX_FIRST.holds(text.charAt(0)),
            "an SPDX expression of at most 256 characters"),
    /** An absolute URL or URN. */
    URL(Form::isUrl, "an absolute URL of at most 2048 characters after its scheme"),
    /** A file inside an artifact: relative, with slashes, and never a step up or nowhere. */
    PATH(Form::isPath, "a relative path of at most 512 ASCII characters");

    @SuppressWarnings("ImmutableEnumChecker") // Every constant's is a function of its argument alone.
    private final Predicate<String> isInForm;

    private final String wanted;

    Form(Predicate<String> isInForm, String wanted) {
        this.isInForm = isInForm;
        this.wanted = wanted;
    }

    boolean matches(String text) {
        return isInForm.test(text);
    }

    void check(String pointer, String text) {
        if (!matches(text)) {
            throw new BrokenRuleException(
                    Malformed.VALUE, pointer, "is " + MalformedException.quote(text) + ", want " + wanted);
        }
    }

    /** Whether {@code text} is a CAIP-2 chain id. */
    static boolean isChain(String text) {
        return isPair(text, 0, text.length(), Sets.CHAIN_REFERENCE, 32);
    }

    private static boolean isToken(String text) {
        int asset = text.indexOf('/') + 1;
        if (asset == 0) {
            return false;
        }
        int tokenId = text.indexOf('/', asset);
        int assetEnd = tokenId < 0 ? text.length() : tokenId;
        return isPair(text, 0, asset - 1, Sets.CHAIN_REFERENCE, 32)
                && isPair(text, asset, assetEnd, Sets.ASSET_REFERENCE, 128)
                && isOneSpelling(text, text.indexOf(':', asset) + 1, assetEnd)
                && (tokenId < 0 || Sets.ASSET_REFERENCE.spells(text, tokenId + 1, text.length(), 1, 78));
    }

    /** Addresses may be written in either case, and mean the same; here only the lower one, so one token has one name. */
    private static boolean isOneSpelling(String text, int from, int to) {
        return !text.startsWith("0x", from) || Sets.LOWER_HEX.spells(text, from + 2, to, 1, 128);
    }

    /** A CAIP namespace, a colon, and a reference. */
    private static boolean isPair(String text, int from, int to, CharacterSet reference, int referenceMax) {
        int colon = text.indexOf(':', from);
        return colon >= 0
                && colon < to
                && Sets.SLUG.spells(text, from, colon, 3, 8)
                && reference.spells(text, colon + 1, to, 1, referenceMax);
    }

    private static boolean isMediaType(String text) {
        int slash = text.indexOf('/');
        int semicolon = text.indexOf(';');
        int end = semicolon < 0 ? text.length() : semicolon;
        return slash >= 0
                && slash < end
                && isMediaName(text, 0, slash)
                && isMediaName(text, slash + 1, end)
                && (semicolon < 0 || Sets.PRINTABLE.spells(text, semicolon + 1, text.length(), 1, 128));
    }

    private static boolean isMediaName(String text, int from, int to) {
        return Sets.MEDIA.spells(text, from, to, 1, 127) && Sets.ALPHANUMERIC.holds(text.charAt(from));
    }

    private static boolean isUrl(String text) {
        int colon = text.indexOf(':');
        return colon >= 0
                && Sets.SCHEME.spells(text, 0, colon, 2, 16)
                && Sets.LOWER.holds(text.charAt(0))
                && Sets.VISIBLE.spells(text, colon + 1, text.length(), 1, 2_048);
    }

    private static boolean isPath(String text) {
        if (text.length() > 512) {
            return false;
        }
        int from = 0;
        while (true) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            String step = text.substring(from, to);
            if (step.equals(".") || step.equals("..") || !Sets.FILE_NAME.spells(step, 1, 512)) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            from = slash + 1;
        }
    }

    /** Apart from the enum, whose constants are made before its own static fields. */
    private static final class Sets {
        static final CharacterSet VISIBLE = CharacterSet.ofRanges("!~");
        static final CharacterSet PRINTABLE = CharacterSet.ofRanges(" ~");
        static final CharacterSet LOWER = CharacterSet.ofRanges("az");
        static final CharacterSet LOWER_HEX = CharacterSet.ofRanges("09af");
        static final CharacterSet ALPHANUMERIC = CharacterSet.ofRanges("azAZ09");
        static final CharacterSet ROLE = CharacterSet.ofRanges("az09__--");
        static final CharacterSet SLUG = CharacterSet.ofRanges("az09--");
        static final CharacterSet CHAIN_REFERENCE = CharacterSet.ofRanges("azAZ09__--");
        static final CharacterSet ASSET_REFERENCE = CharacterSet.ofRanges("azAZ09..--%%");
        static final CharacterSet MEDIA = CharacterSet.ofRanges("azAZ09!!##$$&&^^__..++--");
        static final CharacterSet SPDX = CharacterSet.ofRanges("azAZ09..++::(())  --");
        static final CharacterSet SPDX_FIRST = CharacterSet.ofRanges("azAZ09((");
        static final CharacterSet SCHEME = CharacterSet.ofRanges("az09--++..");
        // Printable but for the slash and the backslash.
        static final CharacterSet FILE_NAME = CharacterSet.ofRanges(" .0[]~");

        private Sets() {}
    }
}
