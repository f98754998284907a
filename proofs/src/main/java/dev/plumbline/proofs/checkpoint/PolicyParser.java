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

/** Reads a C2SP tlog-policy file, line by line; every refusal names the line. */
final class PolicyParser {
    private static final int BYTES_MAX = 1 << 20;
    private static final int COMPONENTS_MAX = 1_024;
    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Quorum> components = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private final Set<List<Byte>> keys = new HashSet<>();
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
        for (int end = 0; end <= file.length; end++) {
            if (end == file.length || file[end] == '\n') {
                lineNumber++;
                readLine(file, start, end);
                start = end + 1;
            }
        }
        if (quorum == null) {
            throw malformed(Malformed.MISSING_KEY, "has no quorum line");
        }
        return new TrustPolicy(logs, witnesses, quorum);
    }

    private void readLine(byte[] file, int start, int end) throws MalformedException {
        int first = start;
        while (first < end && (file[first] == ' ' || file[first] == '\t')) {
            first++;
        }
        for (int i = first; i < end; i++) {
            if ((file[i] >= 0 && file[i] < 0x20 && file[i] != '\t') || file[i] == 0x7f) {
                throw malformed(Malformed.ENCODING, "has the control byte " + file[i]);
            }
        }
        // A comment may hold any byte above the controls, UTF-8 or not.
        if (first < end && file[first] != '#') {
            readLine(Arrays.asList(decode(file, first, end).split("[ \t]+")));
        }
    }

    private String decode(byte[] file, int start, int end) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(Malformed.ENCODING, "is not UTF-8");
        }
    }

    private void readLine(List<String> words) throws MalformedException {
        String keyword = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (components.size() + logs.size() >= COMPONENTS_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, "has more than " + COMPONENTS_MAX + " logs, witnesses and groups");
        }
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

    private void readLog(List<String> words) throws MalformedException {
        wantWords(words, 1, 2, "log <vkey> [url]");
        VerifierKey key = key(words.get(0), KeyType.ED25519);
        logs.add(key);
    }

    private void readWitness(List<String> words) throws MalformedException {
        wantWords(words, 2, 3, "witness <name> <vkey> [url]");
        VerifierKey key = key(words.get(1), KeyType.COSIGNATURE_ED25519);
        define(words.get(0), new Quorum.Witness(words.get(0)));
        witnesses.put(words.get(0), key);
    }

    private void readGroup(List<String> words) throws MalformedException {
        wantWords(words, 3, COMPONENTS_MAX, "group <name> all|any|<k> <member>…");
        List<String> names = words.subList(2, words.size());
        var members = new ArrayList<Quorum>();
        for (String name : names) {
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
        define(words.get(0), new Quorum.Group(required(words.get(1), members.size()), members));
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

    private void readQuorum(List<String> words) throws MalformedException {
        wantWords(words, 1, 1, "quorum <name>|none");
        if (quorum != null) {
            throw malformed(Malformed.DUPLICATE_KEY, "is a second quorum line");
        }
        Quorum named = words.get(0).equals(NONE) ? new Quorum.None() : components.get(words.get(0));
        if (named == null) {
            throw malformed(
                    Malformed.VALUE,
                    "names " + MalformedException.quote(words.get(0)) + ", which no line above defines");
        }
        quorum = named;
    }

    private void define(String name, Quorum component) throws MalformedException {
        if (name.equals(NONE)) {
            throw malformed(Malformed.VALUE, "uses the reserved name none");
        }
        if (components.putIfAbsent(name, component) != null) {
            throw malformed(Malformed.DUPLICATE_KEY, "defines " + MalformedException.quote(name) + " again");
        }
    }

    private VerifierKey key(String vkey, KeyType wanted) throws MalformedException {
        VerifierKey key;
        try {
            key = VerifierKey.parse(vkey);
        } catch (MalformedException e) {
            throw malformed(e.code(), e.getMessage());
        }
        if (key.type() != wanted) {
            throw malformed(Malformed.VALUE, "has a key of type " + key.type() + ", want " + wanted);
        }
        var bytes = new ArrayList<Byte>();
        for (byte b : key.key()) {
            bytes.add(b);
        }
        if (!keys.add(bytes)) {
            throw malformed(Malformed.DUPLICATE_KEY, "has a key that stands in the policy already");
        }
        return key;
    }

    private void wantWords(List<String> words, int min, int max, String form) throws MalformedException {
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
