package dev.plumbline.testkit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One change to the sample event of a kind, and what a reader must say of it. Written in a line of six cells: name, JSON
 * pointer, what is put there (a dash takes away what is there), the code of the refusal or {@code ok}, the pointer that the
 * refusal names ({@code =} if it is that of the change), and what is changed, in a sentence.
 *
 * @param kind the kind whose sample is changed
 * @param name of the change, unlike that of any other of its kind
 * @param pointer where
 * @param json what is put there
 * @param code the refusal's code, or {@code ok}
 * @param subject the pointer that the refusal names
 * @param sentence what was done
 */
public record EventRow(
        EventKind kind, String name, String pointer, String json, String code, String subject, String sentence) {
    private static final String DIGEST = "\"sha256:" + "0".repeat(64) + "\"";
    private static final String ZEROS = "0".repeat(126);
    private static final List<Map.Entry<String, Supplier<String>>> WORDS = List.of(
            Map.entry("$S65U", () -> "\"0x" + ZEROS + "ABCD\""),
            Map.entry("$S65B", () -> "\"" + ZEROS + "abcd\""),
            Map.entry("$S65G", () -> "\"0x" + ZEROS + "abcg\""),
            Map.entry("$S65", () -> "\"0x" + ZEROS + "abcd\""),
            Map.entry("$S64", () -> "\"0x" + ZEROS + "ab\""),
            Map.entry("$PAYLOAD1", () -> "\"0x" + SampleEvents.hash("payload 1").hex() + "\""),
            Map.entry("$P64", () -> parameters(64)),
            Map.entry("$P65", () -> parameters(65)),
            Map.entry("$E64", () -> digests(64)),
            Map.entry("$E65", () -> digests(65)),
            Map.entry("$D78", () -> "\"" + "9".repeat(78) + "\""),
            Map.entry("$D79", () -> "\"1" + "0".repeat(78) + "\""),
            Map.entry("$M78", () -> "\"-" + "9".repeat(78) + "\""),
            Map.entry("$M79", () -> "\"-1" + "0".repeat(78) + "\""),
            Map.entry("$V256", () -> "\"" + "v".repeat(256) + "\""),
            Map.entry("$V257", () -> "\"" + "v".repeat(257) + "\""),
            Map.entry("$A4", () -> "\"" + SampleEvents.account(4).encode() + "\""),
            Map.entry("$K16", () -> keys(16)),
            Map.entry("$K17", () -> keys(17)),
            Map.entry("$K1", () -> key(1)),
            Map.entry("$K2", () -> key(2)),
            Map.entry("$KW", EventRow::witnessKey),
            Map.entry("$D0", () -> did(0)),
            Map.entry("$D1", () -> did(1)),
            Map.entry("$D2", () -> did(2)),
            Map.entry("$C0", () -> cosignature(0)),
            Map.entry("$C2", () -> cosignature(2)),
            Map.entry("$X", () -> "\"0x" + "0".repeat(64) + "\""),
            Map.entry("$H", () -> DIGEST));

    /** All rows of a kind; of a split, those about its route alone. */
    public static List<EventRow> of(EventKind kind) {
        String table = switch (kind) {
            case POLICY_SPLIT -> MoneyRows.SPLIT_ROUTED;
            case POLICY_METHOD -> MoneyRows.METHOD;
            case REWARD_PAY -> MoneyRows.PAYMENT;
            case CORRECTION -> MoneyRows.CORRECTION;
            case DISPUTE_OPEN -> LifeCycleRows.DISPUTE;
            case DISPUTE_RESOLVE -> LifeCycleRows.RESOLUTION;
            case KEY_ROTATE -> LifeCycleRows.ROTATION;
            case KEY_REVOKE -> LifeCycleRows.REVOCATION;
            case ERASURE_NOTICE -> LifeCycleRows.ERASURE;
            case INDEX_ROOT -> LifeCycleRows.INDEX_ROOT;
            case SEQUENCER_SUBMIT -> SequencerRows.SUBMISSION;
            case SEQUENCER_OBSERVE -> SequencerRows.OBSERVATION;
            case SEQUENCER_EQUIVOCATE -> SequencerRows.EQUIVOCATION;
            case ENTRY_FORCED -> LifeCycleRows.FORCED;
            case LOG_HANDOVER -> LifeCycleRows.HANDOVER;
            case DATANET_UPLOAD, MODEL_REGISTER, INFERENCE, REWARD_ACCRUE, ISSUER_CONFLICT -> "";
        };
        return table.lines().map(line -> parse(kind, line)).toList();
    }

    /** The rows of every kind that has some. */
    public static Stream<EventRow> all() {
        return Arrays.stream(EventKind.values()).flatMap(kind -> of(kind).stream());
    }

    private static EventRow parse(EventKind kind, String line) {
        String[] cells = line.split(" \\| ", -1);
        if (cells.length != 6) {
            throw new IllegalArgumentException("want six cells: " + line);
        }
        String subject = cells[4].equals("=") ? cells[1] : cells[4];
        return new EventRow(kind, cells[0], cells[1], expanded(cells[2]), cells[3], subject, cells[5]);
    }

    /** Whether a reader takes the changed event. */
    public boolean isAccepted() {
        return code.equals("ok");
    }

    /** Puts in what is too long to write in a row; a word comes before a shorter one that it starts with. */
    private static String expanded(String json) {
        String text = json;
        for (Map.Entry<String, Supplier<String>> word : WORDS) {
            // Many of them are keys, each of which takes time to make.
            if (text.contains(word.getKey())) {
                text = text.replace(word.getKey(), word.getValue().get());
            }
        }
        return text;
    }

    private static String key(int number) {
        return "\"" + SampleEvents.logKey(number).encode() + "\"";
    }

    private static String keys(int count) {
        return IntStream.range(100, 100 + count).mapToObj(EventRow::key).collect(Collectors.joining(",", "[", "]"));
    }

    private static String witnessKey() {
        try {
            return "\"" + new VerifierKey("w", KeyType.COSIGNATURE_ED25519, new byte[32]).encode() + "\"";
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static String did(int signer) {
        return "\"" + SampleEvents.signer(signer).issuer().encode() + "\"";
    }

    private static String cosignature(int signer) {
        return "{\"alg\":\"ed25519\",\"by\":" + did(signer) + ",\"value\":\"0x" + "0".repeat(128) + "\"}";
    }

    private static String parameters(int count) {
        return IntStream.range(10, 10 + count)
                .mapToObj(i -> "{\"name\":\"" + i + "\",\"value\":\"v\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String digests(int count) {
        return IntStream.range(10, 10 + count)
                .mapToObj(i -> DIGEST.replace("00\"", i + "\""))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
