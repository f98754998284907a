package dev.plumbline.bench;

/** Files that cost a careless reader time or memory: a beginning, then one piece over and over, to any length; Latin-1. */
enum HostileShape {
    NESTED_ARRAYS("", "["),
    NESTED_OBJECTS("", "{\"a\":"),
    ONE_STRING("\"", "a"),
    ONE_STRING_OF_ESCAPES("\"", "\\u0001"),
    ONE_NUMBER("", "9"),
    MANY_ITEMS("[", "0,"),
    MANY_STRINGS("[", "\"\","),
    WHITE_SPACE("{", " "),
    RECEIPT_OF_NODES("{\"anchor\":{\"account_proof\":[", "\"0x00\","),
    RECEIPT_OF_ONE_NODE("{\"anchor\":{\"account_proof\":[\"0x", "00"),
    RECEIPT_OF_ONE_ENTRY("{\"entry\":\"", "{\\\"a\\\":"),
    RECEIPT_OF_SIGNATURES("{\"proof\":\"c2sp.org/tlog-proof@v1\\nindex 0\\n\\no\\n1\\n\\n", "\\u2014 w AAAAAAAA\\n"),
    NEWLINES("", "\n"),
    PATH_OF_HASHES("c2sp.org/tlog-proof@v1\nindex 0\n", "A".repeat(43) + "=\n"),
    NOTE_OF_TEXT("o\n1\n", "a\n"),
    NOTE_OF_SIGNATURES("o\n1\n" + "A".repeat(43) + "=\n\n", "\u00e2\u0080\u0094 w AAAAAAAA\n"),
    NOTE_OF_ONE_SIGNATURE("o\n\n\u00e2\u0080\u0094 w ", "A"),
    BASE64("", "A"),
    HEX("0x", "0"),
    PLUSES("a+", "+"),
    POLICY_OF_COMMENTS("", "# a a a a\n"),
    POLICY_OF_ONE_COMMENT("# ", "a "),
    POLICY_OF_ONE_GROUP("group g any ", "a "),
    POLICY_OF_WORDS("witness ", "a "),
    POLICY_OF_LINES("", "log a\n"),
    RLP_LISTS("", "\u00c1"),
    RLP_LONG_LISTS("", "\u00fa\u0010\u0000\u0000"),
    RLP_ITEMS("\u00fa\u000f\u00ff\u00fc", "\u0080"),
    CBOR_ARRAYS("\u00d2", "\u0081"),
    CBOR_LENGTHS("\u00d2\u0084", "[\u007f\u00ff\u00ff\u00ff"),
    ZEROS("", "\u0000"),
    ONES("", "\u00ff");

    private final String start;
    private final String piece;

    HostileShape(String start, String piece) {
        this.start = start;
        this.piece = piece;
    }

    /** The file, made without anything on the way. */
    byte[] bytes(int length) {
        byte[] file = new byte[length];
        for (int i = 0; i < length; i++) {
            boolean isStart = i < start.length();
            file[i] = (byte) (isStart ? start.charAt(i) : piece.charAt((i - start.length()) % piece.length()));
        }
        return file;
    }
}
