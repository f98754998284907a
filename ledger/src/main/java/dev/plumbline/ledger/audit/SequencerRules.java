package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.SequencerEquivocate;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.merkle.Hash;
import org.h2.mvstore.MVMap;

/** Of the rollup's sequencer only what the log's own evidence shows: I34, I35, I36. The rest needs the chain. */
final class SequencerRules implements Rule {
    private final Books books;
    // Rows (chain, height): a signed payload of that height.
    private final MVMap<long[], byte[]> signedBlocks;

    SequencerRules(Books books) {
        this.books = books;
        this.signedBlocks = books.store().rows("signed-blocks");
    }

    @Override
    public void apply(LoggedEvent event) {
        if (event.event().body() instanceof SequencerSubmit) {
            books.tallies().uncheckable(Invariant.SUBMITTED_IS_INCLUDED, 1, "needs the chain");
        } else if (event.event().body() instanceof SequencerObserve observed) {
            observe(event, observed);
        } else if (event.event().body() instanceof SequencerEquivocate evidence) {
            books.judge(
                    Invariant.ONE_BLOCK_PER_HEIGHT,
                    event,
                    "shows two signed payloads of height " + evidence.height() + " of " + evidence.chain()
                            + "; whose signatures they are needs the chain");
        }
    }

    private void observe(LoggedEvent event, SequencerObserve observed) {
        books.tallies().uncheckable(Invariant.ORDER_FOLLOWS_POLICY, 1, "needs the chain");
        if (observed.unsafeSig() == null) {
            books.tallies().uncheckable(Invariant.ONE_BLOCK_PER_HEIGHT, 1, "the block was seen without a signature");
            return;
        }
        Hash payload = observed.unsafeSig().payloadHash();
        long[] row = {books.number(observed.chain()), observed.block()};
        byte[] before = signedBlocks.putIfAbsent(row, payload.bytes());
        boolean isSame = before == null || Hash.of(before).equals(payload);
        books.judge(
                Invariant.ONE_BLOCK_PER_HEIGHT,
                event,
                isSame
                        ? null
                        : "shows a second signed payload of height " + observed.block() + " of " + observed.chain());
    }
}
