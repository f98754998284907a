package dev.plumbline.proofs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.HeadSignature;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.disclosure.SampleDisclosures;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.MadeUpAnchor;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.BatchPath;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.EventSignature;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.SignatureAlgorithm;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.L1Attributes;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SampleSettlement;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import dev.plumbline.proofs.rollup.UnsafeBlockSignature;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.trace.TraceBundle;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import dev.plumbline.testkit.SignedPayload;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every public way from bytes or text into this module, each with input that it takes. */
public final class Parsers {
    /** Reads input, text as UTF-8, and gives back what its writer makes of the value, or the input where there is none. */
    public interface Parser {
        /** Reads and writes again; throws this exception for what is not the format, and nothing else for anything. */
        byte[] respell(byte[] input) throws MalformedException;
    }

    /** A parser of text. */
    private interface TextParser {
        String respell(String input) throws MalformedException;
    }

    /** One way in. */
    public static final class Entrance {
        private final Parser parser;
        private final byte[] sample;

        Entrance(Parser parser, byte[] sample) {
            this.parser = parser;
            this.sample = sample;
        }

        /** Reads. */
        public Parser parser() {
            return parser;
        }

        /** Input that it takes, a fresh copy. */
        public byte[] sample() {
            return sample.clone();
        }
    }

    private final Map<String, Entrance> entrances = new LinkedHashMap<>();

    private Parsers() {}

