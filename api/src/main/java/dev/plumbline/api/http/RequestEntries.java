package dev.plumbline.api.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries in the body of a submission, each the bytes as they came.
 *
 * <p>Cuts and does not judge: what lies between two commas, or two newlines, is for the event's own parser. So one bad
 * event spoils none of its neighbours, and no decoder stands between a client's bytes and the strict check of them.
 *
 * @param form how they were sent, which is how they are answered
 * @param entries at least one for {@link Form#SINGLE} and {@link Form#LINES}
 */
record RequestEntries(Form form, List<byte[]> entries) {
    /** Events in one request. */
    static final int EVENTS_MAX = 4_096;
    /** Bytes of a body with a single event: the largest entry, and white space around it. */
    static final int SINGLE_BYTES_MAX = 65_535 + 1_024;

    /** How events are sent. */
    enum Form {
        /** One JSON object. */
        SINGLE,
        /** A JSON array of objects. */
        ARRAY,
        /** An object on each line. */
        LINES
    }

    /** Cuts a body of {@code application/json}: an object, or an array of them. */
    static RequestEntries ofJson(byte[] body) throws ProblemException {
        int start = skipSpace(body, 0);
        if (start == body.length) {
            throw unreadable("the body is empty, want an event or an array of events");
        }
        if (body[start] != '[') {
            return new RequestEntries(Form.SINGLE, List.of(withoutFinalNewline(body)));
        }
        return new RequestEntries(Form.ARRAY, new ArrayCutter(body, start + 1).cut());
    }

    /** Cuts a body of {@code application/x-ndjson}. The last newline may be left out. */
    static RequestEntries ofLines(byte[] body) throws ProblemException {
        if (body.length == 0) {
            throw unreadable("the body is empty, want an event on each line");
        }
        var entries = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                add(entries, Arrays.copyOfRange(body, start, i));
                start = i + 1;
            }
        }
        if (start < body.length) {
            add(entries, Arrays.copyOfRange(body, start, body.length));
        }
        return new RequestEntries(Form.LINES, entries);
    }

    private static byte[] withoutFinalNewline(byte[] body) {
        return body[body.length - 1] == '\n' ? Arrays.copyOf(body, body.length - 1) : body;
    }

    private static void add(List<byte[]> entries, byte[] entry) throws ProblemException {
        if (entries.size() == EVENTS_MAX) {
            throw Problem.of(ApiReason.BODY_TOO_LARGE, "more than " + EVENTS_MAX + " events, want at most that many")
                    .toException();
        }
        entries.add(entry);
    }

    private static int skipSpace(byte[] body, int from) {
        int at = from;
        while (at < body.length && isSpace(body[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static ProblemException unreadable(String detail) {
        return Problem.of(ApiReason.FORMAT_UNREADABLE, detail).toException();
    }

    /** Finds the commas of an array that are not inside a value. */
    private static final class ArrayCutter {
        private final byte[] body;
        private final List<byte[]> entries = new ArrayList<>();
        private int at;

        ArrayCutter(byte[] body, int at) {
            this.body = body;
            this.at = at;
        }

        List<byte[]> cut() throws ProblemException {
            at = skipSpace(body, at);
            boolean isEmpty = at < body.length && body[at] == ']';
            boolean isLast = isEmpty;
            while (!isLast) {
                int start = skipSpace(body, at);
                at = endOfValue(start);
                isLast = body[at] == ']';
                addTrimmed(start, at);
                at++;
            }
            int end = skipSpace(body, isEmpty ? at + 1 : at);
            if (end != body.length) {
                throw unreadable((body.length - end) + " bytes behind the end of the array");
            }
            return entries;
        }

        private void addTrimmed(int start, int end) throws ProblemException {
            int trimmed = end;
            while (trimmed > start && isSpace(body[trimmed - 1])) {
                trimmed--;
            }
            if (trimmed == start) {
                throw unreadable("element " + entries.size() + " of the array is empty");
            }
            add(entries, Arrays.copyOfRange(body, start, trimmed));
        }

        /** Position of the comma or bracket behind the value that starts here. */
        private int endOfValue(int start) throws ProblemException {
            int depth = 0;
            boolean isInString = false;
            for (int i = start; i < body.length; i++) {
                byte b = body[i];
                if (isInString) {
                    if (b == '\\') {
                        i++;
                    } else if (b == '"') {
                        isInString = false;
                    }
                } else if (b == '"') {
                    isInString = true;
                } else if (b == '{' || b == '[') {
                    depth++;
                } else if (depth == 0 && (b == ',' || b == ']')) {
                    return i;
                } else if (b == '}' || b == ']') {
                    depth--;
                }
            }
            throw unreadable("the array does not end, behind " + entries.size() + " elements");
        }
    }
}
