package dev.plumbline.api.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.SampleDisclosures;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExplainerTest {
    private final SignerKey log = new SignerKey("log.example", KeyType.ED25519, new byte[32]);
    private final Event event = SampleEvents.first();
    private final TreeHead head = new TreeHead(1, event.leafHash());
    private final SignedNote note = log.sign(new Checkpoint("log.example", head).encode());
    private final TlogProof proof = new TlogProof(new InclusionProof(0, List.of()), note);

    ExplainerTest() throws MalformedException {}

    @Test
    void aReceiptIsToldFromItsEventToL1() throws MalformedException {
        Receipt receipt =
                new Receipt(new String(event.entry(), UTF_8), proof, null).withAnchor(MadeUpAnchor.of(head, List.of()));
        Explanation said = Explainer.explain(receipt.encode());
        assertThat(said.kind()).isEqualTo(FileKind.RECEIPT);
        assertThat(said.summary()).startsWith("did:key:").contains("says that");
        assertThat(text(said))
                .contains(event.id().encode())
                .contains("1 entries")
                .contains("looks like an Ed25519 signature")
                .contains("block hash");
    }

    @Test
    void aDisclosureIsToldFromItsValueOn() throws MalformedException {
        Explanation field =
                Explainer.explain(SampleDisclosures.of(CommittedField.PROMPT).encode());
        assertThat(field.kind()).isEqualTo(FileKind.DISCLOSURE);
        assertThat(text(field)).contains("prompt", "\"the prompt\"", "entry");
        assertThat(text(Explainer.explain(SampleDisclosures.ofRow(6).encode())))
                .contains("row 6", "\"row 6\"", "4 hashes");
    }

    @Test
    void everyKindOfFileIsRecognised() throws MalformedException {
        assertThat(FileKind.of(proof.encode().getBytes(UTF_8))).isEqualTo(FileKind.TLOG_PROOF);
        assertThat(FileKind.of(note.bytes())).isEqualTo(FileKind.SIGNED_NOTE);
        assertThat(FileKind.of(event.entry())).isEqualTo(FileKind.EVENT);
        assertThat(FileKind.of("{\"v\":1,\"kind\":\"equivocation\"}".getBytes(UTF_8)))
                .isEqualTo(FileKind.EQUIVOCATION);
        assertThat(FileKind.of(new byte[] {(byte) 0xd2, (byte) 0x84})).isEqualTo(FileKind.COSE_RECEIPT);
        assertThat(FileKind.of("PRIVATE+VAULT+AAAA".getBytes(UTF_8))).isEqualTo(FileKind.PRIVATE_KEY);
        assertThat(FileKind.of(log.encode().getBytes(UTF_8))).isEqualTo(FileKind.PRIVATE_KEY);
        assertThat(FileKind.of((log.verifierKey().encode() + "\n").getBytes(UTF_8)))
                .isEqualTo(FileKind.VERIFIER_KEY);
        assertThat(FileKind.of(("log " + log.verifierKey().encode() + "\nquorum none\n").getBytes(UTF_8)))
                .isEqualTo(FileKind.POLICY);
        assertThat(FileKind.of(" \n{".getBytes(UTF_8))).isEqualTo(FileKind.RECEIPT);
        assertThat(FileKind.of(new byte[0])).isEqualTo(FileKind.UNKNOWN);
        assertThat(FileKind.of(new byte[2 << 20])).isEqualTo(FileKind.UNKNOWN);
    }

    @Test
    void aPrivateKeyIsNotShown() throws MalformedException {
        String secret = log.encode();
        assertThat(Explainer.explain(secret.getBytes(UTF_8)).toString())
                .doesNotContain(secret.substring(secret.length() - 10));
    }

    @Test
    void aCosignatureSaysWhen() throws MalformedException {
        byte[] blob = new byte[72];
        blob[7] = 60;
        var cosigned =
                new SignedNote(note.text(), List.of(note.signatures().get(0), new NoteSignature("w.example", 1, blob)));
        assertThat(text(Explainer.explain(cosigned.bytes()))).contains("cosignature of 1970-01-01T00:01:00Z");
        blob[0] = -1;
        cosigned = new SignedNote(note.text(), List.of(new NoteSignature("w.example", 1, blob)));
        assertThat(text(Explainer.explain(cosigned.bytes()))).contains("an impossible time");
    }

    @Test
    void whatCouldSteerATerminalIsEscaped() {
        assertThat(new Explanation.Fact("a", "x\u001b[2J\u202ey\n").value()).isEqualTo("x\\u{1b}[2J\\u{202e}y\\u{a}");
        assertThat(new Explanation.Fact("a", "Grüße 木 \ud83d\ude00").value()).isEqualTo("Grüße 木 \ud83d\ude00");
    }

    @Test
    void aBrokenReceiptIsToldAsOne() {
        assertThatThrownBy(() -> Explainer.explain("{\"v\":1".getBytes(UTF_8))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Explainer.explain("{\"v\":1}".getBytes(UTF_8))).isInstanceOf(MalformedException.class);
    }

    static List<Event> events() {
        return Stream.concat(
                        Stream.of(SampleEvents.smallUpload(1), SampleEvents.split()),
                        SampleEvents.everyKind().values().stream())
                .map(SampleEvents::firstOf)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachKindOfEventIsSaidInOneSentence(Event each) throws MalformedException {
        Explanation said = Explainer.explain(each.entry());
        assertThat(said.kind()).isEqualTo(FileKind.EVENT);
        assertThat(said.summary())
                .startsWith(each.issuer().encode() + " says that ")
                .endsWith(".");
    }

    private static String text(Explanation said) {
        return said.sections().stream()
                .flatMap(section -> section.facts().stream())
                .map(fact -> fact.label() + " " + fact.value())
                .collect(Collectors.joining("\n"));
    }
}
