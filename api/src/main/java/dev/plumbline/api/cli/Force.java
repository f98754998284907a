package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.AttributionRegistry;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.force.ForcedCollector;
import dev.plumbline.ledger.sequencer.force.PortalDeposit;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.Deposits;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb force}: forces a transaction into a rollup by L1, and says what became of it. */
@Command(
        name = "force",
        description = {
            "Force a transaction into an OP-Stack rollup by a deposit on L1, and collect the evidence of what became of it.",
            "What L1 forces has to be in one certain block of the rollup, so its omission can be shown. Of a transaction that a",
            "sequencer was merely handed, nothing like it can be shown: it may lie there, and that breaks no rule."
        },
        footer = {
            "",
            "An EVENT_ID is recorded by calling record(bytes32,bytes32) of the contract --to; a FILE holds other call data.",
            "",
            "Examples:",
            "  plumb force sha256:9f86… --chain op-mainnet --l1 http://127.0.0.1:8545 --l2 http://127.0.0.1:9545 \\",
            "      --to 0x7a11… --key payer.key --dry-run",
            "  plumb force sha256:9f86… --l1 http://127.0.0.1:8545 --l2 http://127.0.0.1:9545 --portal 0x52c4… \\",
            "      --to 0x7a11… --key payer.key --window 3600 --yes --wait 600 --out mine.forced.json",
            "  plumb force --deposit 0x5e1d… --l1 http://127.0.0.1:8545 --l2 http://127.0.0.1:9545 --portal 0x52c4… \\",
            "      --out mine.forced.json"
        })
