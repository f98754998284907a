package dev.plumbline.ledger.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.view.KeyChange;
import dev.plumbline.proofs.view.LogView;
import dev.plumbline.proofs.view.RecentTiles;
import dev.plumbline.proofs.view.TileFetcher;
import dev.plumbline.proofs.view.ViewChange;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client who saw a log under its old key follows it to the new one, and follows nothing else. */
final class KeyChangeTest {
    private static final TrustPolicy NEXT = TrustPolicy.ofLog(NewLog.KEY.verifierKey());

    private final OldLog old = new OldLog(300);

    @TempDir
    private Path folder;

    private Ledger ledger;

    @BeforeEach
    void takeOver() throws IOException {
        Path data = folder.resolve("new");
        NewLog.rebuild(data, old.recover(old.anchor(200), old.mirror("mirror", 290, 290)));
        ledger = NewLog.open(data, old.anchor(200));
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Test
    void followsFromEverySizeThatWasRecoveredAndFromThenOnBelievesTheNewKeyAlone() throws Exception {
        for (long seen : new long[] {0, 1, 255, 256, 257, 289, 290}) {
            KeyChange change = follow(view(seen), ledger.head().note(), NEXT, 290, tiles());
            assertThat(change).as("from " + seen).isInstanceOf(KeyChange.Followed.class);
            var followed = (KeyChange.Followed) change;
            assertThat(followed.view().checkpoint().head())
                    .isEqualTo(ledger.head().head());
            assertThat(followed.handover().recovered()).isEqualTo(old.head(290));
            ViewChange back =
                    followed.view().advance(SignedNote.parse(old.log.checkpoint(300)), tiles(), new RecentTiles(16));
            assertThat(back).isInstanceOf(ViewChange.Untrusted.class);
        }
    }

    @Test
    void saysThatWhatWasSeenBehindTheRecoveredTreeIsNotThere() throws Exception {
        assertThat(cause(follow(view(291), ledger.head().note(), NEXT, 290, tiles())))
                .isEqualTo(KeyChange.Cause.BEYOND_RECOVERED);
    }

    @Test
    void refusesAClientOfAnotherHistory() throws Exception {
        var fork = new OldLog(100);
        fork.grow(5, 2);
        LogView seen = start(fork.key(), fork.log.checkpoint());
        assertThat(cause(follow(seen, ledger.head().note(), NEXT, 290, tiles())))
                .isEqualTo(KeyChange.Cause.NOT_CONSISTENT);
    }

    @Test
    void refusesEveryOtherEntryEveryOtherKeyAndDamagedTiles() throws Exception {
        SignedNote now = ledger.head().note();
        LogView seen = view(100);
        for (long index : new long[] {-1, 0, 289, 291, Long.MAX_VALUE}) {
            assertThat(cause(follow(seen, now, NEXT, index, tiles())))
                    .as("entry " + index)
                    .isEqualTo(KeyChange.Cause.NO_HANDOVER);
        }
        assertThat(cause(follow(seen, now, TrustPolicy.ofLog(old.key()), 290, tiles())))
                .isEqualTo(KeyChange.Cause.UNTRUSTED);
        // Who is under the new key already has nothing to be handed over from.
        assertThat(cause(follow(((ViewChange.Advanced) LogView.start(NEXT, now)).view(), now, NEXT, 290, tiles())))
                .isEqualTo(KeyChange.Cause.NO_HANDOVER);
        TileFetcher<IOException> damaged = (path, bytesMax) -> {
            byte[] bytes = tiles().fetch(path, bytesMax);
            if (bytes != null && path.startsWith("tile/entries/001")) {
                bytes[bytes.length - 1] ^= 1;
            }
            return bytes;
        };
        assertThat(cause(follow(seen, now, NEXT, 290, damaged))).isEqualTo(KeyChange.Cause.UNVERIFIABLE);
    }

    private static KeyChange follow(
            LogView seen, SignedNote now, TrustPolicy next, long index, TileFetcher<IOException> tiles)
            throws IOException {
        return KeyChange.follow(seen, now, next, index, tiles, new RecentTiles(16));
    }

    private static KeyChange.Cause cause(KeyChange change) {
        return ((KeyChange.Refused) change).cause();
    }

    private LogView view(long size) throws Exception {
        return start(old.key(), old.log.checkpoint(size));
    }

    private static LogView start(VerifierKey key, byte[] checkpoint) throws Exception {
        ViewChange started = LogView.start(TrustPolicy.ofLog(key), SignedNote.parse(checkpoint));
        return ((ViewChange.Advanced) started).view();
    }

    private TileFetcher<IOException> tiles() {
        return (path, bytesMax) -> {
            try {
                return ledger.tile(TileAddress.parse(path));
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        };
    }
}
