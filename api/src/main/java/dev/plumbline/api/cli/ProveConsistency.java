package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb prove consistency}. */
@Command(
        name = "consistency",
        description = "Show that the tree of the first FROM entries is a prefix of the tree of the first TO.",
        footer = {"", "Example:", "  plumb prove consistency --url http://127.0.0.1:8080 500 1000"})
final class ProveConsistency implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Parameters(index = "0", paramLabel = "FROM", description = "size of the older tree, at least 1")
    private long from;

    @Parameters(index = "1", paramLabel = "TO", description = "size of the newer tree")
    private long to;

    ProveConsistency(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException {
        if (from < 1 || from > to) {
            throw FailedException.usage(
                    "no proof leads from size " + from + " to size " + to + ", want 1 <= FROM <= TO");
        }
        LogClient client = LogClient.of(url);
        TrustPolicy policy = trust.statedOrAsked(client, console);
        String path = "/v1/proofs/consistency/" + from + "/" + to;
        JsonNode json = client.requireJson(path);
        ProvenHeads heads = ProvenHeads.below(client, policy, json, client.at(path));
        TreeHead older = heads.at(from);
        TreeHead newer = heads.at(to);
        var proof = new ConsistencyProof(RemoteLog.path(json, client.at(path)));
        ProofStatus status = proof.check(older, newer);
        if (status != ProofStatus.VALID) {
            throw new FailedException(
                    ExitCode.FALSE, "TREE_INCONSISTENT: the proof does not connect the two roots: " + status);
        }
        print(older, newer, proof, heads.log().checkpoint().head());
        return ExitCode.OK;
    }

    private void print(TreeHead older, TreeHead newer, ConsistencyProof proof, TreeHead signed) {
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("verdict", "VERIFIED")
                    .put("from", from)
                    .put("from_root", older.root().base64())
                    .put("to", to)
                    .put("to_root", newer.root().base64())
                    .put("signed_size", signed.size());
            ArrayNode hashes = json.putArray("path");
            proof.path().forEach(hash -> hashes.add(hash.base64()));
            console.line(Json.encode(json));
            return;
        }
        console.line("%s  the first %d entries are a prefix of the first %d", console.green("VERIFIED"), from, to);
        console.line("  older root  " + older.root().base64());
        for (Hash hash : proof.path()) {
            console.line("              " + hash.base64());
        }
        console.line("  newer root  " + newer.root().base64());
        console.line("  under the checkpoint of size " + signed.size() + " that the log signed");
    }
}
