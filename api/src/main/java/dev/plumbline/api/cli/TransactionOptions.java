package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.AttributionRegistry;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.SubmittedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import java.math.BigInteger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The transaction that is to be handed in: signed already, or what goes into it and the key that signs. */
final class TransactionOptions {
    private static final int WEI_DIGITS_MAX = 30;

    @Option(names = "--raw", paramLabel = "0xHEX", description = "a signed transaction, sent as it stands")
    private @Nullable String raw;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "key of the account that sends and pays: plain, or a keystore (version 3)")
    private @Nullable Path keyFile;

    @Option(names = "--event", paramLabel = "ID", description = "the attribution event that the transaction is about")
    private @Nullable String event;

    @Option(
            names = "--registry",
            paramLabel = "0xADDRESS",
            description = "an AttributionRegistry on the rollup, to record the event in")
    private @Nullable String registry;

    @Option(names = "--to", paramLabel = "0xADDRESS", description = "whom to call, where it is no registry")
    private @Nullable String to;

    @Option(names = "--data", paramLabel = "0xHEX", description = "call data (default: none)")
    private @Nullable String data;

    @Option(names = "--value", paramLabel = "WEI", description = "what to move (default: nothing)")
    private @Nullable String value;

    @Option(names = "--tip", paramLabel = "WEI", description = "most that a unit of gas pays to the sequencer")
    private @Nullable String tip;

    @Option(names = "--fee-cap", paramLabel = "WEI", description = "most that a unit of gas pays in all")
    private @Nullable String feeCap;

    TransactionOptions() {}

    /** The event that it is about; null if it is about none. */
    @Nullable
    EventId about() throws FailedException {
        try {
            return event == null ? null : EventId.parse(event);
        } catch (MalformedException e) {
            throw FailedException.usage("--event: " + e.getMessage());
        }
    }

    /** The signed transaction; asks a node for what is not given. */
    SubmittedTransaction signed(EthereumRpc node) throws FailedException, RpcException {
        if (raw != null) {
            if (keyFile != null || registry != null || to != null || data != null || value != null) {
                throw FailedException.usage("--raw is a whole transaction; leave out what would make another");
            }
            try {
                return SubmittedTransaction.parse(HexData.parse(raw, "--raw", SubmittedTransaction.RAW_BYTES_MAX));
            } catch (MalformedException e) {
                throw FailedException.usage(String.valueOf(e.getMessage()));
            }
        }
        if (keyFile == null) {
            throw FailedException.usage("want --key with --registry or --to, or a signed transaction with --raw");
        }
        return signed(node, L1Options.key(keyFile));
    }

    private SubmittedTransaction signed(EthereumRpc node, AccountKey key) throws FailedException, RpcException {
        Address target = target();
        byte[] call = call();
        BigInteger wei = value == null ? BigInteger.ZERO : wei(value, "--value");
        long gas = node.estimateGas(key.address(), target, call, wei);
        // Room for another path through the contract than the one that was estimated.
        long gasLimit = gas + gas / 4;
        Eip1559Transaction transaction = Eip1559Transaction.call(
                node.chainId(), node.nextNonce(key.address()), fees(node), gasLimit, target, wei, call);
        return SubmittedTransaction.of(transaction.sign(key));
    }

    private Address target() throws FailedException {
        String text = registry == null ? to : registry;
        if (text == null || (registry != null && (to != null || data != null))) {
            throw FailedException.usage("want either --registry with --event, or --to and perhaps --data");
        }
        try {
            return Address.parseHex(text, registry == null ? "--to" : "--registry");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private byte[] call() throws FailedException {
        if (registry != null) {
            EventId recorded = about();
            if (recorded == null) {
                throw FailedException.usage("--registry records an event: pass its id with --event");
            }
            return AttributionRegistry.record(recorded, Word.ZERO);
        }
        try {
            return data == null ? new byte[0] : HexData.parse(data, "--data", SubmittedTransaction.RAW_BYTES_MAX);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Fees fees(EthereumRpc node) throws FailedException, RpcException {
        BigInteger priority = tip == null ? node.priorityFee() : wei(tip, "--tip");
        if (feeCap == null) {
            return Fees.now(node.latestBlock().baseFee(), priority);
        }
        try {
            return new Fees(priority, wei(feeCap, "--fee-cap"));
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("--fee-cap: " + e.getMessage());
        }
    }

    private static BigInteger wei(String text, String option) throws FailedException {
        boolean isDecimal = !text.isEmpty()
                && text.length() <= WEI_DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isDecimal) {
            throw FailedException.usage(option + " is no whole number of wei of at most " + WEI_DIGITS_MAX + " digits");
        }
        return new BigInteger(text);
    }
}
