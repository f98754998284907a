package dev.plumbline.api.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One byte of a receipt file, told by the part of the receipt that it lies in, to be changed. */
enum Tampering {
    /** What was logged. */
    ENTRY("the event itself", "\\\"issued_at\\\":", 10),
    /** What the issuer signed it with. */
    EVENT_SIGNATURE("the issuer's signature", "\\\"value\\\":\\\"0x", 10),
    /** Where it is said to be. */
    INDEX("its number in the log", "\\nindex ", 0),
    /** How it is connected to the root. */
    PATH("a hash of the proof", "\\nindex #\\n", 5),
    /** The root that the log signed. */
    CHECKPOINT_ROOT("the root in the checkpoint", "@ORIGIN\\n#\\n", 5),
    /** The signature of the log. */
    CHECKPOINT_SIGNATURE("the log's signature", "\u2014 @ORIGIN ", 30),
    /** The block of the anchor. */
    HEADER("the L1 block header", "\"header\":\"0x", 200),
    /** The way from the block to the contract. */
    ACCOUNT_PROOF("the L1 account proof", "\"account_proof\":[\"0x", 30),
    /** The way from the contract to the root. */
    STORAGE_PROOF("the L1 storage proof", "\"storage_proof\":[\"0x", 30),
    /** How the entry is connected to the anchored root. */
    ANCHOR_PATH("a hash of the anchored proof", "\"path\":[\"", 5);

    private final String title;
    private final String marker;
    private final int offset;

    /**
     * @param marker what stands in front of the part; a hash sign in it stands for digits
     * @param offset which byte behind the marker is changed
     */
    Tampering(String title, String marker, int offset) {
        this.title = title;
        this.marker = marker;
        this.offset = offset;
    }

    /** The part, in a few words. */
    String title() {
        return title;
    }

    /** Whether the part lies in the anchor. */
    boolean isAnchored() {
        return switch (this) {
            case ENTRY, EVENT_SIGNATURE, INDEX, PATH, CHECKPOINT_ROOT, CHECKPOINT_SIGNATURE -> false;
            case HEADER, ACCOUNT_PROOF, STORAGE_PROOF, ANCHOR_PATH -> true;
        };
    }

    /** The receipt with one byte changed to another that may stand there. */
    byte[] tamper(byte[] receipt, String origin) {
        String text = new String(receipt, UTF_8);
        int at = after(text, marker.replace("@ORIGIN", origin));
        if (at < 0) {
            throw new IllegalArgumentException("the receipt has no " + title);
        }
        char before = text.charAt(at + offset);
        char changed = before == '1' ? '2' : before == 'A' ? 'B' : before >= '0' && before <= '9' ? '1' : 'a';
        changed = changed == before ? 'b' : changed;
        return (text.substring(0, at + offset) + changed + text.substring(at + offset + 1)).getBytes(UTF_8);
    }

    /** Where the text behind a marker starts, or -1. */
    private static int after(String text, String marker) {
        int hash = marker.indexOf('#');
        if (hash < 0) {
            int at = text.indexOf(marker);
            return at < 0 ? -1 : at + marker.length();
        }
        String head = marker.substring(0, hash);
        int at = text.indexOf(head);
        if (at < 0) {
            return -1;
        }
        at += head.length();
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        String tail = marker.substring(hash + 1);
        return text.startsWith(tail, at) ? at + tail.length() : -1;
    }
}
