package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.ContractLog;
import dev.plumbline.proofs.ethereum.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a Solidity event, and how its logs are read: {@code Name(type [indexed] name, …)} with the types that need no
 * nesting: uintN, intN, address, bool, bytesN, bytes and string. Immutable.
 */
final class EventSignature {
    /** A log has four topics, and the first is the signature. */
    private static final int INDEXED_MAX = 3;

    private static final String SUBJECT = "event signature";
    private static final String INDEXED = "indexed";

    /**
     * A parameter.
     *
     * @param isIndexed whether its value is a topic; of bytes and string the topic is only the hash
     */
    record Parameter(String name, AbiType type, boolean isIndexed) {}

    private final List<Parameter> parameters;
    private final Word topic;

    private EventSignature(String name, List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        String canonical = name
                + parameters.stream()
                        .map(parameter -> parameter.type().canonical())
                        .collect(Collectors.joining(",", "(", ")"));
        this.topic = Word.keccak(canonical.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a declaration; one space between words, one behind each comma. */
    static EventSignature parse(String text) throws MalformedException {
        int open = text.indexOf('(');
        if (open < 1 || !text.endsWith(")") || !isName(text.substring(0, open))) {
            throw malformed("is " + MalformedException.quote(text) + ", want Name(type [indexed] name, …)");
        }
        List<Parameter> parameters = new ArrayList<>();
        String inner = text.substring(open + 1, text.length() - 1);
        for (String part : inner.isEmpty() ? new String[0] : inner.split(", ", -1)) {
            parameters.add(parameter(part));
        }
        long indexed = parameters.stream().filter(Parameter::isIndexed).count();
        long names = parameters.stream().map(Parameter::name).distinct().count();
        if (indexed > INDEXED_MAX || names < parameters.size()) {
            throw malformed("has " + indexed + " indexed parameters and " + (parameters.size() - names)
                    + " names twice, want at most " + INDEXED_MAX + " and none");
        }
        return new EventSignature(text.substring(0, open), parameters);
    }

    private static Parameter parameter(String text) throws MalformedException {
        String[] words = text.split(" ", -1);
        boolean isIndexed = words.length == 3 && words[1].equals(INDEXED);
        if ((words.length != 2 && !isIndexed) || !isName(words[words.length - 1])) {
            throw malformed("has parameter " + MalformedException.quote(text) + ", want: type [indexed] name");
        }
        AbiType type = AbiType.parse(words[0]);
        if (type == null) {
            throw malformed("has a parameter of type " + MalformedException.quote(words[0])
                    + ", want uintN, intN, address, bool, bytesN, bytes or string");
        }
        return new Parameter(words[words.length - 1], type, isIndexed);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && !text.equals(INDEXED)
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '_'
                                || c == '$');
    }

    private static MalformedException malformed(String detail) {
        return new MalformedException(Malformed.VALUE, SUBJECT, detail);
    }

    /** The first topic of the event's logs: the hash of its name and types. */
    Word topic() {
        return topic;
    }

    /** The parameter of that name; null if there is none. */
    @Nullable
    Parameter find(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The values of a log by name: of types of fixed size their word, of others their bytes, of those that are indexed the hash. Null
     * if the log is not of this event, or not encoded as Solidity encodes it: padded with zeros, one value behind the other, none left over.
     */
    @Nullable
    Map<String, byte[]> read(ContractLog log) {
        long indexed = parameters.stream().filter(Parameter::isIndexed).count();
        if (log.topics().size() != 1 + indexed || !log.topics().get(0).equals(topic)) {
            return null;
        }
        Map<String, byte[]> values = new HashMap<>();
        byte[] data = log.data();
        int topicAt = 1;
        int headAt = 0;
        int tailAt = (int) (parameters.size() - indexed) * Word.LENGTH;
        for (Parameter parameter : parameters) {
            byte[] value;
            if (parameter.isIndexed()) {
                value = log.topics().get(topicAt++).bytes();
            } else {
                value = word(data, headAt);
                headAt += Word.LENGTH;
                if (value != null && !parameter.type().isFixed()) {
                    value = AbiType.number(value) == tailAt ? tail(data, tailAt) : null;
                    tailAt += value == null ? 0 : Word.LENGTH + padded(value.length);
                }
            }
            if (value == null
                    || (parameter.type().isFixed() && !parameter.type().holds(value))) {
                return null;
            }
            values.put(parameter.name(), value);
        }
        return tailAt == data.length ? values : null;
    }

    private static byte @Nullable [] word(byte[] data, int at) {
        return data.length - at < Word.LENGTH ? null : Arrays.copyOfRange(data, at, at + Word.LENGTH);
    }

    private static byte @Nullable [] tail(byte[] data, int at) {
        byte[] word = word(data, at);
        long length = word == null ? AbiType.TOO_LARGE : AbiType.number(word);
        int start = at + Word.LENGTH;
        if (length > data.length - start || padded((int) length) > data.length - start) {
            return null;
        }
        for (int i = start + (int) length; i < start + padded((int) length); i++) {
            if (data[i] != 0) {
                return null;
            }
        }
        return Arrays.copyOfRange(data, start, start + (int) length);
    }

    private static int padded(int length) {
        return length + Math.floorMod(-length, Word.LENGTH);
    }
}
