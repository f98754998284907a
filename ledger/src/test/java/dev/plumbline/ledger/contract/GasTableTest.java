package dev.plumbline.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.IncludedDemand;
import dev.plumbline.ledger.anchor.RootAnchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The gas table of docs/format/anchor.md holds within 2 %. A row that is wrong is printed as it should be. */
class GasTableTest extends OnChain {
    private static final long ANCHOR_MAX = 120_000;

    private final Map<String, Long> measured = new LinkedHashMap<>();

    @Test
    void everyFunctionCostsWhatTheTableSays() throws IOException {
        String begun = node.snapshot();
        measured.put("creating the contract", node.creation.gas());
        anchors();
        demands();
        satisfactions();
        handover();
        node.revert(begun);
        onlyDemands();
        Map<String, Long> table = table();
        var wrong = new StringBuilder();
        measured.forEach((row, gas) -> {
            long said = table.getOrDefault(row, 0L);
            if (Math.abs(gas - said) * 50 > said) {
                wrong.append(String.format("| %s | %,d |", row, gas)).append('\n');
            }
        });
        assertThat(wrong).as("rows as measured").isEmpty();
        assertThat(table.keySet()).containsExactlyElementsOf(measured.keySet());
        assertThat(measured.get("an anchor at 2^20 leaves, 1 more: 21 hashes")).isLessThan(ANCHOR_MAX);
    }

    private void anchors() {
        put("the first anchor, of 1 leaf", anchor(0, 1));
        put("an anchor at 2 leaves, 1 hash", anchor(1, 2));
        grow("2^10", 2, 10, 100);
        grow("2^20", 1L << 10, 20, 1_000);
        grow("2^30", 1L << 20, 30, 10_000);
    }

    /** Some leaves more; and the dearest step, to a full tree from one leaf less. */
    private void grow(String name, long from, int level, long step) {
        long size = 1L << level;
        anchor(from, size - step).requireSuccess();
        String clean = node.snapshot();
        putAnchor("an anchor at " + name + " leaves, " + step + " more", size - step, size);
        node.revert(clean);
        anchor(size - step, size - 1).requireSuccess();
        putAnchor("an anchor at " + name + " leaves, 1 more", size - 1, size);
    }

    private void putAnchor(String row, long older, long newer) {
        put(row + ": " + TREE.extension(older, newer).size() + " hashes", anchor(older, newer));
    }

    private void demands() {
        put("the first demand, of 1 byte", node.demand(node.stranger, new byte[] {1}));
        put("a demand of 1 byte in a place not used before", node.demand(node.stranger, new byte[] {1}));
        put("a demand of 1,000 bytes there", node.demand(node.stranger, entry(1_000)));
        put("a demand of 65,535 bytes there", node.demand(node.stranger, entry(RootAnchor.ENTRY_BYTES_MAX)));
    }

    private void satisfactions() {
        String clean = node.snapshot();
        node.demandAll(node.stranger, Collections.nCopies(RootAnchor.BACKLOG_STEP, ENTRY));
        // As if those before had been satisfied: the front moves with the first of these.
        node.setSlot(6, DemandOnChainTest.queue(4 + RootAnchor.BACKLOG_STEP, 4, 0));
        String open = node.snapshot();
        long size = 1L << 30;
        byte[] satisfy = RootAnchor.satisfyCall(shown(4, 5, size), size);
        put("satisfying a demand: 30 hashes", node.send(node.other, satisfy));
        node.revert(open);
        open = node.snapshot();
        put("anchoring and satisfying 1 demand: 1 + 31 hashes", both(size, 1));
        node.revert(open);
        put("anchoring and satisfying 64 demands", both(size, RootAnchor.BACKLOG_STEP));
        node.revert(clean);
        // As if the ring had gone round once: place 0 is written over.
        node.setSlot(6, DemandOnChainTest.queue(1_024, 1_024, 0));
        put("a demand of 1 byte in a place used before", node.demand(node.stranger, new byte[] {1}));
    }

    /** The one demand there is, at each size of the log. */
    private void onlyDemands() {
        for (int level : new int[] {0, 10, 20, 30}) {
            String clean = node.snapshot();
            long size = 1L << level;
            anchor(0, size).requireSuccess();
            node.demand(node.stranger, ENTRY).requireSuccess();
            byte[] satisfy = RootAnchor.satisfyCall(shown(0, size - 1, size), size);
            put("satisfying the only demand at 2^" + level + " leaves", node.send(node.other, satisfy));
            node.revert(clean);
        }
    }

    private Outcome both(long older, int count) {
        List<IncludedDemand> shown = LongStream.range(4, 4 + count)
                .mapToObj(id -> shown(id, 5, older + 1))
                .toList();
        return node.send(
                node.operator,
                RootAnchor.anchorAndSatisfyCall(TREE.head(older + 1), TREE.extension(older, older + 1), shown));
    }

    private void handover() {
        put("naming a successor", node.send(node.operator, RootAnchor.nameSuccessorCall(node.other)));
        put("accepting", node.send(node.other, RootAnchor.acceptOperatorCall()));
    }

    private void put(String row, Outcome outcome) {
        measured.put(row, outcome.requireSuccess().gas());
    }

    private static byte[] entry(int length) {
        byte[] entry = new byte[length];
        Arrays.fill(entry, (byte) 0x5a);
        return entry;
    }

    private static Map<String, Long> table() throws IOException {
        Path file = Path.of(System.getProperty("plumbline.root", ".."), "docs/format/anchor.md");
        Map<String, Long> table = new LinkedHashMap<>();
        boolean isTable = false;
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\\|", -1);
            if (line.equals("| call | gas |")) {
                isTable = true;
            } else if (isTable && !line.startsWith("|")) {
                return table;
            } else if (isTable && cells.length == 4 && !line.startsWith("| ---")) {
                table.put(cells[1].strip(), Long.parseLong(cells[2].strip().replace(",", "")));
            }
        }
        throw new AssertionError("no gas table in " + file);
    }
}
