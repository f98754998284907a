package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.KeyChange.Cause;
import dev.plumbline.proofs.view.KeyChange.Followed;
import dev.plumbline.proofs.view.KeyChange.Refused;
import dev.plumbline.testkit.SampleEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A handover that is not quite one, in a log that is sound otherwise. */
final class KeyChangeTest {
    private static final int RECOVERED = 300;
    private static final int SIZE = RECOVERED + 20;
    private static final EventSigner ISSUER = EventSigner.ed25519(SlowLog.secret(2));
    private static final VerifierKey OLD = SlowLog.KEY.verifierKey();
    private static final SignerKey NEW_SIGNER = SlowLog.key(SlowLog.ORIGIN, 2);
    private static final VerifierKey NEW = NEW_SIGNER.verifierKey();
    private static final VerifierKey STRANGER = SlowLog.key(SlowLog.ORIGIN, 3).verifierKey();
    private static final SlowLog BEFORE = SlowLog.honest(RECOVERED + 50);
    private static final TreeHead HEAD = BEFORE.head(RECOVERED);
    private static final RecentTiles NO_CACHE = new RecentTiles(0);

    private static LogHandover handover(
            List<VerifierKey> from, List<VerifierKey> to, TreeHead recovered, @Nullable TreeHead anchored) {
        var held = anchored == null ? null : new LogHandover.Anchored("eip155:1", "0x" + "0".repeat(40), anchored, 5);
        return new LogHandover(from, to, recovered, held, null);
    }

    private static LogHandover good() {
        return handover(List.of(OLD), List.of(NEW), HEAD, BEFORE.head(200));
    }