    /** All of them, by class and method with its parameter types. */
    public static Map<String, Entrance> all() {
        try {
            return new Parsers().collected();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Entrance> collected() throws MalformedException {
        SignerKey log = new SignerKey("ledger.example.org/attribution", KeyType.ED25519, new byte[32]);
        Event event = SampleEvents.first();
        var checkpoint = new Checkpoint("ledger.example.org/attribution", new TreeHead(1, event.leafHash()));
        SignedNote note = log.sign(checkpoint.encode());
        var proof = new TlogProof(new InclusionProof(5, List.of(event.leafHash(), event.leafHash())), note);
        AnchorEvidence anchor = MadeUpAnchor.of(checkpoint.head(), List.of(event.leafHash()));
        Receipt receipt = new Receipt(new String(event.entry(), UTF_8), proof, anchor);
        String policy = "log " + log.verifierKey().encode() + "\nquorum none\n";
        byte[] header = anchor.header().bytes();

        bytes("receipt.Receipt.parse(byte[])", receipt.encode(), input -> {
            Receipt.parse(input);
            return input;
        });
        text(
                "receipt.TlogProof.parse(String)",
                proof.encode(),
                text -> TlogProof.parse(text).encode());
        bytes(
                "note.SignedNote.parse(byte[])",
                note.bytes(),
                input -> SignedNote.parse(input).bytes());
        text(
                "note.SignedNote.parse(String)",
                note.encode(),
                text -> SignedNote.parse(text).encode());
        text(
                "note.SignedNote.parse(CharSequence,int)",
                note.encode(),
                text -> SignedNote.parse("\n\n" + text, 2).encode());
        text(
                "note.NoteSignature.parse(String)",
                note.signatures().get(0).encode(),
                text -> NoteSignature.parse(text).encode());
        text(
                "note.VerifierKey.parse(String)",
                log.verifierKey().encode(),
                text -> VerifierKey.parse(text).encode());
        text(
                "note.SignerKey.parse(String)",
                log.encode(),
                text -> SignerKey.parse(text).encode());
        text(
                "checkpoint.Checkpoint.parse(String)",
                checkpoint.encode(),
                text -> Checkpoint.parse(text).encode());
        text("checkpoint.Decimal.parse(String,String)", "1234", text -> "" + Decimal.parse(text, "number"));
        bytes("checkpoint.TrustPolicy.parse(byte[])", policy.getBytes(UTF_8), input -> {
            TrustPolicy.parse(input);
            return input;
        });
        text(
                "merkle.Hash.parseBase64(String)",
                event.leafHash().base64(),
                text -> Hash.parseBase64(text).base64());
        text(
                "merkle.Hash.parseBase64(CharSequence,int,int)",
                event.leafHash().base64(),
                text -> Hash.parseBase64("<" + text + ">", 1, 1 + text.length()).base64());
        text(
                "merkle.Hash.parseHex(String)",
                event.leafHash().hex(),
                text -> Hash.parseHex(text).hex());
        text(
                "tile.TileAddress.parse(String)",
                "tile/1/x001/234.p/5",
                text -> TileAddress.parse(text).path());
        byte[] bundle = EntryBundle.encode(List.of(new byte[3], event.entry()));
        bytes("tile.EntryBundle.parse(byte[],int)", bundle, input -> EntryBundle.encode(EntryBundle.parse(input, 2)));
        bytes(
                "cose.CoseReceipt.parse(byte[])",
                new CoseReceipt(HeadSignature.sign(log, checkpoint.head()), new InclusionProof(0, List.of())).encode(),
                input -> CoseReceipt.parse(input).encode());
        SignedNote forked =
                log.sign(new Checkpoint(checkpoint.origin(), new TreeHead(1, SampleEvents.hash("forked"))).encode());
        bytes(
                "view.Equivocation.parse(byte[])",
                new Equivocation(
                                note,
                                forked,
                                List.of(log.verifierKey()),
                                SampleEvents.hash("forked"),
                                new ConsistencyProof(List.of()))
                        .encode(),
                input -> {
                    Equivocation.parse(input);
                    return input;
                });
        disclosures();
        SampleTrace trace = SampleTrace.paid();
        bytes(
                "trace.TraceBundle.parse(byte[])",
                trace.traceOf(trace.at(7), null).encode(),
                input -> {
                    TraceBundle.parse(input);
                    return input;
                });
        ethereum(header, anchor);
        sequencer();
        rollups();
        events(event);
        return entrances;
    }

    private void sequencer() {
        text(
                "rollup.RollupChain.parse(String,String)",
                "eip155:901",
                text -> RollupChain.parse(text, "chain").encode());
        UnsafeBlock block = new SignedPayload(4).block();
        bytes(
                "rollup.UnsafeBlock.parse(byte[])",
                block.bytes(),
                input -> UnsafeBlock.parse(input).bytes());
        bytes(
                "rollup.UnsafeBlockSignature.parse(byte[])",
                block.signature().bytes(),
                input -> UnsafeBlockSignature.parse(input).bytes());
        var world = new ForcedWorld();
        bytes(
                "rollup.DepositedTransaction.parse(byte[])",
                world.deposit(),
                input -> DepositedTransaction.parse(input).encode());
        bytes("rollup.L1Attributes.parse(byte[])", ForcedWorld.attributes(7, world.originHash(), 0), input -> {
            L1Attributes.parse(input);
            return input;
        });
        bytes(
                "rollup.ForcedEvidence.parse(byte[])",
                world.evidence(world.first()).encode(),
                input -> {
                    ForcedEvidence.parse(input);
                    return input;
                });
        UnsafeBlock other = new SignedPayload(3).block();
        bytes(
                "rollup.SequencerEquivocation.parse(byte[])",
                new SequencerEquivocation(RollupChain.of(901), Address.of(new byte[Address.LENGTH]), block, other)
                        .encode(),
                input -> {
                    SequencerEquivocation.parse(input);
                    return input;
                });
    }

    private void disclosures() {
        bytes("disclosure.Disclosure.parse(byte[])", SampleDisclosures.ofRow(4).encode(), input -> {
            Disclosure.parse(input);
            return input;
        });
        text(
                "disclosure.Salt.parseBase64(String)",
                SampleEvents.hash("salt").base64(),
                text -> Salt.parseBase64(text).base64());
        text(
                "disclosure.CommittedField.parse(String)",
                "response",
                text -> CommittedField.parse(text).path());
    }

    private void rollups() {
        bytes(
                "rollup.SettlementEvidence.parse(byte[])",
                SampleSettlement.ofGame().evidence().encode(),
                input -> {
                    SettlementEvidence.parse(input);
                    return input;
                });
        bytes(
                "rollup.RollupProfile.parse(byte[])",
                SampleSettlement.ofGame().profile().encode(),
                input -> {
                    RollupProfile.parse(input);
                    return input;
                });
        text(
                "rollup.LayoutProfile.parse(String,String)",
                "output-oracle",
                text -> LayoutProfile.parse(text, "layout").wireName());
    }

    private void ethereum(byte[] header, AnchorEvidence anchor) {
        RlpItem log = RlpItem.of(List.of(
                RlpItem.of(anchor.contract().bytes()),
                RlpItem.of(List.of(RlpItem.of(new byte[32]))),
                RlpItem.of(new byte[3])));
        byte[] fields = RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.ONE),
                        RlpItem.ofNumber(BigInteger.valueOf(21_000)),
                        RlpItem.of(new byte[256]),
                        RlpItem.of(List.of(log))))
                .encode();
        byte[] receipt =
                ByteBuffer.allocate(1 + fields.length).put((byte) 2).put(fields).array();
        bytes("ethereum.TransactionReceipt.parse(byte[])", receipt, input -> {
            TransactionReceipt.parse(input);
            return input;
        });
        bytes("ethereum.BlockHeader.parse(byte[])", header, input -> {
            BlockHeader.parse(input);
            return input;
        });
        bytes(
                "ethereum.RlpItem.parse(byte[],String)",
                header,
                input -> RlpItem.parse(input, "item").encode());
        text(
                "ethereum.Word.parseHex(String,String)",
                "0x" + "a1".repeat(32),
                text -> Word.parseHex(text, "word").hex());
        text(
                "ethereum.Address.parseHex(String,String)",
                anchor.contract().hex(),
                text -> Address.parseHex(text, "at").hex());
        text(
                "ethereum.HexData.parse(CharSequence,String,int)",
                "0x0123",
                text -> HexData.encode(HexData.parse(text, "data", 64)));
        text(
                "ethereum.RawRlp.parse(CharSequence,String,int)",
                "0x0123",
                text -> RawRlp.parse(text, "data", 64).hex());
        text(
                "ethereum.HexData.parseExactly(String,String,int)",
                "0x0123",
                text -> HexData.encode(HexData.parseExactly(text, "data", 2)));
    }

    private void events(Event event) {
        bytes(
                "event.Event.parse(byte[])",
                event.entry(),
                input -> Event.parse(input).entry());
        bytes(
                "event.CanonicalJson.parse(byte[])",
                event.entry(),
                input -> CanonicalJson.encode(CanonicalJson.parse(input)));
        bytes("event.CanonicalJson.parseAnySpelling(byte[],String,int,int)", event.entry(), input -> {
            CanonicalJson.parseAnySpelling(input, "document", Limits.TRACE_BYTES_MAX, Limits.TRACE_TOKENS_MAX);
            return input;
        });
        bytes("event.CanonicalJson.parseAnySpelling(byte[],String,int)", event.entry(), input -> {
            CanonicalJson.parseAnySpelling(input, "document", Limits.RECEIPT_BYTES_MAX);
            return input;
        });
        text(
                "event.EventId.parse(String)",
                event.id().encode(),
                text -> EventId.parse(text).encode());
        text(
                "event.EventKind.parse(String)",
                event.kind().wireName(),
                text -> EventKind.parse(text).wireName());
        text(
                "event.Namespace.parse(String)",
                event.namespace().encode(),
                text -> Namespace.parse(text).encode());
        text(
                "event.Issuer.parse(String)",
                event.issuer().encode(),
                text -> Issuer.parse(text).encode());
        text(
                "event.SignatureAlgorithm.parse(String)",
                "es256",
                text -> SignatureAlgorithm.parse(text).wireName());
        text(
                "event.EventSignature.parse(String,String,BatchPath)",
                event.signature().encodedValue(),
                text -> EventSignature.parse("ed25519", text, null).encodedValue());
        text(
                "event.BatchPath.parse(long,long,List)",
                event.leafHash().base64(),
                text -> BatchPath.parse(1, 2, List.of(text)).path().get(0).base64());
    }

    private void bytes(String name, byte[] sample, Parser parser) {
        entrances.put(name, new Entrance(parser, sample));
    }

    private void text(String name, String sample, TextParser parser) {
        bytes(name, sample.getBytes(UTF_8), input -> {
            // Bytes that are no UTF-8 become the characters of Latin-1, so that none is lost on the way in.
            String text = new String(input, UTF_8);
            boolean isUtf8 = Arrays.equals(text.getBytes(UTF_8), input);
            return isUtf8
                    ? parser.respell(text).getBytes(UTF_8)
                    : parser.respell(new String(input, ISO_8859_1)).getBytes(ISO_8859_1);
        });
    }
}
