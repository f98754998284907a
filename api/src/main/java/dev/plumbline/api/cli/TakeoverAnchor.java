package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorKey;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.EthereumRpc;
import dev.plumbline.ledger.anchor.FinalAnchor;
import dev.plumbline.ledger.anchor.RpcException;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.takeover.KnownAnchor;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.LogHandover;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What L1 holds of the log that is taken over, and who may anchor it from now on, as the command line says. */
final class TakeoverAnchor {
    @Option(names = "--rpc", paramLabel = "URL", description = "Ethereum node to ask what the contract holds")
    private @Nullable String rpc;

    @Option(names = "--contract", paramLabel = "0xADDRESS", description = "the log's anchor contract")
    private @Nullable String contract;

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

    @Option(names = "--anchor-key", paramLabel = "FILE", description = "key of the account that will anchor")
    private @Nullable Path keyFile;

    @Option(
            names = "--accept",
            description = "make that account the contract's operator, which the old one has named as its successor")
    private boolean isAccepting;

    private @Nullable FinalAnchor onChain;
    private @Nullable AnchorKey key;

    TakeoverAnchor() {}

    /** Refuses what makes no sense, before anything is read. */
    void check() throws FailedException {
        int ways = (rpc == null ? 0 : 1) + (receipt == null ? 0 : 1) + (isNone ? 1 : 0);
        if (ways != 1) {
            throw FailedException.usage(
                    "what the log is held to has to be said: --rpc with --contract, --anchor-receipt with"
                            + " --head, or --no-anchor");
        }
        if ((rpc == null) != (contract == null)) {
            throw FailedException.usage("--rpc and --contract go together");
        }
        if ((receipt == null) != heads.isEmpty()) {
            throw FailedException.usage("--anchor-receipt and --head go together");
        }
        if (isAccepting && (rpc == null || keyFile == null)) {
            throw FailedException.usage("--accept needs --rpc, --contract and --anchor-key");
        }
    }

    /** What L1 holds; null if nothing. */
    @Nullable
    KnownAnchor held(TrustPolicy old, String origin, Console console) throws FailedException {
        key = keyFile == null ? null : L1Options.key(keyFile);
        if (rpc != null) {
            return onChain(target(L1Options.node(rpc), origin), L1Options.node(rpc), console);
        }
        if (receipt != null) {
            return inReceipt(receipt, old, console);
        }
        console.say(
                "NOT HELD TO L1: whoever had the old key can have made up all of it, and you believe it (--no-anchor).");
        return null;
    }

    private AnchorTarget target(EthereumRpc node, String origin) throws FailedException {
        try {
            String address = String.valueOf(contract);
            return new AnchorTarget(
                    node.chainId(),
                    null,
                    Address.parseHex(address.substring(address.lastIndexOf(':') + 1), "--contract"),
                    origin);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC_UNREACHABLE: " + e.getMessage(), e);
        }
    }

    private @Nullable KnownAnchor onChain(AnchorTarget target, EthereumRpc node, Console console)
            throws FailedException {
        FinalAnchor found;
        try {
            found = FinalAnchor.read(node, target);
        } catch (RpcException e) {
            throw FailedException.notChecked("what L1 holds cannot be told: " + e.getMessage(), e);
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
        AnchorKey mine = key;
        if (!isAccepting || mine == null || found.operator().equals(mine.address())) {
            return;
        }
        if (!mine.address().equals(found.successor())) {
            throw FailedException.notChecked(
                    "the contract's operator " + found.operator() + " has named "
                            + (found.successor() == null ? "no successor" : "the successor " + found.successor())
                            + ", want " + mine.address() + "; take over without --accept, and anchor in a new contract",
                    null);
        }
    }

    private KnownAnchor inReceipt(String file, TrustPolicy old, Console console) throws FailedException {
        byte[] bytes = InputFiles.readForLimit(file, dev.plumbline.proofs.Limits.RECEIPT_BYTES_MAX, console);
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
    void keep(Path anchors) throws java.io.IOException {
        if (onChain != null) {
            onChain.keep(anchors);
        }
    }

    /** Makes the new account the operator, if that is wanted, and says how it stands. */
    String accept(String origin) throws FailedException {
        FinalAnchor found = onChain;
        AnchorKey mine = key;
        if (found == null) {
            return "not asked";
        }
        boolean isMine = mine != null && found.operator().equals(mine.address());
        if (!isMine && isAccepting && mine != null) {
            EthereumRpc node = L1Options.node(String.valueOf(rpc));
            Operators.accept(node, target(node, origin), mine);
            isMine = true;
        }
        return isMine && mine != null
                ? mine.address() + " anchors from now on"
                : found.operator() + " still; the new one has to call acceptOperator before it can anchor";
    }
}
