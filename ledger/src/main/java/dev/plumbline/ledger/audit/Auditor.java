package dev.plumbline.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.audit.AuditOptions.Signatures;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.RecentTiles;
import dev.plumbline.proofs.view.TileClient;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Checks every {@link Invariant} over a whole log, from its tiles alone, and goes on where it stopped: what it learns is kept
 * in one file, and the next audit reads only what is new.
 *
 * <p>Whatever is wrong with the log is in the result. An exception means that the log could not be reached or that the saved
 * state is of no use; the auditor is then closed, and one that is opened again goes on from the last commit. Owned by one
 * thread, though the fetcher is called from several.
 */
public final class Auditor implements AutoCloseable {
    private static final String ORIGIN = "origin";
    /** The head that was last taken up, which every later one must extend. */
    private static final String HEAD = "head";

    /** The head that was last audited to its end. */
    private static final String DONE = "done";

    private static final String NEXT = "next";
    private static final int TILES_CACHED = 1_024;

    private final AuditStore store;
    private final TrustPolicy policy;
    private final String origin;
    private final AuditOptions options;
    private final Books books;

    private Auditor(AuditStore store, TrustPolicy policy, String origin, AuditOptions options) {
        this.store = store;
        this.policy = policy;
        this.origin = origin;
        this.options = options;
        this.books = new Books(store);
    }

    /**
     * Opens the state in a folder, which must be there, or starts one.
     *
     * @param key the log's key; its name is the log's origin
     * @throws AuditStateException if the saved state is damaged, of another log or of another version
     */
    public static Auditor open(Path folder, VerifierKey key, AuditOptions options) throws AuditStateException {
        return open(folder, key.name(), TrustPolicy.ofLog(key), options);
    }

    /**
     * As {@link #open(Path, VerifierKey, AuditOptions)}, believing checkpoints as a policy says, such as those that witnesses
     * have cosigned.
     *
     * @param origin the log, one of the policy's
     */
    public static Auditor open(Path folder, String origin, TrustPolicy policy, AuditOptions options)
            throws AuditStateException {
        AuditStore store = AuditStore.open(folder, options.cacheMiB());
        byte[] saved = store.setting(ORIGIN);
        byte[] wanted = origin.getBytes(UTF_8);
        if (saved == null) {
            store.set(ORIGIN, wanted);
        } else if (!Arrays.equals(saved, wanted)) {
            store.close();
            throw new AuditStateException("the saved state is of another log than " + MalformedException.quote(origin));
        }
        return new Auditor(store, policy, origin, options);
    }

    /** The head up to which this log is audited; {@link TreeHead#EMPTY} for a new one. */
    public TreeHead audited() {
        return head(DONE);
    }

    private TreeHead head(String setting) {
        byte[] saved = store.setting(setting);
        return saved == null
                ? TreeHead.EMPTY
                : new TreeHead(ByteBuffer.wrap(saved).getLong(), Hash.copyOf(saved, Long.BYTES));
    }

    /**
     * Audits what is new under a checkpoint.
     *
     * @param fetcher where the log's files come from; is called from several threads at once
     * @param checkpoint the signed checkpoint, as it is served
     * @param progress is told of entries, those of this run
     * @throws IOException if the log cannot be reached
     */
    public AuditResult audit(TileFetcher<IOException> fetcher, byte[] checkpoint, Progress progress)
            throws IOException {
        TreeHead from = audited();
        CheckpointVerdict verdict = verdict(checkpoint);
        if (verdict instanceof CheckpointVerdict.Trusted trusted) {
            TreeHead head = trusted.checkpoint().head();
            SignatureSample sample = sample(head);
            var reader = new BundleReader(head, fetcher, new RecentTiles(TILES_CACHED), signatures(sample));
            TileClient<IOException> client = reader.client();
            String contradiction = contradiction(trusted.checkpoint().origin(), client);
            return contradiction == null ? audit(reader, client, from, sample, progress) : refused(from, contradiction);
        }
        return refused(from, "the checkpoint is not to be believed: " + ((CheckpointVerdict.Refused) verdict).detail());
    }

