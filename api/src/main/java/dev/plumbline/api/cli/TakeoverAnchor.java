package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.AnchorTroubleException;
import dev.plumbline.ledger.anchor.FinalAnchor;
import dev.plumbline.ledger.anchor.Handover;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.takeover.KnownAnchor;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What L1 holds of the log that is taken over, and who may anchor it from now on, as the command line says. */
final class TakeoverAnchor {
    @Mixin
    private L1Options l1 = new L1Options();

    @Option(
            names = "--anchor-receipt",
            paramLabel = "FILE",
            description = "offline instead: a receipt with the evidence of the last anchor, with --head")
    private @Nullable String receipt;

    @Option(
            names = "--head",
            paramLabel = "0xHASH",
            description = "hash of the L1 block that the receipt's anchor is in, from somewhere you trust")
    private List<String> heads = List.of();

    @Option(names = "--no-anchor", description = "the log was never anchored: believe the old key alone")
    private boolean isNone;

    @Option(
            names = "--accept",
            description = "make that account the contract's operator, which the old one has named as its successor")
    private boolean isAccepting;

    private @Nullable FinalAnchor onChain;
    private @Nullable AccountKey key;

    TakeoverAnchor() {}

    /** Refuses what makes no sense, before anything is read. */
    void check() throws FailedException {
        int ways = (l1.hasNode() ? 1 : 0) + (receipt == null ? 0 : 1) + (isNone ? 1 : 0);
        if (ways != 1) {
            throw FailedException.usage(
                    "what the log is held to has to be said: --rpc with --contract, --anchor-receipt with"
                            + " --head, or --no-anchor");
        }
        if (l1.hasNode() != l1.hasContract()) {
            throw FailedException.usage("--rpc and --contract go together");
        }
        if ((receipt == null) != heads.isEmpty()) {
            throw FailedException.usage("--anchor-receipt and --head go together");
        }
        if (isAccepting && !(l1.hasNode() && l1.hasKey())) {
            throw FailedException.usage("--accept needs --rpc, --contract and --anchor-key");
        }
    }

    /** What L1 holds; null if nothing. */
    @Nullable
    KnownAnchor held(TrustPolicy old, String origin, Console console) throws FailedException {
        key = l1.hasKey() ? l1.key() : null;
        if (l1.hasNode()) {
            AnchorEndpoints nodes = l1.endpoints();
            return onChain(l1.target(nodes, origin), nodes, console);
        }
        if (receipt != null) {
            return inReceipt(receipt, old, console);
        }
        console.say(
                "NOT HELD TO L1: whoever had the old key can have made up all of it, and you believe it (--no-anchor).");
        return null;
    }

    private @Nullable KnownAnchor onChain(AnchorTarget target, AnchorEndpoints nodes, Console console)
            throws FailedException {
        FinalAnchor found;
        try {
            found = FinalAnchor.read(nodes.following(target.chainId()), target);
        } catch (RpcException e) {
            throw FailedException.notChecked(e.kind() + ": " + e.getMessage(), e);
        } catch (AnchorTroubleException e) {
            throw FailedException.notChecked(e.trouble() + ": " + e.getMessage(), e);
        }
        onChain = found;
        requireSuccessor(found);
        StoredAnchor anchor = found.anchor();
        if (anchor == null) {
            console.say(
                    "NOTHING IS ANCHORED in " + target.contract() + ": nothing but the old key answers for this log.");
            return null;
        }
        AnchorState.Proven state = anchor.state();
        return new KnownAnchor(
                target.chain(),
                target.contract().hex(),
                state.anchored(),
                state.anchoredBlock(),
                "proven in a final block",
                found.newest().equals(state.anchored()) ? null : found.newest());
    }

