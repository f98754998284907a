package dev.plumbline.proofs.event;

import static dev.plumbline.testkit.SampleEvents.ISSUED_AT;
import static dev.plumbline.testkit.SampleEvents.NAMESPACE;
import static dev.plumbline.testkit.SampleEvents.account;
import static dev.plumbline.testkit.SampleEvents.hash;
import static dev.plumbline.testkit.SampleEvents.signer;
import static dev.plumbline.testkit.SampleEvents.smallUpload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SampleEvents;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventTest {
    static Stream<Body> bodies() {
        return Stream.concat(
                Stream.of(smallUpload(0), SampleEvents.split()), SampleEvents.everyKind().values().stream());
    }

    @Test
    void hasASampleOfEveryKind() {
        assertThat(SampleEvents.everyKind()).containsOnlyKeys(EventKind.values());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsBackWhatItBuilds(Body body) throws MalformedException {
        var draft = new EventDraft(body, NAMESPACE, signer(0).issuer(), 2, SampleEvents.id("first"), ISSUED_AT);
        Event event = body instanceof KeyRotate ? draft.sign(signer(0), signer(1)) : draft.sign(signer(0));
        Event read = Event.parse(event.entry());
        assertThat(read).isEqualTo(event);
        assertThat(read.id()).isEqualTo(draft.id());
        assertThat(read.body()).isEqualTo(body);
        assertThat(read.kind()).isEqualTo(body.kind());
        assertThat(read.namespace()).isEqualTo(NAMESPACE);
        assertThat(read.issuer()).isEqualTo(signer(0).issuer());
        assertThat(read.iseq()).isEqualTo(2);
        assertThat(read.iprev()).isEqualTo(SampleEvents.id("first"));
        assertThat(read.issuedAtMillis()).isEqualTo(ISSUED_AT);
        assertThat(read.entrySize()).isEqualTo(read.entry().length);
        assertThat(read.checkSignatures()).isEqualTo(SignatureStatus.VALID);
    }

    /** The whole example of the format, typed by hand. */
    @Test
    void writesTheSmallestUploadAsTheFormatShowsIt() {
        String issuer = signer(0).issuer().encode();
        Event event = SampleEvents.first();
        assertThat(new String(event.entry(), UTF_8))
                .isEqualTo("{\"body\":{\"content\":{\"digest\":\"sha256:"
                        + hash("content 0").hex()
                        + "\",\"media_type\":\"text/plain\",\"size\":10240},\"contributor\":\"" + issuer
                        + "\",\"license\":{\"evidence\":\"asserted\",\"spdx\":\"CC-BY-4.0\"},\"payout\":\""
                        + account(0).encode()
                        + "\",\"pii\":\"none\",\"source\":{\"kind\":\"human\"},\"upload_type\":\"original\","
                        + "\"use\":{\"train\":\"allowed\"}},\"iseq\":1,\"issued_at\":1763700000000,\"issuer\":\""
                        + issuer + "\",\"kind\":\"datanet.upload\",\"ns\":\"eip155:1612/medical-notes\","
                        + "\"sig\":{\"alg\":\"ed25519\",\"value\":\""
                        + event.signature().encodedValue() + "\"},\"v\":1}");
    }

    @Test
    void hashesAllButTheSignaturesIntoTheId() throws Exception {
        Event event = SampleEvents.first().cosign(signer(5));
        ObjectNode envelope = (ObjectNode) new ObjectMapper().readTree(event.entry());
        envelope.remove(List.of("sig", "cosig"));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("plumbline/event/v1\0".getBytes(UTF_8));
        // The reader keeps the order of the keys, which is the canonical one, and there is nothing to escape.
        byte[] expected = sha256.digest(envelope.toString().getBytes(UTF_8));
        assertThat(event.id().hash().bytes()).isEqualTo(expected);

        sha256.update((byte) 0);
        assertThat(event.leafHash().bytes()).isEqualTo(sha256.digest(event.entry()));
    }

    @Test
    void keepsItsIdHoweverItIsSigned() {
        Event event = SampleEvents.first();
        Event cosigned =
                event.cosign(signer(1)).cosign(EventSigner.p256(hash("k").bytes()));
        assertThat(cosigned.id()).isEqualTo(event.id());
        assertThat(cosigned).isNotEqualTo(event);
        assertThat(cosigned.cosignatures()).hasSize(2);
        assertThat(cosigned.checkSignatures()).isEqualTo(SignatureStatus.VALID);
    }

    @Test
    void isValidOnlyIfEveryPartySigned() {
        Event event = SampleEvents.first();
        var draft = EventDraft.first(event.body(), NAMESPACE, signer(0).issuer(), ISSUED_AT);
        EventSignature ofOther =
                EventDraft.after(event, event.body(), ISSUED_AT).sign(signer(0)).signature();
        assertThat(draft.signed(ofOther, List.of()).checkSignatures()).isEqualTo(SignatureStatus.SIGNATURE_BAD);

        var good = new EventCosignature(signer(1).issuer(), signer(1).sign(draft.id(), "", "", 0));
        var bad = new EventCosignature(signer(2).issuer(), ofOther);
        assertThat(draft.signed(event.signature(), List.of(good)).checkSignatures())
                .isEqualTo(SignatureStatus.VALID);
        assertThat(draft.signed(event.signature(), List.of(bad, good)).checkSignatures())
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
        assertThat(draft.signed(event.signature(), List.of(good, bad)).checkSignatures())
                .isEqualTo(SignatureStatus.SIGNATURE_BAD);
    }

    @Test
    void isSignedByEveryKindOfKey() {
        byte[] key = hash("key").bytes();
        for (EventSigner signer : List.of(
                EventSigner.ed25519(key),
                EventSigner.p256(key),
                EventSigner.secp256k1(key),
                EventSigner.ethereumAccount(1_612, key))) {
            Event event = EventDraft.first(smallUpload(0), NAMESPACE, signer.issuer(), ISSUED_AT)
                    .sign(signer);
            assertThat(event.checkSignatures()).as(signer.toString()).isEqualTo(SignatureStatus.VALID);
            assertThat(SampleEvents.first().cosign(signer).checkSignatures()).isEqualTo(SignatureStatus.VALID);
        }
    }

    @Test
    void signsManyEventsAtOnce() throws MalformedException {
        List<EventDraft> drafts = IntStream.range(0, 5)
                .mapToObj(i -> new EventDraft(
                        smallUpload(i), NAMESPACE, signer(0).issuer(), i + 2, SampleEvents.id("" + i), ISSUED_AT))
                .toList();
        var verifier = new BatchVerifier();
        List<Event> events = EventDraft.signBatch(drafts, signer(0));
        assertThat(events).extracting(Event::iseq).containsExactly(2L, 3L, 4L, 5L, 6L);
        for (Event event : events) {
            Event read = Event.parse(event.entry());
            assertThat(read.signature().batch()).isNotNull();
            assertThat(read.checkSignatures(verifier)).isEqualTo(SignatureStatus.VALID);
            assertThat(read.checkSignatures()).isEqualTo(SignatureStatus.VALID);
        }
    }

    @Test
    void aBatchHoldsAsManyAsItMay() {
        List<EventId> most = IntStream.range(0, Limits.BATCH_EVENTS_MAX)
                .mapToObj(i -> SampleEvents.id("event " + i))
                .toList();
        assertThat(signer(0).signBatch(most)).hasSameSizeAs(most);
        List<EventId> more = new ArrayList<>(most);
        more.add(SampleEvents.id("one more"));
        assertRefused(() -> signer(0).signBatch(more));
        assertRefused(() -> signer(0).signBatch(List.of()));
    }

    @Test
    void tellsTheKindsThatALedgerWritesItself() {
        assertThat(EventKind.values())
                .filteredOn(EventKind::isOfLedger)
                .containsExactlyInAnyOrder(EventKind.ISSUER_CONFLICT, EventKind.ENTRY_FORCED, EventKind.LOG_HANDOVER);
    }

    @Test
    void mentionsWhomItsBodyMentions() {
        Event event = SampleEvents.first();
        assertThat(event.mentions()).isNotEmpty().isEqualTo(event.body().mentions());
    }

    @Test
    void numbersEventsWithoutAGap() {
        Event first = SampleEvents.first();
        Event second = EventDraft.after(first, smallUpload(1), ISSUED_AT).sign(signer(0));
        assertThat(second.iseq()).isEqualTo(2);
        assertThat(second.iprev()).isEqualTo(first.id());
    }

    @Test
    void namesTheEventsAndPartiesOfItsBody() {
        assertThat(references(smallUpload(0))).isEmpty();
        assertThat(references(SampleEvents.fullUpload()))
                .containsExactly("derived_from b", "derived_from a", "duplicate_of original");
        assertThat(references(SampleEvents.model())).containsExactly("base base", "adapter adapter");
        assertThat(references(SampleEvents.split())).isEmpty();
        assertThat(references(SampleEvents.inference(2)))
                .containsExactlyInAnyOrder("model model", "method method", "upload upload 0", "upload upload 1");
        assertThat(references(SampleEvents.accrual()))
                .containsExactly("inference inference", "policy policy", "upload upload 1", "upload upload 2");
        IssuerConflict conflict = SampleEvents.conflict();
        assertThat(conflict.references())
                .containsExactly(
                        new Reference(
                                Reference.Relation.CONFLICT_FIRST,
                                SampleEvents.first().id()),
                        new Reference(Reference.Relation.CONFLICT_SECOND, conflict.secondId()));

        assertThat(SampleEvents.fullUpload().mentions())
                .containsExactly(
                        new Mention(Mention.Role.CONTRIBUTOR, signer(1).issuer()),
                        new Mention(Mention.Role.PAYOUT, account(1)));
        assertThat(SampleEvents.model().mentions()).containsExactly(new Mention(Mention.Role.OWNER, account(2)));
        assertThat(SampleEvents.accrual().mentions())
                .containsExactlyElementsOf(IntStream.range(1, 6)
                        .mapToObj(i -> new Mention(Mention.Role.PAYEE, account(i)))
                        .toList());
        assertThat(conflict.mentions())
                .containsExactly(new Mention(Mention.Role.SUBJECT, signer(0).issuer()));
    }

    @Test
    void sharesNoBytesWithItsCallers() throws MalformedException {
        byte[] entry = SampleEvents.first().entry();
        Event event = Event.parse(entry);
        byte[] before = entry.clone();
        ByteBuffer.wrap(entry).put(new byte[entry.length]);
        event.entry()[0] = 0;
        assertThat(event.entry()).isEqualTo(before);
    }

    @Test
    void embedsASecondEventOnlyIfItFits() throws MalformedException {
        Event large = null;
        for (int lines = 530; large == null; lines--) {
            large = tryToSign(SampleEvents.inference(lines));
        }
        assertThat(large.entrySize()).isGreaterThan(IssuerConflict.EMBEDDED_BYTES_MAX);
        IssuerConflict conflict = IssuerConflict.of(SampleEvents.first().id(), large);
        assertThat(conflict.second()).isNull();
        assertThat(conflict.secondId()).isEqualTo(large.id());
        assertThat(Event.parse(logged(conflict).entry()).body()).isEqualTo(conflict);

        Event fitting = large;
        for (int lines = 530; fitting.entrySize() > IssuerConflict.EMBEDDED_BYTES_MAX; lines--) {
            Event smaller = tryToSign(SampleEvents.inference(lines));
            fitting = smaller == null ? fitting : smaller;
        }
        conflict = IssuerConflict.of(SampleEvents.first().id(), fitting);
        assertThat(conflict.second()).isEqualTo(fitting);
        assertThat(Event.parse(logged(conflict).entry()).body()).isEqualTo(conflict);
    }

    @Test
    void embedsASecondEventUpToTheLastByte() throws MalformedException {
        EventId first = SampleEvents.first().id();
        Event fitting = Event.parse(entryOf(IssuerConflict.EMBEDDED_BYTES_MAX));
        assertThat(IssuerConflict.of(first, fitting).second()).isEqualTo(fitting);
        Event large = Event.parse(entryOf(IssuerConflict.EMBEDDED_BYTES_MAX + 1));
        assertThat(IssuerConflict.of(first, large).second()).isNull();
    }

    @Test
    void isReadUpToTheLastByteThatAnEntryMayHave() throws MalformedException {
        byte[] longest = entryOf(Limits.ENTRY_BYTES_MAX);
        assertThat(Event.parse(longest).entry()).isEqualTo(longest);
        byte[] tooLong = entryOf(Limits.ENTRY_BYTES_MAX + 1);
        assertThatThrownBy(() -> Event.parse(tooLong))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
    }

    /** An event of exactly so many bytes, of a rollup and an attempt with names as long as it takes. */
    private static byte[] entryOf(int size) {
        EditedEvent small = EditedEvent.of(SampleEvents.inference(200));
        int lineBytes = EditedEvent.of(SampleEvents.inference(201)).entry().length - small.entry().length;
        int lines = 200 + (size - small.entry().length) / lineBytes;
        // Shares that are cut off may make a line some digits shorter or longer.
        EditedEvent edited = EditedEvent.of(SampleEvents.inference(lines - 1));
        int spare = size - edited.entry().length;
        int inAttempt = Math.min(spare, 119);
        edited = edited.with("/body/attempt", "\"" + "a".repeat("attempt-1".length() + inAttempt) + "\"");
        return edited.with("/ns", "\"" + NAMESPACE.encode() + "a".repeat(spare - inAttempt) + "\"")
                .entry();
    }

    private static Event logged(IssuerConflict conflict) {
        EventSigner ledger = EventSigner.ethereumAccount(
                Long.MAX_VALUE >>> 11, hash("ledger").bytes());
        var draft = new EventDraft(
                conflict, NAMESPACE, ledger.issuer(), Long.MAX_VALUE >>> 10, SampleEvents.id("last"), ISSUED_AT);
        return draft.sign(ledger);
    }

    private static @Nullable Event tryToSign(Body body) {
        try {
            return EventDraft.first(body, NAMESPACE, signer(0).issuer(), ISSUED_AT)
                    .sign(signer(0));
        } catch (IllegalArgumentException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            cause -> assertThat(cause.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
            return null;
        }
    }

    @Test
    void cannotBeBuiltAgainstTheRules() {
        Event first = SampleEvents.first();
        Issuer issuer = signer(0).issuer();
        assertRefused(() -> new EventDraft(first.body(), NAMESPACE, issuer, 0, null, ISSUED_AT));
        assertRefused(() -> new EventDraft(first.body(), NAMESPACE, issuer, 1, first.id(), ISSUED_AT));
        assertRefused(() -> new EventDraft(first.body(), NAMESPACE, issuer, 2, null, ISSUED_AT));
        assertRefused(() -> EventDraft.first(first.body(), NAMESPACE, issuer, -1));
        assertRefused(() ->
                EventDraft.first(first.body(), NAMESPACE, issuer, ISSUED_AT).sign(signer(1)));
        EventDraft draft = EventDraft.first(first.body(), NAMESPACE, issuer, ISSUED_AT);
        assertRefused(() -> draft.sign(signer(1), signer(2)));
        assertRefused(() -> EventDraft.signBatch(List.of(draft), signer(1)));
        var elsewhere = new Namespace("eip155:1", "medical-notes");
        assertRefused(() -> EventDraft.first(SampleEvents.conflict(), elsewhere, issuer, ISSUED_AT));
        assertRefused(() -> first.cosign(signer(1)).cosign(signer(1)));
        assertRefused(() -> IssuerConflict.of(first.id(), first));
        assertRefused(() -> IssuerConflict.of(first.id(), logged(SampleEvents.conflict())));
        assertRefused(() -> new Namespace("eip155", "a"));
        Map<Purpose, Permission> none = Map.of();
        assertRefused(
                () -> DatanetUpload.of(smallUpload(0).content(), smallUpload(0).license(), none, issuer, issuer));
    }

    private static void assertRefused(ThrowingCallable building) {
        assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> references(Body body) {
        var names = new ArrayList<String>();
        for (Reference reference : body.references()) {
            names.add(Stream.of(
                            "a",
                            "b",
                            "original",
                            "base",
                            "adapter",
                            "model",
                            "method",
                            "inference",
                            "policy",
                            "upload 0",
                            "upload 1",
                            "upload 2")
                    .filter(name -> SampleEvents.id(name).equals(reference.target()))
                    .map(name -> reference.relation().wireName() + " " + name)
                    .findAny()
                    .orElseThrow());
        }
        return names;
    }
}