final class Force implements Callable<Integer> {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);
    private static final int WEI_DIGITS = 18;
    private static final long CALL_GAS = 100_000;
    private static final long POLL_SECONDS = 2;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--l1", required = true, paramLabel = "URL", description = "a node of L1")
    private String l1 = "";

    @Option(names = "--l2", required = true, paramLabel = "URL", description = "a node of the rollup")
    private String l2 = "";

    @Option(
            names = "--chain",
            paramLabel = "PROFILE|FILE",
            description = "the rollup, whose profile names its portal and its sequencing window")
    private @Nullable String chain;

    @Option(
            names = "--portal",
            paramLabel = "0xADDRESS",
            description = "the rollup's OptimismPortal on L1, where no profile names it")
    private @Nullable String portal;

    @Option(names = "--to", paramLabel = "0xADDRESS", description = "what is called on the rollup")
    private @Nullable String to;

    @Option(
            names = "--gas",
            paramLabel = "UNITS",
            description = "gas of the call on the rollup, beyond what its data takes; L1 burns it (default: 100000)")
    private long callGas = CALL_GAS;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "key of the account that pays on L1 and acts on the rollup, from 'plumb keygen --anchor'")
    private @Nullable Path keyFile;

    @Option(
            names = "--deposit",
            paramLabel = "0xHASH",
            description = "make no deposit, and look what became of the one that this L1 transaction made")
    private @Nullable String deposit;

    @Option(
            names = "--window",
            paramLabel = "BLOCKS",
            description =
                    "the rollup's sequencing window in L1 blocks, such as 3600: the deadline (default: the profile's)")
    private @Nullable Long window;

    @Option(names = "--out", paramLabel = "FILE", description = "where the evidence goes, as .forced.json")
    private @Nullable Path out;

    @Mixin
    private SpendOptions spending = new SpendOptions();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "watch until it is decided, at most so long")
    private long waitSeconds;

    @Parameters(
            arity = "0..1",
            paramLabel = "EVENT_ID|FILE",
            description = "an event to record, or a file with call data, raw or as 0x hex")
    private @Nullable String what;

    Force(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if ((what == null) == (deposit == null)) {
            throw FailedException.usage("want either an EVENT_ID or FILE, or --deposit");
        }
        try {
            ChainProfile profile = chain == null ? null : ChainProfiles.read(chain);
            Address where = portal(profile);
            if (profile != null) {
                requireChain(profile);
            }
            window = window == null && profile != null ? profile.seqWindowBlocks() : window;
            var collector = new ForcedCollector(url(l1, "--l1"), url(l2, "--l2"), where, RPC_TIMEOUT);
            Word made = deposit == null ? send(where, data(String.valueOf(what))) : Word.parseHex(deposit, "--deposit");
            return made == null ? ExitCode.OK : watch(collector, made);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; what was sent may still be mined", e);
        }
    }

    private Address portal(@Nullable ChainProfile profile) throws FailedException, MalformedException {
        if (portal != null) {
            return Address.parseHex(portal, "--portal");
        }
        if (profile == null) {
            throw FailedException.usage("want --chain or --portal: the rollup's contract on L1 has to be known");
        }
        Address known = profile.portal();
        if (known == null) {
            throw FailedException.usage(
                    "nobody has published the portal of " + profile.name() + "; pass it with --portal");
        }
        return known;
    }

    /** Before anything is spent: a deposit with another rollup's portal would not come back. */
    private void requireChain(ChainProfile profile) throws FailedException, RpcException {
        long told = L1Options.node(l2).chainId();
        if (told != profile.chainId()) {
            throw FailedException.usage("--l2 is a node of chain " + told + ", and the profile is of "
                    + profile.chainId() + ", " + profile.name());
        }
    }

    private byte[] data(String name) throws FailedException, MalformedException {
        if (name.startsWith("sha256:")) {
            return AttributionRegistry.record(EventId.parse(name), Word.ZERO);
        }
        byte[] bytes = InputFiles.readForLimit(name, 2 * Deposits.DATA_BYTES_MAX + 4, console);
        boolean isHex = bytes.length >= 2 && bytes[0] == '0' && bytes[1] == 'x';
        byte[] data = isHex
                ? HexData.parse(new String(bytes, StandardCharsets.ISO_8859_1).strip(), name, Deposits.DATA_BYTES_MAX)
                : bytes;
        if (data.length > Deposits.DATA_BYTES_MAX) {
            throw FailedException.usage(name + " has more than " + Deposits.DATA_BYTES_MAX + " bytes");
        }
        return data;
    }

    /** Sends the deposit, or null if it was only to be shown. */
    private @Nullable Word send(Address where, byte[] data)
            throws FailedException, IOException, RpcException, MalformedException, InterruptedException {
        AccountKey key = L1Options.key(DemandOptions.require(keyFile, "--key"));
        Address called = Address.parseHex(DemandOptions.require(to, "--to"), "--to");
        EthereumRpc rpc = L1Options.node(l1);
        PortalDeposit transaction =
                PortalDeposit.prepare(rpc, where, key, called, Deposits.gasLimitMin(data.length) + callGas, data);
        console.say("one deposit: gas on L1 for at most " + ether(transaction.feeWeiMax()) + " ether ("
                + transaction.gasLimit() + " units)");
        if (spending.isDryRun()) {
            console.line(transaction.raw());
            return null;
        }
        spending.confirm(console);
        transaction.send();
        return transaction.hash();
    }

    private int watch(ForcedCollector collector, Word l1Transaction)
            throws FailedException, IOException, RpcException, InterruptedException {
        ForcedCollector.Deposited deposited = collector.deposit(l1Transaction);
        console.line("deposit " + l1Transaction + " is in L1 block " + deposited.l1Block());
        console.line("on " + deposited.evidence().rollup() + " it is transaction "
                + deposited.transaction().hash());
        console.line(deadline(deposited.l1Block()));
        ForcedEvidence evidence = collector.decide(deposited);
        for (long waited = 0; evidence.blocks().isEmpty() && waited < waitSeconds; waited += POLL_SECONDS) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(POLL_SECONDS));
            if (Thread.interrupted()) {
                throw new InterruptedException("while the rollup was awaited");
            }
            evidence = collector.decide(deposited);
        }
        if (out != null) {
            Files.write(out, evidence.encode());
        }
        return report(ForcedReading.of(evidence, window));
    }

    private String deadline(long block) {
        return "it has to be in the first block of the rollup that follows L1 block " + block
                + (window == null
                        ? "; by when that has to be made, the rollup's sequencing window says (--window)"
                        : ", and that has to be made out of what is on L1 by its block " + (block + window));
    }

    /** What the nodes that were asked say, on their word alone; the file lets others decide on better words. */
    private int report(Finding finding) {
        return new VerdictReport(console, options.isJson()).print(out == null ? "evidence" : out.toString(), finding);
    }

    private static String ether(BigInteger wei) {
        return new BigDecimal(wei, WEI_DIGITS).stripTrailingZeros().toPlainString();
    }

    private static URI url(String text, String name) throws FailedException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message quotes the whole address, which may hold an access token.
            throw FailedException.usage(name + " is no URL: " + e.getReason());
        }
    }
}