    /** Before anything is written: a takeover that cannot anchor in the end should not begin by promising to. */
    private void requireSuccessor(FinalAnchor found) throws FailedException {
        AccountKey mine = key;
        if (!isAccepting || mine == null || found.operator().equals(mine.address())) {
            return;
        }
        if (!Objects.equals(found.successor(), mine.address())) {
            throw FailedException.notChecked(
                    "the contract's operator " + found.operator() + " has named "
                            + (found.successor() == null ? "no successor" : "the successor " + found.successor())
                            + ", want " + mine.address() + "; take over without --accept, and anchor in a new contract",
                    null);
        }
    }

    private KnownAnchor inReceipt(String file, TrustPolicy old, Console console) throws FailedException {
        byte[] bytes = InputFiles.readForLimit(file, Limits.RECEIPT_BYTES_MAX, console);
        Verdict verdict = new ReceiptVerifier(VerificationPolicy.of(old).demandingAnchorIn(hashes())).verify(bytes);
        if (!(verdict instanceof Verdict.Verified verified)) {
            var rejected = (Verdict.Rejected) verdict;
            throw new FailedException(ExitCode.FALSE, file + ": " + rejected.reason() + ": " + rejected.detail());
        }
        AnchorState.Proven state = verified.receipt().anchor();
        try {
            AnchorEvidence evidence = Receipt.parse(bytes).anchor();
            if (state == null || evidence == null) {
                throw FailedException.notChecked(file + ": has no anchor", null);
            }
            return new KnownAnchor(
                    evidence.chain(),
                    evidence.contract().hex(),
                    state.anchored(),
                    state.anchoredBlock(),
                    "proven by a receipt under a pinned block",
                    null);
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage(), e);
        }
    }

    private Set<Word> hashes() throws FailedException {
        var hashes = new HashSet<Word>();
        for (String head : heads) {
            try {
                hashes.add(Word.parseHex(head, "--head"));
            } catch (MalformedException e) {
                throw FailedException.usage(String.valueOf(e.getMessage()));
            }
        }
        return hashes;
    }

    /** The change of the account that anchors, for the handover; null if there is none to speak of. */
    LogHandover.@Nullable Operator change() {
        FinalAnchor found = onChain;
        if (found == null || found.anchor() == null) {
            return null;
        }
        Address next = key != null ? key.address() : found.successor();
        return next == null || next.equals(found.operator())
                ? null
                : new LogHandover.Operator(found.operator().hex(), next.hex());
    }

    /** Leaves the evidence of the last anchor where the new ledger looks for it. */
    void keep(Path anchors) throws IOException {
        if (onChain != null) {
            onChain.keep(anchors);
        }
    }

    /** Makes the new account the operator, if that is wanted, and says how it stands. */
    String accept(String origin) throws FailedException {
        FinalAnchor found = onChain;
        AccountKey mine = key;
        if (found == null) {
            return "not asked";
        }
        boolean isMine = mine != null && found.operator().equals(mine.address());
        if (!isMine && isAccepting && mine != null) {
            send(origin, mine, found);
            isMine = true;
        }
        return isMine && mine != null
                ? mine.address() + " anchors from now on"
                : found.operator() + " still; the new one has to call acceptOperator before it can anchor";
    }

    private void send(String origin, AccountKey mine, FinalAnchor before) throws FailedException {
        AnchorEndpoints nodes = l1.endpoints();
        AnchorTarget target = l1.target(nodes, origin);
        try {
            EthereumRpc node = nodes.following(target.chainId());
            new Handover(node, target, AnchorPolicy.DEFAULT, mine).accept();
            // From this block on nobody else can anchor; what was anchored up to it has to be what the log was held to.
            TreeHead now = FinalAnchor.read(node, target).newest();
            if (!now.equals(before.newest())) {
                throw FailedException.notChecked(
                        "L1 took another root while the log was written, of size " + now.size()
                                + "; delete the new folder and take over again",
                        null);
            }
        } catch (RpcException e) {
            throw FailedException.notChecked(
                    "the log is taken over, and the contract is not: " + e.kind() + ": " + e.getMessage(), e);
        } catch (AnchorTroubleException e) {
            throw FailedException.notChecked(
                    "the log is taken over, and the contract is not: " + e.trouble() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; the change of the operator may still be mined", e);
        }
    }
}
