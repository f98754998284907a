package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import dev.plumbline.proofs.verify.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb sequencer equivocate}: makes evidence of two signed blocks of one height, and lets a log hold it. */
@Command(
        name = "equivocate",
        description = {
            "Make evidence of two blocks that one key signed for one height, before L1 had the data of either.",
            "A FILE holds the message of an OP-Stack gossip topic without Snappy, as bytes or as 0x hex, or the JSON of a",
            "server of sequencer commitments; it may be an http address that answers either.",
            "Writes nothing, and logs nothing, unless both are blocks of that chain, of one height, and by one key."
        },
        footer = {
            "",
            "Examples:",
            "  plumb sequencer equivocate one.bin other.bin --chain eip155:10 --sequencer 0xaaaa… \\",
            "      --out block-1234.sequencer-equivocation.json",
            "  plumb sequencer equivocate one.bin other.bin --chain eip155:10 --sequencer 0xaaaa… \\",
            "      --out mine.json --url http://127.0.0.1:8080 --signer issuer.key --ns eip155:10/sequencer"
        })
final class SequencerEquivocateVerb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--chain", required = true, paramLabel = "CAIP-2", description = "the rollup, such as eip155:10")
    private String chain = "";

    @Option(
            names = "--sequencer",
            paramLabel = "0xADDRESS",
            description = "with which the rollup's sequencer signs blocks; without it nobody is called one")
    private @Nullable String sequencer;

    @Option(names = "--out", paramLabel = "FILE", description = "where the evidence goes (default: stdout)")
    private @Nullable Path out;

    @Option(names = "--url", paramLabel = "URL", description = "a log that is to hold a sequencer.equivocate of it")
    private @Nullable String url;

    @Option(names = "--signer", paramLabel = "FILE", description = "whose event that is, from 'plumb keygen --issuer'")
    private @Nullable Path signerFile;

    @Option(
            names = "--ns",
            paramLabel = "NAMESPACE",
            description = "namespace of that event, such as eip155:10/sequencer")
    private @Nullable String namespace;

    @Option(
            names = "--receipts",
            paramLabel = "DIR",
            description = "where the receipt of that event goes (default: stdout)")
    private @Nullable Path receipts;

    @Parameters(index = "0", paramLabel = "FILE", description = "one signed block; - is stdin")
    private String one = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "the other")
    private String other = "";

    SequencerEquivocateVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if (url != null && (signerFile == null || namespace == null)) {
            throw FailedException.usage("--url needs --signer and --ns, to sign and place the event");
        }
        SequencerEquivocation evidence = evidence();
        byte[] file = evidence.encode();
        Verdict.Rejected verdict = new SequencerEvidenceVerifier(sequencers()).verify(file);
        boolean isProven = verdict.reason() == Reason.SEQUENCER_EQUIVOCATION
                || (verdict.reason() == Reason.SEQUENCER_UNKNOWN && sequencer == null);
        if (!isProven) {
            throw new FailedException(
                    verdict.reason().outcome().exitCode(), verdict.reason() + ": " + verdict.detail());
        }
        console.say(verdict.detail());
        write(file);
        return url == null ? ExitCode.OK : log(evidence, url);
    }

    private SequencerEquivocation evidence() throws FailedException {
        SequencerEquivocation evidence;
        try {
            evidence = SequencerEquivocation.of(
                    RollupChain.parse(chain, "--chain"),
                    SignedBlockFiles.read(one, console),
                    SignedBlockFiles.read(other, console));
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
        if (evidence == null) {
            throw new FailedException(ExitCode.FALSE, one + ": its signature is nobody's");
        }
        return evidence;
    }

    private Set<Address> sequencers() throws FailedException {
        try {
            return sequencer == null ? Set.of() : Set.of(Address.parseHex(sequencer, "--sequencer"));
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private void write(byte[] file) throws IOException {
        if (out == null) {
            console.line(new String(file, StandardCharsets.UTF_8));
        } else {
            Files.write(out, file);
        }
    }

    /** The log takes the event from whoever signs it: it holds that these signatures were shown, not that they are right. */
    private int log(SequencerEquivocation evidence, String where) throws FailedException, IOException {
        LogClient client = LogClient.of(where);
        var chainOfIssuer =
                new IssuerChain(client, IssuerKey.read(DemandOptions.require(signerFile, "--signer")), console.clock());
        byte[] entry;
        try {
            entry = chainOfIssuer
                    .sign(JsonObject.builder()
                            .put("kind", EventKind.SEQUENCER_EQUIVOCATE.wireName())
                            .put("ns", DemandOptions.require(namespace, "--ns"))
                            .put("body", evidence.event().encode())
                            .build())
                    .entry();
        } catch (MalformedException e) {
            throw FailedException.usage("the event: " + e.getMessage());
        }
        return new Sending(client, console, options.isJson(), receipts).send(List.of(entry), trust);
    }
}
