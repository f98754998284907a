package dev.plumbline.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fault table: each disk operation of a run goes wrong in each way, then the machine restarts in each way, and what was
 * acknowledged must be there, the rest whole or gone, and the journal must go on.
 */
final class JournalFaultTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final int BATCHES = 12;
    private static final int SEGMENT_BYTES = 4_096;
    private static final List<SimulatedDisk.Fault> FAULTS = List.of(SimulatedDisk.Fault.values());

    private final List<Frame> batches = batches();

    JournalFaultTest() throws MalformedException {}

    @ParameterizedTest
    @EnumSource(SimulatedDisk.Fault.class)
    void everyOperationMayFailAndNothingAcknowledgedIsLost(SimulatedDisk.Fault fault) throws IOException {
        var random = new SplittableRandom(7);
        int faulted = 0;
        for (int operation = 0; ; operation++) {
            var disk = new SimulatedDisk();
            disk.failAt(operation, fault);
            int acknowledged = run(disk);
            if (!disk.isFaulted()) {
                assertThat(acknowledged).isEqualTo(BATCHES);
                break;
            }
            faulted++;
            assertRecovers(disk.afterKill(), acknowledged, "kill after operation " + operation);
            for (int i = 0; i < 4; i++) {
                assertRecovers(disk.afterPowerCut(random), acknowledged, "power cut after operation " + operation);
            }
        }
        assertThat(faulted).isGreaterThan(2 * BATCHES);
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void twoPowerCutsInARowLoseNothing(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int run = 0; run < 100; run++) {
            var disk = new SimulatedDisk();
            disk.failAt(random.nextInt(60), FAULTS.get(random.nextInt(FAULTS.size())));
            int acknowledged = run(disk);
            // The power fails again while the ledger recovers.
            SimulatedDisk once = disk.afterPowerCut(random);
            once.failAt(random.nextInt(8), FAULTS.get(random.nextInt(FAULTS.size())));
            try {
                open(once, SEGMENT_BYTES, new ArrayList<>()).close();
            } catch (JournalDamagedException e) {
                throw e;
            } catch (IOException e) {
                assertThat(once.isFaulted()).isTrue();
            }
            assertRecovers(once.afterPowerCut(random), acknowledged, "seed " + seed + " run " + run);
        }
    }

    @Test
    void oneForceMakesABatchDurable() throws IOException {
        var disk = new SimulatedDisk();
        FileJournal journal = open(disk, 1 << 20, new ArrayList<>());
        journal.append(batches.get(0));
        int before = disk.forces();
        for (Frame batch : batches.subList(1, BATCHES)) {
            journal.append(batch);
        }
        assertThat(disk.forces() - before).isEqualTo(BATCHES - 1);
        journal.close();
    }

    @Test
    void aFlippedBitInWhatWasDurableIsReportedAndNeverCut() throws IOException {
        var disk = new SimulatedDisk();
        run(disk);
        List<String> segments = segments(disk);
        for (String name : segments.subList(0, segments.size() - 1)) {
            for (long bit = 0; bit < 8L * 2_000; bit += 13) {
                if (isPadding(bit)) {
                    continue;
                }
                SimulatedDisk damaged = disk.afterKill();
                damaged.flip(name, bit);
                assertThatThrownBy(() -> open(damaged, SEGMENT_BYTES, new ArrayList<>()))
                        .as("%s bit %d", name, bit)
                        .isInstanceOf(JournalDamagedException.class);
            }
        }
    }

    @Test
    void aFlippedBitInTheLastSegmentIsReportedUnlessItIsInTheVeryLastFrame() throws IOException {
        var disk = new SimulatedDisk();
        FileJournal journal = open(disk, 1 << 20, new ArrayList<>());
        for (Frame batch : batches) {
            journal.append(batch);
        }
        journal.close();
        String name = segments(disk).get(0);
        int lastFrame = batches.get(BATCHES - 1).encode().remaining();
        int used = Segment.HEADER_BYTES
                + batches.stream().mapToInt(batch -> batch.encode().remaining()).sum();
        for (long bit = 0; bit < 8L * used; bit += 29) {
            if (isPadding(bit)) {
                continue;
            }
            SimulatedDisk damaged = disk.afterKill();
            damaged.flip(name, bit);
            var frames = new ArrayList<Frame>();
            if (bit < 8L * (used - lastFrame)) {
                assertThatThrownBy(() -> replay(damaged, frames))
                        .as("bit %d", bit)
                        .isInstanceOf(JournalDamagedException.class);
            } else {
                // Here damage looks like a torn write. The copy of the last signed checkpoint tells the two apart,
                // before
                // anything is cut: replaying has changed nothing.
                replay(damaged, frames);
                assertThat(frames).hasSize(BATCHES - 1);
                damaged.flip(name, bit);
                frames.clear();
                replay(damaged, frames);
                assertThat(frames).hasSize(BATCHES);
            }
        }
    }

    @Test
    void aMissingSegmentIsReported() throws IOException {
        var disk = new SimulatedDisk();
        run(disk);
        List<String> segments = segments(disk);
        assertThat(segments).hasSizeGreaterThan(2);
        for (String name : segments.subList(0, segments.size() - 1)) {
            SimulatedDisk damaged = disk.afterKill();
            damaged.delete(name);
            assertThatThrownBy(() -> open(damaged, SEGMENT_BYTES, new ArrayList<>()))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("a segment is missing");
        }
    }

    @Test
    void aFrameThatReadsBackOtherwiseIsNeverForced() throws IOException {
        var disk = new SimulatedDisk();
        FileJournal journal = open(disk, SEGMENT_BYTES, new ArrayList<>());
        Frame honest = batches.get(0);
        // What a bit flip between the request and the file would do: the entry is not the one that was signed.
        byte[] flipped = honest.entries().get(0).clone();
        flipped[0] ^= 1;
        int before = disk.forces();
        assertThatThrownBy(() -> journal.append(new Frame(0, List.of(flipped), honest.checkpoint(), honest.note())))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("the signed checkpoint says");
        // One force for the header of the first segment, none for the frame.
        assertThat(disk.forces() - before).isEqualTo(1);
        assertThatThrownBy(() -> journal.append(honest)).isInstanceOf(IOException.class);
    }

    @Test
    void aDiskWithoutRoomForTheNextSegmentRefusesTheBatchAndKeepsWhatItHas() throws IOException {
        var disk = new SimulatedDisk();
        FileJournal journal = open(disk, SEGMENT_BYTES, new ArrayList<>());
        int acknowledged = 0;
        disk.fill();
        try {
            for (Frame batch : batches) {
                journal.append(batch);
                acknowledged++;
            }
            throw new AssertionError("the disk was full");
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        assertRecovers(disk.afterKill(), acknowledged, "full disk");
    }

    private void assertRecovers(SimulatedDisk disk, int acknowledged, String what) throws IOException {
        var frames = new ArrayList<Frame>();
        FileJournal journal = open(disk, SEGMENT_BYTES, frames);
        assertThat(frames.size()).as(what).isBetween(acknowledged, Math.min(acknowledged + 1, BATCHES));
        for (int batch = 0; batch < frames.size(); batch++) {
            assertThat(frames.get(batch).head())
                    .as(what)
                    .isEqualTo(batches.get(batch).head());
        }
        for (Frame batch : batches.subList(frames.size(), BATCHES)) {
            journal.append(batch);
        }
        journal.close();
        var all = new ArrayList<Frame>();
        open(disk, SEGMENT_BYTES, all).close();
        assertThat(all).as(what).hasSize(BATCHES);
    }

    /** Appends all batches, or as many as the disk lets it, and says how many were acknowledged. */
    private int run(SimulatedDisk disk) {
        int acknowledged = 0;
        try {
            FileJournal journal = open(disk, SEGMENT_BYTES, new ArrayList<>());
            for (; acknowledged < BATCHES; acknowledged++) {
                journal.append(batches.get(acknowledged));
            }
            journal.close();
        } catch (IOException e) {
            assertThat(disk.isFaulted()).isTrue();
        }
        return acknowledged;
    }

    private static FileJournal open(SimulatedDisk disk, long segmentBytes, List<Frame> frames) throws IOException {
        var journal = new FileJournal(disk, ORIGIN, segmentBytes);
        journal.replay(frames::add);
        journal.settle();
        return journal;
    }

    private static void replay(SimulatedDisk disk, List<Frame> frames) throws IOException {
        new FileJournal(disk, ORIGIN, SEGMENT_BYTES).replay(frames::add);
    }

    /** Batches of one to four entries of some hundred bytes. */
    private static List<Frame> batches() throws MalformedException {
        var key = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        var random = new SplittableRandom(31);
        var frontier = new Frontier();
        var batches = new ArrayList<Frame>();
        for (int batch = 0; batch < BATCHES; batch++) {
            long first = frontier.size();
            var entries = new ArrayList<byte[]>();
            for (int i = 0; i <= batch % 4; i++) {
                byte[] entry = new byte[100 + 77 * i];
                random.nextBytes(entry);
                entries.add(entry);
                frontier.append(TreeHasher.leaf(entry), (level, index, hash) -> {});
            }
            var checkpoint = new Checkpoint(ORIGIN, frontier.head());
            batches.add(new Frame(first, entries, checkpoint, key.sign(checkpoint.encode())));
        }
        return batches;
    }

    private static List<String> segments(SimulatedDisk disk) {
        return disk.list().stream().filter(name -> name.endsWith(".journal")).toList();
    }

    /** The twelve bytes of a segment's header that mean nothing. */
    private static boolean isPadding(long bit) {
        return bit / 8 >= 52 && bit / 8 < Segment.HEADER_BYTES;
    }
}
