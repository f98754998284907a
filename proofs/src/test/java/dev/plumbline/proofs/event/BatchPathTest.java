package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchPathTest {
    @Test
    void leadsEveryEventOfEveryBatchToSeventyToTheRootOfTheDefinition() {
        for (int size = 1; size <= 70; size++) {
            List<EventId> ids = EventSignatureTest.ids(size);
            Hash root = slowRoot(ids);
            List<BatchPath> paths = BatchPath.ofAll(ids);
            assertThat(paths).hasSize(size);
            for (int index = 0; index < size; index++) {
                assertThat(paths.get(index).index()).isEqualTo(index);
                assertThat(paths.get(index).size()).isEqualTo(size);
                assertThat(paths.get(index).rootFrom(ids.get(index))).isEqualTo(root);
            }
        }
    }

    @Test
    void leadsEveryEventOfTheLargestBatchToOneRoot() {
        List<EventId> ids = EventSignatureTest.ids(Limits.BATCH_EVENTS_MAX);
        List<BatchPath> paths = BatchPath.ofAll(ids);
        Set<Hash> roots = new HashSet<>();
        for (int index = 0; index < ids.size(); index++) {
            roots.add(paths.get(index).rootFrom(ids.get(index)));
        }
        assertThat(roots).containsExactly(slowRoot(ids));
    }

    @Test
    void takesExactlyOneLengthForEachPlace() throws MalformedException {
        for (int size = 1; size <= 70; size++) {
            for (int index = 0; index < size; index++) {
                for (int length = 0; length <= 9; length++) {
                    List<Hash> path = Collections.nCopies(length, TreeHasher.emptyRoot());
                    List<String> base64 = path.stream().map(Hash::base64).toList();
                    int fixedIndex = index;
                    int fixedSize = size;
                    if (length == slowLength(index, size)) {
                        assertThat(BatchPath.parse(index, size, base64)).isEqualTo(new BatchPath(index, size, path));
                    } else {
                        assertThat(codeOf(index, size, base64)).isEqualTo(Malformed.RULE);
                        assertThatThrownBy(() -> new BatchPath(fixedIndex, fixedSize, path))
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        }
    }

    @Test
    void refusesPlacesOutsideTheBatchAndBatchesOutsideTheLimit() {
        assertThat(codeOf(0, 0, List.of())).isEqualTo(Malformed.LIMIT_EXCEEDED);
        assertThat(codeOf(0, -1, List.of())).isEqualTo(Malformed.LIMIT_EXCEEDED);
        assertThat(codeOf(0, Limits.BATCH_EVENTS_MAX + 1L, List.of())).isEqualTo(Malformed.LIMIT_EXCEEDED);
        assertThat(codeOf(0, (1L << 32) + 1, List.of())).isEqualTo(Malformed.LIMIT_EXCEEDED);
        assertThat(codeOf(1, 1, List.of())).isEqualTo(Malformed.VALUE);
        assertThat(codeOf(-1, 1, List.of())).isEqualTo(Malformed.VALUE);
        assertThat(codeOf(1L << 32, 1, List.of())).isEqualTo(Malformed.VALUE);
        assertThat(codeOf(0, 2, List.of("x"))).isEqualTo(Malformed.SYNTAX);
    }

    private static Malformed codeOf(long index, long size, List<String> base64) {
        try {
            BatchPath.parse(index, size, base64);
        } catch (MalformedException e) {
            return e.code();
        }
        throw new AssertionError("taken: " + index + " of " + size);
    }

    /** The definition in RFC 6962 section 2.1: split at the largest power of two below the size. */
    private static Hash slowRoot(List<EventId> ids) {
        if (ids.size() == 1) {
            return TreeHasher.leaf(ids.get(0).hash().bytes());
        }
        int split = Integer.highestOneBit(ids.size() - 1);
        return TreeHasher.node(slowRoot(ids.subList(0, split)), slowRoot(ids.subList(split, ids.size())));
    }

    /** The number of splits above a leaf, by the same definition. */
    static int slowLength(int index, int size) {
        if (size == 1) {
            return 0;
        }
        int split = Integer.highestOneBit(size - 1);
        return 1 + (index < split ? slowLength(index, split) : slowLength(index - split, size - split));
    }

    @Test
    void copiesTheListItIsGiven() {
        List<Hash> path = new ArrayList<>(List.of(TreeHasher.emptyRoot()));
        var batch = new BatchPath(0, 2, path);
        path.clear();
        assertThat(batch.path()).hasSize(1);
    }
}
