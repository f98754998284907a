package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every size to 40: what was added holds, what follows from it holds, and nothing else does. */
final class ProvenNodesTest {
    private static final int SIZE_MAX = 40;

    // One path proves the node that any other path meets it at, and all that stand beside it from there on.
    @Test
    void holdsExactlyThePathsThatLeadToTheRoot() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<EventId> ids = ids(size);
            List<BatchPath> paths = BatchPath.ofAll(ids);
            Hash root = paths.get(0).rootFrom(ids.get(0));
            for (int first = 0; first < size; first += 5) {
                var tree = new ProvenNodes(size, root);
                assertThat(tree.hold(paths.get(first), BatchPath.leaf(ids.get(first))))
                        .isFalse();
                tree.add(paths.get(first), BatchPath.leaf(ids.get(first)), root);
                for (int i = 0; i < size; i++) {
                    assertThat(tree.hold(paths.get(i), BatchPath.leaf(ids.get(i))))
                            .as("leaf %d of %d after leaf %d", i, size, first)
                            .isTrue();
                    assertNothingElseHolds(tree, paths.get(i), ids.get(i));
                }
                IntStream.range(0, size).forEach(i -> tree.add(paths.get(i), BatchPath.leaf(ids.get(i)), root));
                for (int i = 0; i < size; i++) {
                    assertThat(tree.hold(paths.get(i), BatchPath.leaf(ids.get(i))))
                            .isTrue();
                    assertNothingElseHolds(tree, paths.get(i), ids.get(i));
                }
            }
        }
    }

    @Test
    void takesNothingFromATreeOfAnotherRoot() {
        List<EventId> ids = ids(8);
        List<BatchPath> paths = BatchPath.ofAll(ids);
        var tree = new ProvenNodes(8, SampleEvents.hash("another root"));
        tree.add(paths.get(3), BatchPath.leaf(ids.get(3)), paths.get(3).rootFrom(ids.get(3)));
        assertThat(tree.hold(paths.get(3), BatchPath.leaf(ids.get(3)))).isFalse();
    }

    private static void assertNothingElseHolds(ProvenNodes tree, BatchPath path, EventId id) {
        assertThat(tree.hold(path, SampleEvents.hash("another leaf"))).isFalse();
        for (int at = 0; at < path.path().size(); at++) {
            var hashes = new ArrayList<>(path.path());
            hashes.set(at, SampleEvents.hash("another sibling"));
            assertThat(tree.hold(new BatchPath(path.index(), path.size(), hashes), BatchPath.leaf(id)))
                    .isFalse();
        }
    }

    private static List<EventId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleEvents.id("event " + i))
                .toList();
    }
}
