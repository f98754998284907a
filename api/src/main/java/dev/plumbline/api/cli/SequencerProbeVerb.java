package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.fairness.ProbeDraw;
import dev.plumbline.ledger.fairness.ProbePlan;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.Endpoints;
import dev.plumbline.ledger.sequencer.ProbeArm;
import dev.plumbline.ledger.sequencer.ProbeDesign;
import dev.plumbline.ledger.sequencer.ProbeRun;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb sequencer probe}. */
@Command(
        name = "probe",
        description = {
            "Send pairs of transactions that are alike but for their arm, each pair at one instant. Which of a pair goes into",
            "which arm is drawn by a seed; a commitment to it is logged before the first, the seed after the last. This costs",
            "the gas of two transactions for each pair."
        },
        footer = {
            "",
            "Example:",
            "  plumb sequencer probe --url http://127.0.0.1:8080 --signer issuer.key --pairs 200 \\",
            "      --endpoint main=https://rpc.example.org --endpoint other=https://rollup.example.net \\",
            "      --arm known=one.key@main --arm unknown=two.key@other --seed-file probes.seed"
        })
final class SequencerProbeVerb implements Callable<Integer> {
    private static final int ARMS = 2;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private WitnessLogOptions witness = new WitnessLogOptions();

    @Mixin
    private EndpointOptions through = new EndpointOptions();

    @Option(
            names = "--arm",
            paramLabel = "NAME=KEYFILE@ENDPOINT",
            description = "one of the two arms: the account that sends, and through which endpoint; give two")
    private List<String> arms = new ArrayList<>();

    @Option(names = "--pairs", paramLabel = "N", required = true, description = "how many pairs")
    private int pairs;

    @Option(
            names = "--to",
            paramLabel = "0xADDRESS",
            description = "whom each probe calls, with no data and no value (default: the zero address)")
    private String to = "0x" + "00".repeat(Address.LENGTH);

    @Option(
            names = "--interval",
            paramLabel = "MILLIS",
            description = "time from a pair to the next (default: ${DEFAULT-VALUE})")
    private long intervalMillis = 1_000;

    @Option(
            names = "--seed-file",
            paramLabel = "FILE",
            required = true,
            description = "where the seed is kept, closed to others, until it is in the log; must not be there yet")
    private Path seedFile = Path.of("");

    SequencerProbeVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Endpoints endpoints = through.endpoints();
        List<ProbeArm> two = arms(endpoints.all());
        EthereumRpc node = L1Options.node(endpoints.all().get(0).url().toString());
        try {
            ProbeDesign design = design(node, two);
            byte[] seed = seed();
            var log = witness.open("eip155:" + design.chainId() + "/sequencer", console);
            var run = new ProbeRun(
                    design,
                    seed,
                    endpoints,
                    log,
                    SequencerSubmitVerb::salt,
                    node.nextNonce(two.get(0).key().address()),
                    node.nextNonce(two.get(1).key().address()),
                    console.clock());
            return probe(run);
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; the seed is in " + seedFile, e);
        } catch (IllegalArgumentException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private int probe(ProbeRun run) throws IOException, InterruptedException {
        console.say("The plan is in the log at index " + run.announce().index() + ".");
        for (int pair = 0; pair < pairs; pair++) {
            if (pair > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(intervalMillis));
            }
            run.sendPair();
        }
        long disclosed = run.disclose().index();
        print(run.plan(), disclosed);
        return ExitCode.OK;
    }

    private void print(ProbePlan plan, long disclosed) {
        if (!options.isJson()) {
            console.line(pairs + " pairs sent; plan at index " + plan.logIndex() + ", seed at index " + disclosed);
            return;
        }
        ObjectNode json = Json.object()
                .put("seed_commitment", plan.seedCommitment())
                .put("seed", plan.seed())
                .put("plan_index", plan.logIndex())
                .put("seed_index", disclosed);
        ArrayNode assignments = json.putArray("assignments");
        for (ProbePlan.Assignment one : plan.assignments()) {
            assignments.add(Json.object()
                    .put("pair", one.pair())
                    .put("arm", one.arm())
                    .put("tx", one.tx().hex()));
        }
        console.line(Json.encode(json));
    }

    /** Both arms, in the order of their names. */
    private List<ProbeArm> arms(List<Endpoint> endpoints) throws FailedException {
        var two = new ArrayList<ProbeArm>();
        for (String text : arms) {
            int equals = text.indexOf('=');
            int at = text.lastIndexOf('@');
            if (equals < 0 || at < equals) {
                throw FailedException.usage("--arm is " + text + ", want NAME=KEYFILE@ENDPOINT");
            }
            String way = text.substring(at + 1);
            Endpoint endpoint = endpoints.stream()
                    .filter(one -> one.name().equals(way))
                    .findFirst()
                    .orElseThrow(() -> FailedException.usage("--arm names endpoint " + way + ", which is none"));
            AccountKey key = L1Options.key(Path.of(text.substring(equals + 1, at)));
            two.add(new ProbeArm(text.substring(0, equals), key, endpoint));
        }
        if (two.size() != ARMS) {
            throw FailedException.usage("there are " + two.size() + " arms, want two with --arm");
        }
        two.sort(Comparator.comparing(ProbeArm::name));
        return two;
    }

    private ProbeDesign design(EthereumRpc node, List<ProbeArm> two) throws FailedException, RpcException {
        Address target;
        try {
            target = Address.parseHex(to, "--to");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
        long gas = node.estimateGas(two.get(0).key().address(), target, new byte[0]);
        Fees fees = Fees.now(node.latestBlock().baseFee(), node.priorityFee());
        return new ProbeDesign(node.chainId(), two.get(0), two.get(1), pairs, target, "", gas + gas / 4, fees);
    }

    /** Draws the seed, and keeps it before anything is logged: a commitment whose seed is lost shows nothing. */
    private byte[] seed() throws IOException {
        byte[] seed = new byte[ProbeDraw.SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        SecretFile.write(seedFile, HexData.encode(seed) + "\n");
        return seed;
    }
}
