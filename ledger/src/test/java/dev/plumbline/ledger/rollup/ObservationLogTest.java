package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.rollup.LogMatch.EventNamed;
import dev.plumbline.ledger.rollup.LogMatch.PayoutLine;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ObservationLogTest {
    private static final Word ONE = Word.ofNumber(1);
    private static final Word TWO = Word.ofNumber(2);
    private static final Address PAYEE = Address.of(new byte[Address.LENGTH]);
    private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    @TempDir
    Path folder;

    /** One of each kind, with everything that may be there and without. */
    private static List<Observation> samples() {
        var times = new TreeMap<>(Map.of("a", 5L, "b-1", 7L));
        return List.of(
                new BlockSeen(
                        7,
                        ONE,
                        TWO,
                        1_700_000_000,
                        HUGE,
                        3,
                        times,
                        true,
                        new OrderTally(3, 1, 1, 1, 0, 0, 1, List.of(new OrderTally.Pair(7, ONE, TWO))),
                        10),
                new TransactionSeen(
                        ONE,
                        7,
                        TWO,
                        2,
                        1_700_000_000,
                        0x7e,
                        PAYEE,
                        Long.MAX_VALUE,
                        HUGE,
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        false,
                        true,
                        List.of(
                                new EventNamed("m", 3, new EventId(Hash.of(ONE.bytes()))),
                                new PayoutLine("n", 4, PAYEE, HUGE, TWO)),
                        times,
                        false,
                        11),
                new SeenByAnother(7, ONE, "c", 12),
                new HeadMoved(HeadMoved.Level.SAFE, 7, ONE, "c", 13),
                new HeadMoved(HeadMoved.Level.FINALIZED, 7, ONE, "c", 13),
                new Reorged(7, 2, ONE, TWO, List.of(ONE, TWO), 9, List.of("a", "c"), 14),
                new TimeGap(7, 8, 1, 9, TimeGap.Measure.ARRIVAL, 15),
                new ObserverTrouble("a", ObserverTrouble.Kind.LYING, 7L, ONE, TWO, "says \u00e9 \"so\"", 16),
                new ObserverTrouble("a", ObserverTrouble.Kind.OVER, null, null, null, "is well", 17));
    }

    private List<Observation> read() throws IOException, MalformedException {
        List<Observation> all = new ArrayList<>();
        ObservationLog.read(folder, 901, all::add);
        return all;
    }

    private Path file() {
        return folder.resolve(ObservationLog.FILE);
    }

    private void write(List<Observation> observations, int stepLines) throws IOException, MalformedException {
        try (ObservationLog log = ObservationLog.open(folder, 901)) {
            for (int i = 0; i < observations.size(); i++) {
                log.append(observations.get(i));
                if (i % stepLines == stepLines - 1) {
                    log.commit();
                }
            }
            log.commit();
        }
    }

    @Test
    void readsWhatItWrote() throws IOException, MalformedException {
        write(samples(), 2);
        assertThat(read()).isEqualTo(samples());
        write(samples(), 3);
        assertThat(read()).hasSize(2 * samples().size());
    }

    @Test
    void losesWhatWasNotCommitted() throws IOException, MalformedException {
        try (ObservationLog log = ObservationLog.open(folder, 901)) {
            log.append(samples().get(0));
        }
        assertThat(read()).isEmpty();
    }

    /** A process that dies in a write leaves a prefix of the file; whatever its length, whole steps stay and the next go behind them. */
    @Test
    void cutsAStepThatIsNotWholeAtEveryByte() throws IOException, MalformedException {
        write(samples(), 4);
        byte[] whole = Files.readAllBytes(file());
        List<Integer> stepEnds = stepEnds(whole);
        for (int length = 0; length <= whole.length; length += length < 100 ? 1 : 7) {
            Files.write(file(), Arrays.copyOf(whole, length));
            int end = length;
            long steps = stepEnds.stream().filter(stepEnd -> stepEnd <= end).count();
            long kept = Math.min(samples().size(), 4 * steps);
            write(samples().subList(0, 1), 1);
            assertThat(read()).as("length " + length).hasSize((int) kept + 1);
        }
    }

    private static List<Integer> stepEnds(byte[] file) {
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        for (String line : new String(file, StandardCharsets.UTF_8).split("(?<=\n)", -1)) {
            at += line.getBytes(StandardCharsets.UTF_8).length;
            if (line.contains("\"kind\":\"step\"")) {
                ends.add(at);
            }
        }
        return ends;
    }

    @Test
    void takesTheLastStepForTornWhereAPageOfItWasNeverWritten() throws IOException, MalformedException {
        write(samples(), 4);
        byte[] file = Files.readAllBytes(file());
        int start = stepEnds(file).get(1);
        Arrays.fill(file, start + 10, start + 20, (byte) 0);
        Files.write(file(), file);
        assertThat(read()).hasSize(8);
    }

    @Test
    void refusesAFileThatIsDamagedBeforeItsLastStep() throws IOException, MalformedException {
        write(samples(), 2);
        byte[] whole = Files.readAllBytes(file());
        // A closing line that is damaged makes one of two steps, so the last two may look like one that was torn.
        int beforeLastTwo = stepEnds(whole).get(stepEnds(whole).size() - 3);
        for (int at = 0; at < beforeLastTwo; at += 5) {
            byte[] damaged = whole.clone();
            damaged[at] = '#';
            Files.write(file(), damaged);
            assertThatExceptionOfType(MalformedException.class)
                    .as("byte " + at)
                    .isThrownBy(() -> ObservationLog.open(folder, 901));
        }
    }

    @Test
    void refusesAnotherChainsFileAndASecondWriter() throws IOException, MalformedException {
        write(samples(), 2);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ObservationLog.open(folder, 902));
        try (ObservationLog log = ObservationLog.open(folder, 901)) {
            assertThatExceptionOfType(OverlappingFileLockException.class)
                    .isThrownBy(() -> ObservationLog.open(folder, 901));
            log.append(samples().get(0));
            log.commit();
        }
    }

    @Test
    void refusesLinesThatItDoesNotWrite() throws IOException, MalformedException {
        write(samples(), 100);
        String text = Files.readString(file());
        for (String[] change : new String[][] {
            {"\"caught_up\":true", "\"caught_up\":1"},
            {"\"at\":10", "\"at\":10.0"},
            {"\"at\":10", "\"at\":-1"},
            {"\"kind\":\"gap\"", "\"kind\":\"gaps\""},
            {"\"level\":\"safe\"", "\"level\":\"SAFE\""},
            {"\"measure\":\"arrival\"", "\"measure\":\"arrival\",\"more\":1"},
            {"\"old\":\"0x00", "\"old\":\"0x0"},
            {"\"base_fee\":\"1\"", "\"base_fee\":\"01\""},
            {"\"detail\":\"is well\"", "\"detail\":\"is dead\""},
            {"\"sha256\":\"", "\"sha256\":\"0"},
        }) {
            assertThat(text).contains(change[0]);
            // Twice, so that what is refused is not taken for a step that was torn.
            String changed = text.replace(change[0], change[1]);
            Files.writeString(file(), changed + text.substring(text.indexOf('\n') + 1));
            assertThatExceptionOfType(MalformedException.class).as(change[1]).isThrownBy(this::read);
        }
    }
}
