package dev.plumbline.api.cli;

import dev.plumbline.api.explain.FileKind;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb verify}. */
@Command(
        name = "verify",
        description = {
            "Check receipts, and whatever else a log hands out. Shows every check in order, the verdict, and what it rests on.",
            "Takes receipts, traces, disclosures, signed checkpoints, evidence of equivocation by a log or by a rollup's",
            "sequencer, and with --entry tlog-proofs and COSE receipts. With --rollup: evidence that a rollup's transaction",
            "settled on L1.",
            "Opens no connection unless you name a node with --rpc or --light-client: an L1 block is trusted only if you "
                    + "pass its hash with --head, or on the word of those.",
            "With --url the log itself is asked what has become of a verified event since; that changes no verdict."
        },
        footer = {
            "",
            "Examples:",
            "  plumb verify --vkey \"$(cat log.vkey)\" mine.receipt.json",
            "  plumb verify --policy trust.policy --head 0x5e1d… --contract eip155:1:0x52c4… *.receipt.json",
            "  plumb verify --policy trust.policy --rpc https://a.example --rpc https://b.example *.receipt.json",
            "  plumb verify --rollup op-mainnet.rollup.json --head 0x5e1d… mine.settlement.json"
        })
final class Verify implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private HeadOptions heads = new HeadOptions();

    @Option(
            names = "--contract",
            paramLabel = "CHAIN:0xADDRESS",
            description = "the anchor contract to expect, such as eip155:1:0x52c4…")
    private @Nullable String contract;

    @Mixin
    private RollupOption rollup = new RollupOption();

    @Mixin
    private SequencerOptions sequencer = new SequencerOptions();

    @Mixin
    private AgeOptions ages = new AgeOptions();

    @Option(
            names = "--entry",
            paramLabel = "FILE",
            description = "the logged event, for proofs that do not hold it themselves")
    private @Nullable String entry;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "ask the log there for later corrections, disputes and changes of keys")
    private @Nullable String url;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to check; - is stdin")
    private List<String> files = new ArrayList<>();

    Verify(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException {
        byte[] event = entry == null ? null : InputFiles.read(entry, console);
        RollupProfile profile = rollup.stated(console);
        var ofSequencers = new SequencerFileCheck(sequencer.policy(heads.stated(), heads.pinned()));
        VerificationPolicy policy = policy();
        FileCheck check = policy == null ? null : new FileCheck(ages.bound(policy, console), event);
        var standing = url == null ? null : new StandingQuestion(LogClient.of(url));
        var report = new VerdictReport(console, options.isJson());
        int exitCode = ExitCode.OK;
        for (String file : files) {
            int ofFile;
            try {
                byte[] bytes = InputFiles.readForLimit(file, Limits.TRACE_BYTES_MAX, console);
                // What settled and what a sequencer signed is of a rollup and not of a log: no policy has a word in it.
                FileKind kind = FileKind.of(bytes);
                Finding finding;
                if (kind == FileKind.SETTLEMENT) {
                    finding = settlement(bytes, profile);
                } else {
                    finding = SequencerFileCheck.takes(kind)
                            ? ofSequencers.check(kind, bytes)
                            : required(check).checkAs(kind, bytes);
                }
                ofFile = report.print(file, standing == null ? finding : standing.ask(finding));
            } catch (FailedException e) {
                ofFile = report.printUnread(file, String.valueOf(e.getMessage()), e.exitCode());
            }
            exitCode = ExitCode.worse(exitCode, ofFile);
        }
        return exitCode;
    }

    private Finding settlement(byte[] file, @Nullable RollupProfile profile) throws FailedException {
        HeadTrust blocks = heads.stated();
        return Findings.of(
                new SettlementVerifier(RollupOption.required(profile), blocks == null ? NoHeads.NO_HEADS : blocks)
                        .verify(file));
    }

    private static FileCheck required(@Nullable FileCheck check) throws FailedException {
        if (check == null) {
            throw FailedException.notChecked(
                    "nothing says which log to believe; pass its verifier key with --vkey, or a policy file with --policy",
                    null);
        }
        return check;
    }

    /** What the caller said of logs, or null if he said nothing. */
    private @Nullable VerificationPolicy policy() throws FailedException {
        TrustPolicy stated = trust.stated(console);
        if (stated == null) {
            return null;
        }
        VerificationPolicy policy = VerificationPolicy.of(stated);
        HeadTrust blocks = heads.stated();
        if (blocks != null) {
            policy = policy.demandingAnchorUnder(blocks);
        }
        return contract == null ? policy : inContract(policy, contract);
    }

    private static VerificationPolicy inContract(VerificationPolicy policy, String text) throws FailedException {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.startsWith("eip155:")) {
            throw FailedException.usage("--contract is " + text + ", want one such as eip155:1:0x52c4…");
        }
        try {
            Address address = Address.parseHex(text.substring(colon + 1), "--contract");
            return policy.withContract(text.substring(0, colon), address);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }
}