    private CheckpointVerdict verdict(byte[] checkpoint) {
        try {
            return policy.check(SignedNote.parse(checkpoint));
        } catch (MalformedException e) {
            return new CheckpointVerdict.Refused(CheckpointVerdict.Reason.UNREADABLE, e.getMessage());
        }
    }

    private @Nullable String contradiction(String shown, TileClient<IOException> client) throws IOException {
        if (!shown.equals(origin)) {
            return "the checkpoint is of " + MalformedException.quote(shown);
        }
        try {
            return HeadCheck.contradiction(client, head(HEAD));
        } catch (BadTileException e) {
            return "that the log only grew cannot be verified: " + e.getMessage();
        }
    }

    /** The result of what was audited before, and that the log does not go on from there. */
    private AuditResult refused(TreeHead from, String problem) {
        Tallies tallies = books.tallies().copy();
        tallies.judge(Invariant.HEADS_ARE_CONSISTENT, Violation.NO_LEAF, null, problem);
        return result(from, from, tallies, null);
    }

    private AuditResult result(TreeHead from, TreeHead head, Tallies tallies, @Nullable SignatureSample sample) {
        RuleBook.conclude(books, tallies, ledgerIssuers());
        AuditFigures figures = new Figures(store).report();
        return new AuditResult(origin, from, head, books.unreadCount(), tallies.results(), figures, sample);
    }

    private AuditResult audit(
            BundleReader reader,
            TileClient<IOException> client,
            TreeHead from,
            @Nullable SignatureSample sample,
            Progress progress)
            throws IOException {
        TreeHead head = client.head();
        var rules = new RuleBook(books, new HeadHistory(client), ledgerIssuers());
        long start = next();
        boolean isDone = false;
        try {
            save(head, start);
            new Pipeline(reader, rules, options.workerCount()).run(start, head.size(), new Pipeline.Listener() {
                @Override
                public void applied(long size) {
                    progress.report(size - start, head.size() - start);
                }

                @Override
                public void boundary(long size) {
                    save(head, size);
                }
            });
            isDone = true;
        } catch (MVStoreException e) {
            throw new IOException("the state of the audit cannot be written: " + e.getMessage(), e);
        } finally {
            if (!isDone) {
                store.close();
            }
        }
        Tallies tallies = books.tallies().copy();
        tallies.hold(Invariant.HEADS_ARE_CONSISTENT, 1);
        var heads = new HeadCheck(client, tallies);
        heads.remembered(options.remembered());
        heads.promised(options.receipts());
        if (options.receipts().isEmpty()) {
            tallies.uncheckable(Invariant.RECEIPTS_ARE_KEPT, 0, "no receipts were given");
        }
        return result(from, head, tallies, sample);
    }

    private Set<String> ledgerIssuers() {
        return LedgerRules.issuers(policy.logs(), origin);
    }

    private long next() {
        byte[] saved = store.setting(NEXT);
        return saved == null ? 0 : ByteBuffer.wrap(saved).getLong();
    }

    /** Commits that all entries before {@code next} are audited, under this head. Dies before: they are read again. */
    private void save(TreeHead head, long next) {
        byte[] saved = new byte[Long.BYTES + Hash.LENGTH];
        ByteBuffer.wrap(saved).putLong(head.size());
        head.root().copyTo(saved, Long.BYTES);
        store.set(HEAD, saved);
        if (next == head.size()) {
            store.set(DONE, saved);
        }
        store.set(NEXT, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
        books.tallies().keep(store);
        store.commit(next);
    }

    private @Nullable SignatureSample sample(TreeHead head) {
        return options.signatures() instanceof Signatures.Drawn drawn && next() < head.size()
                ? SignatureSample.of(drawn.seed(), next(), head, drawn.count())
                : null;
    }

    private LongPredicate signatures(@Nullable SignatureSample sample) {
        boolean isEach = options.signatures() instanceof Signatures.All;
        Set<Long> drawn = sample == null ? Set.of() : sample.draw();
        return index -> isEach || drawn.contains(index);
    }

    /** Bytes of the saved state. */
    public long stateBytes() {
        return store.fileBytes();
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.commitAndClose(next());
        }
    }
}
