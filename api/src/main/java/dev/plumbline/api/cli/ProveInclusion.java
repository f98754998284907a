package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb prove inclusion}. */
@Command(
        name = "inclusion",
        description = "Show that the entry at INDEX is in the tree of the first SIZE entries.",
        footer = {"", "Example:", "  plumb prove inclusion --url http://127.0.0.1:8080 17 1000"})
final class ProveInclusion implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "where the log answers")
    private String url = "";

    @Parameters(index = "0", paramLabel = "INDEX", description = "the entry, from 0")
    private long index;

    @Parameters(index = "1", paramLabel = "SIZE", description = "number of entries of the tree")
    private long size;

    ProveInclusion(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if (index < 0 || index >= size) {
            throw FailedException.usage("entry " + index + " is not in a tree of " + size + ", want INDEX below SIZE");
        }
        LogClient client = LogClient.of(url);
        TrustPolicy policy = trust.statedOrAsked(client, console);
        String path = "/v1/proofs/inclusion/" + index + "/" + size;
        JsonNode json = client.requireJson(path);
        ProvenHeads heads = ProvenHeads.below(client, policy, json, client.at(path));
        TreeHead head = heads.at(size);
        Hash leaf = TreeHasher.leaf(heads.log().entry(index));
        var proof = new InclusionProof(index, RemoteLog.path(json, client.at(path)));
        ProofStatus status = proof.check(leaf, head);
        if (status != ProofStatus.VALID) {
            throw new FailedException(
                    ExitCode.FALSE, "ROOT_MISMATCH: the proof does not lead from the entry to the root: " + status);
        }
        print(leaf, head, proof, heads.log().checkpoint().head());
        return ExitCode.OK;
    }

    private void print(Hash leaf, TreeHead head, InclusionProof proof, TreeHead signed) {
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("verdict", "VERIFIED")
                    .put("index", index)
                    .put("leaf", leaf.base64())
                    .put("size", size)
                    .put("root", head.root().base64())
                    .put("signed_size", signed.size());
            ArrayNode hashes = json.putArray("path");
            proof.path().forEach(hash -> hashes.add(hash.base64()));
            console.line(Json.encode(json));
            return;
        }
        console.line("%s  entry %d is in the tree of the first %d", console.green("VERIFIED"), index, size);
        console.line("  leaf  " + leaf.base64());
        for (Hash hash : proof.path()) {
            console.line("        " + hash.base64());
        }
        console.line("  root  " + head.root().base64());
        console.line("  under the checkpoint of size " + signed.size() + " that the log signed");
    }
}