    private static byte[] entry(Body body, EventSigner signer) {
        return EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT)
                .sign(signer)
                .entry();
    }

    private static SlowLog after(byte[] handover) {
        SlowLog log = SlowLog.honest(RECOVERED).append(handover);
        while (log.size() < SIZE) {
            log.append(new byte[] {1});
        }
        return log;
    }

    private static LogView view(long size) {
        var started = (ViewChange.Advanced) LogView.start(TrustPolicy.ofLog(OLD), BEFORE.note(size));
        return started.view();
    }

    private static KeyChange follow(LogView seen, SlowLog log, SignerKey signer, long index) {
        return KeyChange.follow(
                seen,
                log.note(SIZE, signer),
                TrustPolicy.ofLog(signer.verifierKey()),
                index,
                new ServedLog(log, SIZE),
                NO_CACHE);
    }

    private static void assertRefused(Cause cause, byte[] handover) {
        assertCause(cause, follow(view(100), after(handover), NEW_SIGNER, RECOVERED));
    }

    private static void assertCause(Cause cause, KeyChange change) {
        assertThat(change).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.detail()).isNotEmpty();
            assertThat(refused.cause()).as(refused.detail()).isEqualTo(cause);
        });
    }

    @Test
    void followsAHandoverWithAnAnchorAndWithoutOne() {
        for (TreeHead anchored : new TreeHead[] {null, BEFORE.head(1), HEAD}) {
            LogHandover handover = handover(List.of(STRANGER, OLD), List.of(NEW), HEAD, anchored);
            SlowLog log = after(entry(handover, ISSUER));
            for (long seen : new long[] {0, 1, RECOVERED - 1, RECOVERED}) {
                assertThat(follow(view(seen), log, NEW_SIGNER, RECOVERED))
                        .isInstanceOfSatisfying(Followed.class, followed -> {
                            assertThat(followed.handover()).isEqualTo(handover);
                            assertThat(followed.index()).isEqualTo(RECOVERED);
                            assertThat(followed.view().checkpoint().head()).isEqualTo(log.head(SIZE));
                        });
            }
        }
    }

    /** Nobody had a single entry of it left. */
    @Test
    void followsAHandoverThatIsTheFirstEntry() {
        LogHandover handover = handover(List.of(OLD), List.of(NEW), TreeHead.EMPTY, null);
        SlowLog log = SlowLog.honest(0).append(entry(handover, ISSUER));
        KeyChange change = KeyChange.follow(
                view(0), log.note(1, NEW_SIGNER), TrustPolicy.ofLog(NEW), 0, new ServedLog(log, 1), NO_CACHE);
        assertThat(change).isInstanceOf(Followed.class);
    }

    @Test
    void saysThatMoreWasSeenThanWasRecovered() {
        SlowLog log = after(entry(good(), ISSUER));
        for (long seen : new long[] {RECOVERED + 1, RECOVERED + 50}) {
            assertCause(Cause.BEYOND_RECOVERED, follow(view(seen), log, NEW_SIGNER, RECOVERED));
        }
    }

    @Test
    void wantsTheHandoverWhereItIsSaidToBe() {
        SlowLog log = after(entry(good(), ISSUER));
        for (long index : new long[] {Long.MIN_VALUE, -1, 0, RECOVERED - 1, RECOVERED + 1, SIZE - 1, SIZE, SIZE + 1}) {
            assertCause(Cause.NO_HANDOVER, follow(view(100), log, NEW_SIGNER, index));
        }
        assertRefused(Cause.NO_HANDOVER, entry(SampleEvents.smallUpload(0), ISSUER));
    }

    @Test
    void wantsTheKeysThatSignedBeforeAndSignNow() {
        assertRefused(Cause.NO_HANDOVER, entry(handover(List.of(STRANGER), List.of(NEW), HEAD, null), ISSUER));
        EventSigner stranger = EventSigner.ed25519(SlowLog.secret(3));
        assertRefused(Cause.NO_HANDOVER, entry(handover(List.of(OLD), List.of(STRANGER), HEAD, null), stranger));
        assertRefused(Cause.NO_HANDOVER, entry(good(), stranger));
        // The bytes of the new key, as those of another scheme.
        assertRefused(Cause.NO_HANDOVER, entry(good(), EventSigner.secp256k1(SlowLog.secret(2))));
    }

    @Test
    void wantsASoundSignature() {
        LogHandover said = good();
        LogHandover other = handover(List.of(OLD), List.of(NEW), HEAD, null);
        EventDraft draft = EventDraft.first(said, SampleEvents.NAMESPACE, ISSUER.issuer(), SampleEvents.ISSUED_AT);
        Event signed = EventDraft.first(other, SampleEvents.NAMESPACE, ISSUER.issuer(), SampleEvents.ISSUED_AT)
                .sign(ISSUER);
        assertRefused(
                Cause.NO_HANDOVER, draft.signed(signed.signature(), List.of()).entry());
    }

    @Test
    void wantsWhatWasRecoveredRightBeforeTheHandover() {
        for (TreeHead recovered : new TreeHead[] {BEFORE.head(RECOVERED - 1), BEFORE.head(RECOVERED + 1)}) {
            assertRefused(Cause.NO_HANDOVER, entry(handover(List.of(OLD), List.of(NEW), recovered, null), ISSUER));
        }
    }

    @Test
    void wantsTheTreeThatItSpeaksOf() {
        var other = new TreeHead(RECOVERED, TreeHasher.sha256(new byte[1]));
        assertRefused(Cause.NOT_CONSISTENT, entry(handover(List.of(OLD), List.of(NEW), other, null), ISSUER));
        var otherAnchor = new TreeHead(200, TreeHasher.sha256(new byte[1]));
        assertRefused(Cause.NOT_CONSISTENT, entry(handover(List.of(OLD), List.of(NEW), HEAD, otherAnchor), ISSUER));
        SlowLog fork = new SlowLog(150, 99, "other");
        var seen = (ViewChange.Advanced) LogView.start(TrustPolicy.ofLog(OLD), fork.note(100));
        SlowLog log = after(entry(good(), ISSUER));
        assertCause(Cause.NOT_CONSISTENT, follow(seen.view(), log, NEW_SIGNER, RECOVERED));
    }

    @Test
    void wantsTheSameOrigin() {
        SignerKey elsewhere = SlowLog.key("log.example/other", 2);
        LogHandover handover = handover(List.of(OLD), List.of(elsewhere.verifierKey()), HEAD, null);
        assertCause(Cause.NO_HANDOVER, follow(view(100), after(entry(handover, ISSUER)), elsewhere, RECOVERED));
    }

    @Test
    void wantsACheckpointThatTheNewPolicyBelieves() {
        SlowLog log = after(entry(good(), ISSUER));
        KeyChange change = KeyChange.follow(
                view(100), log.note(SIZE), TrustPolicy.ofLog(NEW), RECOVERED, new ServedLog(log, SIZE), NO_CACHE);
        assertCause(Cause.UNTRUSTED, change);
        assertThat(((Refused) change).detail()).doesNotContain("evidence");
    }

    @Test
    void accusesNobodyForAMissingTile() {
        SlowLog log = after(entry(good(), ISSUER));
        for (String path : List.of("tile/entries/001.p/64", "tile/0/000", "tile/0/001.p/64")) {
            ServedLog served = new ServedLog(log, SIZE).replace(path, null);
            assertCause(
                    Cause.UNVERIFIABLE,
                    KeyChange.follow(
                            view(100),
                            log.note(SIZE, NEW_SIGNER),
                            TrustPolicy.ofLog(NEW),
                            RECOVERED,
                            served,
                            NO_CACHE));
        }
    }
}
