package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.report.CheckedAnchor;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log that is audited, wherever it lies.
 *
 * @param files its tiles and entries
 * @param checkpoint the signed checkpoint, as it is served
 * @param policy whom to believe
 * @param anchors what the log or its folder says was anchored
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
record AuditTarget(TileFetcher<IOException> files, byte[] checkpoint, TrustPolicy policy, List<CheckedAnchor> anchors) {
    private static final String CHECKPOINT = "checkpoint";

    /** The log at a URL or in a folder. */
    static AuditTarget of(String place, TrustOptions trust, @Nullable HeadTrust heads, Console console)
            throws FailedException, IOException {
        return place.startsWith("http://") || place.startsWith("https://")
                ? ofUrl(LogClient.of(place), trust, heads, console)
                : ofFolder(Path.of(place), trust, console);
    }

    private static AuditTarget ofUrl(LogClient client, TrustOptions trust, @Nullable HeadTrust heads, Console console)
            throws FailedException {
        TrustPolicy policy = trust.statedOrAsked(client, console);
        byte[] checkpoint = client.require("/checkpoint", "text/plain");
        return new AuditTarget(new HttpTiles(client), checkpoint, policy, anchors(client, policy, heads));
    }

    private static AuditTarget ofFolder(Path folder, TrustOptions trust, Console console)
            throws FailedException, IOException {
        Path files = Files.exists(folder.resolve(CHECKPOINT)) ? folder : folder.resolve("public");
        if (!Files.exists(files.resolve(CHECKPOINT))) {
            throw FailedException.notChecked(
                    folder + " holds no log: neither 'checkpoint' nor 'public/checkpoint' is in it", null);
        }
        TrustPolicy policy = trust.stated(console);
        if (policy == null) {
            policy = new TrustPolicy(List.of(LogFolder.vkey(folder)), Map.of(), new Quorum.None());
        }
        byte[] checkpoint = Files.readAllBytes(files.resolve(CHECKPOINT));
        return new AuditTarget(new FolderTiles(files), checkpoint, policy, List.of());
    }

    /** The log's key: the one of the policy, which must believe one log only. */
    VerifierKey log() throws FailedException {
        List<VerifierKey> logs = policy.logs();
        if (logs.stream().map(VerifierKey::name).distinct().count() != 1) {
            throw FailedException.usage(
                    "the policy believes several logs; an audit is of one, pass its key with --vkey");
        }
        return logs.get(0);
    }

    private static List<CheckedAnchor> anchors(LogClient client, TrustPolicy policy, @Nullable HeadTrust heads)
            throws FailedException {
        var anchors = new ArrayList<CheckedAnchor>();
        String path = "/v1/anchors";
        for (JsonNode json : client.requireJson(path).path("anchors")) {
            try {
                var head = new TreeHead(
                        json.path("size").asLong(-1),
                        Hash.parseBase64(json.path("root").asText()));
                String contract = json.path("contract").asText() + " on "
                        + json.path("chain").asText();
                anchors.add(new CheckedAnchor(
                        head, contract, json.path("block_number").asLong(), standing(client, head, policy, heads)));
            } catch (MalformedException | IllegalArgumentException e) {
                throw new FailedException(ExitCode.FALSE, client.at(path) + ": " + e.getMessage(), e);
            }
        }
        return anchors;
    }

    /** What is known of an anchor: the receipt of the last entry that it covers carries its evidence. */
    private static CheckedAnchor.Standing standing(
            LogClient client, TreeHead head, TrustPolicy policy, @Nullable HeadTrust heads)
            throws FailedException, MalformedException {
        if (heads == null || head.size() == 0) {
            return new CheckedAnchor.Standing(false, "not checked on the chain: pass --head, --rpc or --light-client");
        }
        String found = "/v1/events?limit=1&after=" + (head.size() - 2);
        JsonNode last = client.requireJson(found).path("events").path(0);
        String receiptPath =
                "/v1/receipts/" + EventId.parse(last.path("event_id").asText()).encode();
        byte[] receipt = client.require(receiptPath, Receipt.MEDIA_TYPE);
        Receipt parsed = Receipt.parse(receipt);
        if (parsed.anchor() == null || parsed.anchor().size() != head.size()) {
            throw new MalformedException(
                    Malformed.VALUE, "anchor of size " + head.size(), "is not in the receipt of its last entry");
        }
        Verdict verdict =
                new ReceiptVerifier(VerificationPolicy.of(policy).demandingAnchorUnder(heads)).verify(receipt);
        if (verdict instanceof Verdict.Rejected rejected) {
            return new CheckedAnchor.Standing(false, rejected.reason() + ": " + rejected.detail());
        }
        return new CheckedAnchor.Standing(true, "proven by its block");
    }
}
