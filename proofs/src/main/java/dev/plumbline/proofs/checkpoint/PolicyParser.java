package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a C2SP tlog-policy file, line by line; every refusal names the line.
 *
 * <p>The file is octets. Those above 0x7f may stand in names, URLs and comments and are opaque there; only the key in a line
 * has to be UTF-8, because signed notes are.
 */
final class PolicyParser {
    private static final int BYTES_MAX = 1 << 20;
    private static final int COMPONENTS_MAX = 1_024;
    /** Of a group of all components: no line that may stand has more. */
    private static final int WORDS_MAX = 3 + COMPONENTS_MAX;

    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Quorum> components = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private final Set<ByteBuffer> logKeys = new HashSet<>();
    private final Set<ByteBuffer> witnessKeys = new HashSet<>();
    private @Nullable Quorum quorum;
    private int lineNumber;

    private PolicyParser() {}

    static TrustPolicy parse(byte[] file) throws MalformedException {
        return new PolicyParser().read(file);
    }

    private TrustPolicy read(byte[] file) throws MalformedException {
        if (file.length > BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "has " + file.length + " bytes, want at most 1 MiB");
        }
        int start = 0;
        for (int end = 0; end < file.length; end++) {
            if (file[end] == '\n') {
                lineNumber++;
                readLine(file, start, end);
                start = end + 1;
            }
        }
        if (start != file.length) {
            // A file that was cut short could name a quorum that is none: "quorum ab" without its last letter.
            lineNumber++;
            throw malformed(Malformed.SYNTAX, "does not end in a newline");
        }
        if (quorum == null) {
            throw malformed(Malformed.MISSING_KEY, "has no quorum line");
        }
        return new TrustPolicy(logs, witnesses, quorum);
    }

    private void readLine(byte[] file, int start, int end) throws MalformedException {
        var words = new ArrayList<byte[]>();
        int wordStart = start;
        for (int i = start; i <= end; i++) {
            boolean isSpace = i == end || file[i] == ' ' || file[i] == '\t';
            if (!isSpace && ((file[i] >= 0 && file[i] < 0x20) || file[i] == 0x7f)) {
                throw malformed(Malformed.ENCODING, "has the control byte " + file[i]);
            }
            boolean isComment = !words.isEmpty() && words.get(0)[0] == '#';
            if (isSpace && i > wordStart && !isComment) {
                if (words.size() == WORDS_MAX) {
                    throw malformed(Malformed.LIMIT_EXCEEDED, "has more than " + WORDS_MAX + " words");
                }
                words.add(Arrays.copyOfRange(file, wordStart, i));
            }
            wordStart = isSpace ? i + 1 : wordStart;
        }
        // A comment is a whole line: a # behind anything else is a letter like others.
        if (!words.isEmpty() && words.get(0)[0] != '#') {
            readLine(words.get(0), words.subList(1, words.size()));
        }
    }

    private void readLine(byte[] first, List<byte[]> rest) throws MalformedException {
        String keyword = name(first);
        if (keyword.equals("log")) {
            readLog(rest);
        } else if (keyword.equals("witness")) {
            readWitness(rest);
        } else if (keyword.equals("group")) {
            readGroup(rest);
        } else if (keyword.equals("quorum")) {
            readQuorum(rest);
        } else {
            throw malformed(
                    Malformed.UNKNOWN_KEY,
                    "starts with " + MalformedException.quote(keyword) + ", want log, witness, group or quorum");
        }
    }

    /**
     * A name as a string, two of which are equal only if their octets are: UTF-8 if they are that, and otherwise every
     * octet above 0x7f as a lone surrogate, which no UTF-8 decodes to.
     */
    private static String name(byte[] octets) {
        try {
            return utf8(octets);
        } catch (CharacterCodingException e) {
            var name = new StringBuilder();
            for (byte octet : octets) {
                name.append((char) (octet < 0 ? 0xdc00 + (octet & 0xff) : octet));
            }
            return name.toString();
        }
    }

    private static String utf8(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets))
                .toString();
    }

    private void readLog(List<byte[]> words) throws MalformedException {
        wantWords(words, 1, 2, "log <vkey> [url]");
        countComponent();
        logs.add(key(words.get(0), KeyType.ED25519, logKeys));
    }

    private void readWitness(List<byte[]> words) throws MalformedException {
        wantWords(words, 2, 3, "witness <name> <vkey> [url]");
        String name = name(words.get(0));
        VerifierKey key = key(words.get(1), KeyType.COSIGNATURE_ED25519, witnessKeys);
        define(name, new Quorum.Witness(name));
        witnesses.put(name, key);
    }

    private void readGroup(List<byte[]> words) throws MalformedException {
        wantWords(words, 3, Integer.MAX_VALUE, "group <name> all|any|<k> <member>…");
        var members = new ArrayList<Quorum>();
        for (byte[] octets : words.subList(2, words.size())) {
            String name = name(octets);
            Quorum member = components.get(name);
            if (member == null) {
                throw malformed(
                        Malformed.VALUE, "names " + MalformedException.quote(name) + ", which no line above defines");
            }
            if (!grouped.add(name)) {
                throw malformed(
                        Malformed.RULE,
                        "names " + MalformedException.quote(name) + ", which stands in a group already");
            }
            members.add(member);
        }
        define(name(words.get(0)), new Quorum.Group(required(name(words.get(1)), members.size()), members));
    }

    private int required(String word, int memberCount) throws MalformedException {
        if (word.equals("all")) {
            return memberCount;
        }
        if (word.equals("any")) {
            return 1;
        }
        long required = Decimal.parse(word, subject());
        if (required < 1 || required > memberCount) {
            throw malformed(Malformed.RULE, "asks for " + required + " of " + memberCount + " members");
        }
        return (int) required;
    }

    private void readQuorum(List<byte[]> words) throws MalformedException {
        wantWords(words, 1, 1, "quorum <name>|none");
        if (quorum != null) {
            throw malformed(Malformed.DUPLICATE_KEY, "is a second quorum line");
        }
        String name = name(words.get(0));
        Quorum named = name.equals(NONE) ? new Quorum.None() : components.get(name);
        if (named == null) {
            throw malformed(
                    Malformed.VALUE, "names " + MalformedException.quote(name) + ", which no line above defines");
        }
        quorum = named;
    }

    private void define(String name, Quorum component) throws MalformedException {
        if (name.equals(NONE)) {
            throw malformed(Malformed.VALUE, "uses the reserved name none");
        }
        countComponent();
        if (components.putIfAbsent(name, component) != null) {
            throw malformed(Malformed.DUPLICATE_KEY, "defines " + MalformedException.quote(name) + " again");
        }
    }

    private void countComponent() throws MalformedException {
        if (components.size() + logs.size() >= COMPONENTS_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, "has more than " + COMPONENTS_MAX + " logs, witnesses and groups");
        }
    }

    /** Reads a key of the given Ed25519 type, or of ML-DSA-44, with which logs as well as witnesses sign. */
    private VerifierKey key(byte[] vkey, KeyType wanted, Set<ByteBuffer> known) throws MalformedException {
        VerifierKey key;
        try {
            key = VerifierKey.parse(utf8(vkey));
        } catch (CharacterCodingException e) {
            throw malformed(Malformed.ENCODING, "has a key that is not UTF-8");
        } catch (MalformedException e) {
            throw malformed(e.code(), e.getMessage());
        }
        if (key.type() != wanted && key.type() != KeyType.COSIGNATURE_ML_DSA_44) {
            throw malformed(
                    Malformed.VALUE,
                    "has a key of type " + key.type() + ", want " + wanted + " or " + KeyType.COSIGNATURE_ML_DSA_44);
        }
        // By the bytes of the key alone: another name or id for it does not make it another voice.
        if (!known.add(ByteBuffer.wrap(key.key()))) {
            throw malformed(Malformed.DUPLICATE_KEY, "has a key that stands in the policy already");
        }
        return key;
    }

    private void wantWords(List<?> words, int min, int max, String form) throws MalformedException {
        if (words.size() < min || words.size() > max) {
            throw malformed(Malformed.SYNTAX, "has " + words.size() + " words behind the first, want " + form);
        }
    }

    private String subject() {
        return "policy line " + lineNumber;
    }

    private MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, subject(), detail);
    }
}
