package dev.plumbline.ledger.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;

/** Short numbers for the texts of a log: parties, namespaces, tokens, roles. The same text has the same number for ever. */
final class Names {
    /** Texts kept in memory, most recently used. */
    private static final int RECENT_MAX = 16_384;

    private final MVMap<String, Long> numbers;
    private final MVMap<Long, String> texts;
    private final Map<String, Long> recent = new Recent<>(RECENT_MAX);

    Names(MVMap<String, Long> numbers, MVMap<Long, String> texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    /** The number of a text, which gets one if it has none. */
    long number(String text) {
        Long known = recent.get(text);
        if (known != null) {
            return known;
        }
        Long stored = numbers.get(text);
        if (stored == null) {
            stored = texts.sizeAsLong();
            numbers.put(text, stored);
            texts.put(stored, text);
        }
        recent.put(text, stored);
        return stored;
    }

    /** The text of a number that was given out. */
    String text(long number) {
        String text = texts.get(number);
        if (text == null) {
            throw new IllegalStateException("no text has the number " + number);
        }
        return text;
    }

    /** A map of at most so many entries, which forgets what was not used for the longest time. */
    static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int entriesMax;

        Recent(int entriesMax) {
            super(16, 0.75f, true);
            this.entriesMax = entriesMax;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > entriesMax;
        }
    }
}
