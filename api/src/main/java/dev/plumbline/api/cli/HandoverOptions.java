package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.AnchorTroubleException;
import dev.plumbline.ledger.anchor.Handover;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.RpcException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both halves of a handover take, and how they tell what they did. */
final class HandoverOptions {
    @Mixin
    private L1Options l1 = new L1Options();

    @Option(names = "--origin", required = true, paramLabel = "ORIGIN", description = "the log's origin")
    private String origin = "";

    @Option(names = "--dry-run", description = "check and estimate, and send nothing")
    private boolean isDryRun;

    HandoverOptions() {}

    /** One half of a handover. */
    interface Half {
        Handover.Sent send(Handover handover) throws RpcException, AnchorTroubleException, InterruptedException;
    }

    /** Does it, and prints what came of it. */
    int run(Console console, CommonOptions options, String verb, String account, Half half) throws FailedException {
        AnchorEndpoints endpoints = l1.endpoints();
        AnchorTarget target = l1.target(endpoints, origin);
        AccountKey key = l1.key();
        AnchorPolicy policy = isDryRun ? AnchorPolicy.DEFAULT.dryRun() : AnchorPolicy.DEFAULT;
        String who = account.isEmpty() ? key.address().hex() : account;
        try {
            Handover.Sent sent = half.send(new Handover(endpoints.following(target.chainId()), target, policy, key));
            console.line(options.isJson() ? json(target, verb, who, sent) : text(target, verb, who, sent));
            return ExitCode.OK;
        } catch (AnchorTroubleException e) {
            throw new FailedException(ExitCode.FALSE, e.trouble() + ": " + e.getMessage(), e);
        } catch (RpcException e) {
            throw FailedException.notChecked(e.kind() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; the transaction may still be mined", e);
        }
    }

    private static String json(AnchorTarget target, String verb, String who, Handover.Sent sent) {
        ObjectNode json = Json.object()
                .put("call", verb)
                .put("account", who)
                .put("chain", target.chain())
                .put("contract", target.contract().hex())
                .put("dry_run", sent.transaction() == null)
                .put("gas_limit", sent.gasLimit())
                .put("wei_max", sent.weiMax().toString());
        if (sent.transaction() != null) {
            json.put("transaction", sent.transaction().hex()).put("block", sent.block());
        }
        return Json.encode(json);
    }

    private static String text(AnchorTarget target, String verb, String who, Handover.Sent sent) {
        String what = verb + " " + who + " on " + target.chain() + ":"
                + target.contract().hex();
        return sent.transaction() == null
                ? "DRY RUN  " + what + ", at most " + sent.gasLimit() + " gas and " + sent.weiMax() + " wei"
                : "DONE  " + what + " in block " + sent.block() + ", transaction " + sent.transaction();
    }
}
