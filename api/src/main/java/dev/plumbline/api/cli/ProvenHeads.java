package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The roots that a log had at sizes that it need not have signed: computed from its tiles, and each shown to be a prefix of
 * one signed checkpoint. One for each question.
 */
final class ProvenHeads {
    private final LogClient client;
    private final RemoteLog log;

    private ProvenHeads(LogClient client, RemoteLog log) {
        this.client = client;
        this.log = log;
    }

    /** Those below the checkpoint that came with a proof. */
    static ProvenHeads below(LogClient client, TrustPolicy trust, JsonNode proof, String where) throws FailedException {
        byte[] note = proof.path("checkpoint").asText("").getBytes(StandardCharsets.UTF_8);
        return new ProvenHeads(client, RemoteLog.at(client, trust, note, where));
    }

    RemoteLog log() {
        return log;
    }

    /** The head at a size from 1 to that of the checkpoint. */
    TreeHead at(long size) throws FailedException {
        TreeHead signed = log.checkpoint().head();
        if (size == signed.size()) {
            return signed;
        }
        if (size < 1 || size > signed.size()) {
            throw FailedException.usage("size is " + size + ", the log has " + signed.size() + " entries");
        }
        try {
            TreeHead head = Frontier.of(size, log).head();
            String path = "/v1/proofs/consistency/" + size + "/" + signed.size();
            JsonNode json = client.requireJson(path);
            ProofStatus status = new ConsistencyProof(RemoteLog.path(json, client.at(path))).check(head, signed);
            if (status != ProofStatus.VALID) {
                throw new FailedException(
                        ExitCode.FALSE,
                        "TREE_INCONSISTENT: the tree of size " + size
                                + " is not shown to be a prefix of the signed one: " + status);
            }
            return head;
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        }
    }
}
