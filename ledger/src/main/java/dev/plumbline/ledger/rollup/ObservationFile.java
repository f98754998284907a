package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the file of an {@link ObservationLog} from its start: its first line, then whole steps. */
final class ObservationFile {
    private static final String KIND = "observations";
    private static final String STEP = "step";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int KIND_CHARS_MAX = 64;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private long wholeSteps;
    private long steps;

    private ObservationFile(InputStream in) {
        this.in = in;
    }

    /** The line that says whose file it is, with its end. */
    static byte[] firstLine(long chainId) {
        byte[] json = CanonicalJson.encode(JsonObject.builder()
                .put("kind", KIND)
                .put("v", 1)
                .put("chain", "eip155:" + chainId)
                .build());
        return (new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The line that closes a step of these lines. */
    static JsonObject stepMark(byte[] lines) {
        return JsonObject.builder()
                .put("kind", STEP)
                .put("sha256", TreeHasher.sha256(lines).hex())
                .build();
    }

    /**
     * Hands over what the whole steps say. Behind them may be the remains of one more, which are passed over.
     *
     * @return bytes up to the end of the last whole step; 0 if not even the first line is whole
     * @throws MalformedException if it is another chain's file, or a step is damaged that is not the last
     */
    static long read(Path file, long chainId, Consumer<Observation> reader) throws IOException, MalformedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            var open = new ObservationFile(in);
            if (!open.readFirstLine(chainId)) {
                return 0;
            }
            open.readSteps(reader);
            return open.wholeSteps;
        }
    }

    private boolean readFirstLine(long chainId) throws IOException, MalformedException {
        byte[] found = nextLine();
        if (found == null) {
            return false;
        }
        String wanted = new String(firstLine(chainId), StandardCharsets.UTF_8).strip();
        if (!new String(found, StandardCharsets.UTF_8).equals(wanted)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    KIND,
                    "starts with " + MalformedException.quote(new String(found, StandardCharsets.ISO_8859_1))
                            + ", want " + wanted);
        }
        wholeSteps = position;
        return true;
    }

    private void readSteps(Consumer<Observation> reader) throws IOException, MalformedException {
        List<Observation> step = new ArrayList<>();
        var lines = new ByteArrayOutputStream();
        for (byte[] next = nextLine(); next != null; next = nextLine()) {
            try {
                JsonValue json = CanonicalJson.parse(next);
                if (isMark(json)) {
                    checkMark(json, lines.toByteArray());
                    step.forEach(reader);
                    step.clear();
                    lines.reset();
                    wholeSteps = position;
                    steps++;
                } else {
                    step.add(ObservationReader.parse(json));
                    lines.writeBytes(next);
                    lines.write('\n');
                }
            } catch (MalformedException e) {
                requireLastStep(next, e);
                return;
            }
        }
    }

    /**
     * After a line that cannot be read only the rest of its own step may follow, as a write leaves it that the power cut short; a step
     * that was closed before others cannot have been torn.
     */
    private void requireLastStep(byte[] damaged, MalformedException defect) throws IOException, MalformedException {
        boolean isClosed = isMarkLine(damaged);
        for (byte[] next = nextLine(); next != null; next = nextLine()) {
            if (isClosed) {
                throw new MalformedException(
                        Malformed.SYNTAX, KIND, "is damaged behind step " + steps + ": " + defect.getMessage());
            }
            isClosed = isMarkLine(next);
        }
    }

    private static boolean isMarkLine(byte[] bytes) {
        try {
            return isMark(CanonicalJson.parse(bytes));
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean isMark(JsonValue json) throws MalformedException {
        return new Line(json, ObservationReader.DOCUMENT, "")
                .text("kind", KIND_CHARS_MAX)
                .equals(STEP);
    }

    private static void checkMark(JsonValue json, byte[] lines) throws MalformedException {
        if (!stepMark(lines).equals(json)) {
            throw new MalformedException(Malformed.RULE, ObservationReader.DOCUMENT, "closes a step of other lines");
        }
    }

    /** The next line without its end; null if what is left has none. A line that is too long comes cut. */
    private byte @Nullable [] nextLine() throws IOException {
        line.reset();
        for (int next = in.read(); next >= 0; next = in.read()) {
            position++;
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() <= Limits.ENTRY_BYTES_MAX) {
                line.write(next);
            }
        }
        return null;
    }
}
