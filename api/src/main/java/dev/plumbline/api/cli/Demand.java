package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.DemandQueue.Demanded;
import dev.plumbline.ledger.anchor.DemandTransaction;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.proofs.event.BatchVerifier;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb demand}: forces an entry into a log, through its contract. */
@Command(
        name = "demand",
        description = {
            "Demand on Ethereum that a log takes an entry. A log that leaves it out for six hours can anchor no more.",
            "An event that the log would take from anybody becomes one of its events; any other bytes it takes as bytes."
        },
        footer = {
            "",
            "Examples:",
            "  plumb demand event.json --rpc http://127.0.0.1:8545 --contract 0x52c4… --key payer.key --dry-run",
            "  plumb demand event.json --rpc http://127.0.0.1:8545 --contract 0x52c4… --key payer.key --yes --wait 21600",
            "  plumb demand status --rpc http://127.0.0.1:8545 --contract 0x52c4…"
        })
final class Demand implements Callable<Integer> {
    private static final int WEI_DIGITS = 18;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DemandOptions where = new DemandOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "key of the account that pays, from 'plumb keygen --anchor'")
    private @Nullable Path keyFile;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the log; its proof is checked against the anchored root")
    private @Nullable String url;

    @Mixin
    private SpendOptions spending = new SpendOptions();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "watch until it is satisfied, at most so long")
    private long waitSeconds;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "entries of 1 to 65535 bytes; - is stdin")
    private List<String> files = new ArrayList<>();

    Demand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if (files.isEmpty()) {
            throw FailedException.usage("want a FILE, or 'plumb demand status'");
        }
        var entries = new ArrayList<byte[]>();
        for (String file : files) {
            entries.add(read(file));
        }
        AccountKey key = L1Options.key(DemandOptions.require(keyFile, "--key"));
        EthereumRpc rpc = where.node();
        try {
            DemandTransaction first = DemandTransaction.prepare(rpc, where.contract(), key, entries.get(0));
            price(first, entries.size());
            if (spending.isDryRun()) {
                return dryRun(rpc, key, entries, first);
            }
            spending.confirm(console);
            var demands = new ArrayList<Demanded>();
            for (byte[] entry : entries) {
                Demanded made = DemandTransaction.prepare(rpc, where.contract(), key, entry)
                        .send();
                print(made);
                demands.add(made);
            }
            return new DemandWatch(console, options.isJson(), where.queue(), url).until(demands, waitSeconds);
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; what was sent may still be mined", e);
        }
    }

    private byte[] read(String file) throws FailedException {
        byte[] entry = InputFiles.readForLimit(file, RootAnchor.ENTRY_BYTES_MAX, console);
        if (entry.length == 0 || entry.length > RootAnchor.ENTRY_BYTES_MAX) {
            throw FailedException.usage(file + " has no bytes or too many, want 1 to " + RootAnchor.ENTRY_BYTES_MAX);
        }
        String problem = problem(AdmittedEvent.admit(entry, new BatchVerifier()));
        if (problem != null) {
            console.say(file + ": no event that a log takes, so it will be forced in as bytes: " + problem);
        }
        return entry;
    }

    private static @Nullable String problem(Admission admission) {
        if (admission instanceof Admission.Malformed malformed) {
            return String.valueOf(malformed.cause().getMessage());
        }
        return admission instanceof Admission.BadSignature bad ? bad.pointer() + ": " + bad.status() : null;
    }

    private void price(DemandTransaction transaction, int count) {
        console.say(count + (count == 1 ? " demand: " : " demands, each: ") + "deposit " + ether(RootAnchor.DEPOSIT_WEI)
                + " ether, and gas for at most " + ether(transaction.feeWeiMax()) + " ether (" + transaction.gasLimit()
                + " units)");
    }

    private static String ether(BigInteger wei) {
        return new BigDecimal(wei, WEI_DIGITS).stripTrailingZeros().toPlainString();
    }

    private int dryRun(EthereumRpc rpc, AccountKey key, List<byte[]> entries, DemandTransaction first)
            throws RpcException, FailedException {
        for (int i = 0; i < entries.size(); i++) {
            DemandTransaction transaction =
                    i == 0 ? first : DemandTransaction.prepare(rpc, where.contract(), key, entries.get(i));
            console.line(
                    options.isJson()
                            ? Json.encode(Json.object()
                                    .put("transaction", transaction.hash().hex())
                                    .put("raw", transaction.raw())
                                    .put("gas_limit", transaction.gasLimit())
                                    .put("fee_wei_max", transaction.feeWeiMax().toString())
                                    .put("deposit_wei", RootAnchor.DEPOSIT_WEI.toString()))
                            : transaction.raw());
        }
        return ExitCode.OK;
    }

    private void print(Demanded made) {
        console.line(
                options.isJson()
                        ? Json.encode(Json.object()
                                .put("id", made.event().id())
                                .put("leaf_hash", "0x" + made.event().leafHash().hex())
                                .put("deadline", made.event().deadline())
                                .put("block", made.block()))
                        : "demand " + made.event().id() + " is in block " + made.block() + ", leaf hash 0x"
                                + made.event().leafHash().hex());
    }
}
