package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.settlement.SettlementCollector;
import dev.plumbline.ledger.settlement.SettlementFinding;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb sequencer settle}. */
@Command(
        name = "settle",
        description = {
            "Say how far a rollup's transaction has settled on L1: unsafe, safe, proposed, resolved or finalized. From",
            "proposed on it is proven, and --out keeps the evidence, which 'plumb verify --rollup' checks offline.",
            "Nodes are believed in nothing but, below proposed, that the block is unsafe or safe."
        },
        footer = {
            "",
            "Example:",
            "  plumb sequencer settle 0x9f86… --rollup op-mainnet.rollup.json --l1 https://l1.example --l2 https://op.example "
                    + "--out mine.settlement.json"
        })
final class SequencerSettleVerb implements Callable<Integer> {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RollupOption rollup = new RollupOption();

    @Option(
            names = "--l1",
            required = true,
            paramLabel = "URL",
            description = "node of L1; the next is asked when one fails")
    private List<String> l1 = new ArrayList<>();

    @Option(
            names = "--l2",
            required = true,
            paramLabel = "URL",
            description = "node of the rollup; the next is asked when one fails")
    private List<String> l2 = new ArrayList<>();

    @Option(names = "--event", paramLabel = "ID", description = "the event that the transaction is to have recorded")
    private @Nullable String event;

    @Option(names = "--out", paramLabel = "FILE", description = "where the evidence goes")
    private @Nullable Path out;

    @Parameters(paramLabel = "TX", description = "hash of the transaction, 0x and 64 hex digits")
    private String transaction = "";

    SequencerSettleVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        RollupProfile profile = rollup.required(console);
        Word hash;
        EventId eventId;
        try {
            hash = Word.parseHex(transaction, "TX");
            eventId = event == null ? null : EventId.parse(event);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
        SettlementFinding finding = ask(profile, hash, eventId);
        SettlementEvidence evidence = finding.evidence();
        if (out != null && evidence != null) {
            Files.write(out, evidence.encode());
        }
        report(hash, finding);
        return evidence == null ? ExitCode.PENDING : ExitCode.OK;
    }

    /** The best that any pair of nodes lets be shown; what is proven by one needs no other. */
    private SettlementFinding ask(RollupProfile profile, Word hash, @Nullable EventId eventId) throws FailedException {
        SettlementFinding best = null;
        var troubles = new ArrayList<String>();
        for (URI l2Node : endpoints(l2, "--l2")) {
            for (URI l1Node : endpoints(l1, "--l1")) {
                try {
                    SettlementFinding finding =
                            new SettlementCollector(profile, l1Node, l2Node, RPC_TIMEOUT).collect(hash, eventId);
                    if (finding.evidence() != null) {
                        return finding;
                    }
                    best = best == null || !best.grade().isAtLeast(finding.grade()) ? finding : best;
                } catch (RpcException e) {
                    troubles.add(l2Node.getHost() + " and " + l1Node.getHost() + ": " + e.getMessage());
                } catch (IllegalArgumentException e) {
                    throw FailedException.usage("--l1 or --l2: " + e.getMessage());
                }
            }
        }
        if (best == null) {
            throw FailedException.notChecked(String.join("; ", troubles), null);
        }
        return best;
    }

    private static List<URI> endpoints(List<String> texts, String option) throws FailedException {
        var endpoints = new ArrayList<URI>();
        for (String text : texts) {
            try {
                endpoints.add(new URI(text));
            } catch (URISyntaxException e) {
                // Its message quotes the whole address, which may hold an access token.
                throw FailedException.usage(option + ": is no URL: " + e.getReason());
            }
        }
        return endpoints;
    }

    private void report(Word hash, SettlementFinding finding) {
        String why = finding.whyNotHigher();
        boolean isProven = finding.evidence() != null;
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("tx", hash.hex())
                    .put("grade", finding.grade().wireName())
                    .put("is_proven", isProven);
            if (why != null) {
                json.put("why_not_higher", why);
            }
            console.line(Json.encode(json));
            return;
        }
        console.line("%s  %s", console.bold(finding.grade().wireName()), hash);
        console.line(
                "  %s",
                isProven
                        ? "proven under an L1 block that the node calls final; check that block for yourself"
                        : "by the word of the rollup's node, and nothing more");
        if (why != null) {
            console.line("  not higher: %s", why);
        }
        if (isProven && out != null) {
            console.line("  evidence in %s", out);
        }
    }
}
