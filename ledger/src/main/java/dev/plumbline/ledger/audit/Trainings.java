package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * The uploads of each namespace by id, to tell what a model was trained on. A model registers only the root of a list that is
 * not in the log; two lists can be guessed: all uploads of the namespace in that state, and those that may be trained on.
 *
 * <p>A guess costs a hash for each upload of the namespace, and is kept for the next model of the same state.
 */
final class Trainings {
    private static final int GUESSES_MAX = 64;

    // Rows (namespace, id in four words, ordered as its bytes are): the leaf index.
    private final MVMap<long[], Long> uploads;
    private final AuditStore store;
    private final Map<Guess, Guessed> guesses = new Names.Recent<>(GUESSES_MAX);

    Trainings(AuditStore store) {
        this.store = store;
        this.uploads = store.indexes("uploads");
    }

    void add(long namespace, EventId upload, long index) {
        uploads.put(row(namespace, upload), index);
    }

    /** What is kept of a model. */
    Facts.Model facts(long namespace, ModelRegister model, List<Long> others) {
        ModelRegister.Training training = model.training();
        Guessed guessed =
                guesses.computeIfAbsent(new Guess(namespace, training.asOf().size()), this::guess);
        boolean isAll = guessed.all().isOf(training);
        boolean isPermitted = guessed.permitted().isOf(training);
        return new Facts.Model(training.asOf().size(), isAll || isPermitted, !isAll && isPermitted, others);
    }

    private Guessed guess(Guess guess) {
        var all = new Frontier();
        var permitted = new Frontier();
        Cursor<long[], Long> rows = uploads.cursor(
                new long[] {guess.namespace()}, new long[] {guess.namespace(), Long.MAX_VALUE, Long.MAX_VALUE}, false);
        while (rows.hasNext()) {
            long[] row = rows.next();
            long index = rows.getValue();
            if (index < guess.size()) {
                Hash leaf = TreeHasher.leaf(SortedIds.bytes(row, 1));
                all.append(leaf, (level, place, hash) -> {});
                Facts facts = store.at(index);
                if (facts != null && facts.detail() instanceof Facts.Upload upload && maybeTrainedOn(upload)) {
                    permitted.append(leaf, (level, place, hash) -> {});
                }
            }
        }
        return new Guessed(Listed.of(all), Listed.of(permitted));
    }

    /** Whether its license permits to train on an upload. */
    static boolean maybeTrainedOn(Facts.Upload upload) {
        return UseCode.permission(upload.use(), Purpose.TRAIN) == Permission.ALLOWED
                || UseCode.permission(upload.use(), Purpose.FINETUNE) == Permission.ALLOWED;
    }

    private static long[] row(long namespace, EventId id) {
        long[] words = SortedIds.row(id.hash());
        return new long[] {namespace, words[0], words[1], words[2], words[3]};
    }

    private record Guess(long namespace, long size) {}

    private record Guessed(Listed all, Listed permitted) {}

    /** A list of uploads as a model registers it. */
    private record Listed(long count, Hash root) {
        static Listed of(Frontier list) {
            return new Listed(list.size(), list.head().root());
        }

        boolean isOf(ModelRegister.Training training) {
            return count == training.uploadsCount() && root.equals(training.uploadsRoot());
        }
    }
}
