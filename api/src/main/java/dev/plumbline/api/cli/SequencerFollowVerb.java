package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.FollowStatus;
import dev.plumbline.ledger.sequencer.ObservationPublisher;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb sequencer follow}. */
@Command(
        name = "follow",
        description = {
            "Follow a rollup through several observers and write down what each shows, until told to stop (SIGTERM, Ctrl-C).",
            "Nothing is believed: every block, transaction and receipt is hashed anew. Goes on where it stopped."
        },
        footer = {
            "",
            "With --url the transactions that a log says were submitted are watched.",
            "Built-in profiles: op-mainnet, base, xterio, cyber, automata, hashkey, funki, openledger.",
            "",
            "Exit code 0 when stopped, or with --once when all that the observers show was read; 3 if none could be used.",
            "",
            "Examples:",
            "  plumb sequencer follow --chain base --observer mine=http://127.0.0.1:9545 \\",
            "      --observer theirs=https://base.example.org --data /var/lib/follow",
            "  plumb sequencer follow --chain my-chain.json --observer a=http://127.0.0.1:9545 --data seen --once"
        })
final class SequencerFollowVerb implements Callable<Integer> {
    private static final Duration TELL_EVERY = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 1_000;

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--chain", required = true, paramLabel = "PROFILE|FILE", description = "the rollup to follow")
    private String chain = "";

    @Option(
            names = "--observer",
            required = true,
            paramLabel = "NAME=URL",
            description = "a node of it; may be given several times, and three tell who is wrong")
    private List<String> observers = new ArrayList<>();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "where observations go, made if need be")
    private Path data = Path.of("");

    @Option(names = "--url", paramLabel = "URL", description = "the log whose submissions are watched")
    private @Nullable String url;

    @Option(
            names = "--signer",
            paramLabel = "FILE",
            description =
                    "issuer key under which what is observed of them is logged there; no other process may sign with it")
    private @Nullable Path signer;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--once", description = "read what is there, and end")
    private boolean isOnce;

    SequencerFollowVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        ChainProfile profile = ChainProfiles.read(chain);
        if (url == null && signer != null) {
            throw FailedException.usage("--signer needs --url as well");
        }
        LogClient client = url == null ? null : LogClient.of(url);
        try (RollupFollowing following = RollupFollowing.open(
                new EvidenceReader(profile, null, null),
                ChainProfiles.observers(observers),
                data,
                console.clock(),
                client == null ? null : SequencerEntries.of(client),
                client == null || signer == null ? null : out(profile, client, signer))) {
            return isOnce ? once(following) : untilStopped(following);
        }
    }

    private ObservationsOut out(ChainProfile profile, LogClient client, Path key) throws FailedException {
        var log = new HttpSubmissionLog(
                client,
                IssuerKey.read(key),
                FollowedChainOptions.namespace(profile),
                new ReceiptVerifier(VerificationPolicy.of(trust.statedOrAsked(client, console))),
                console.clock());
        return new ObservationsOut(
                new ObservationPublisher(log, profile.caip2(), observers.size() / 2 + 1, console.clock()));
    }

    private int once(RollupFollowing following) throws IOException {
        FollowStatus status = following.step();
        try (var progress = new ProgressLine(console, "follow", "blocks")) {
            long start = status.tip();
            while (status.answering() > 0 && !status.isCaughtUp()) {
                long before = status.tip();
                status = following.step();
                progress.report(status.tip() - start, status.bestHead() - start);
                if (status.tip() == before) {
                    break;
                }
            }
        }
        tell(status);
        return status.isCaughtUp() ? ExitCode.OK : ExitCode.NOT_CHECKED;
    }

    private int untilStopped(RollupFollowing following) {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop"));
        try (following) {
            following.start();
            console.say("following into " + data);
            watch(following, stop);
        } catch (InterruptedException e) {
            // As good a wish to stop as a signal.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            console.say("plumb: " + InputFiles.describe(e));
            return ExitCode.NOT_CHECKED;
        } finally {
            stopped.countDown();
        }
        return ExitCode.OK;
    }

    /** Says how it stands when something is wrong or no longer is, and now and then. */
    private void watch(RollupFollowing following, CountDownLatch stop) throws InterruptedException {
        Instant told = Instant.EPOCH;
        FollowStatus last = following.status();
        while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            FollowStatus status = following.status();
            Instant now = console.clock().instant();
            boolean isNews = !status.troubles().equals(last.troubles());
            if (isNews || Duration.between(told, now).compareTo(TELL_EVERY) >= 0) {
                told = now;
                last = status;
                tell(status);
            }
        }
    }

    private void tell(FollowStatus status) {
        if (options.isJson()) {
            ObjectNode json = Json.object()
                    .put("block", status.tip())
                    .put("best", status.bestHead())
                    .put("safe", status.safe())
                    .put("finalized", status.finalized())
                    .put("answering", status.answering());
            ObjectNode troubles = json.putObject("troubles");
            status.troubles().forEach(troubles::put);
            console.line(Json.encode(json));
            console.out().flush();
            return;
        }
        console.line(
                "block %d of %d, safe %d, finalized %d, %d observers answer",
                status.tip(), status.bestHead(), status.safe(), status.finalized(), status.answering());
        status.troubles().forEach((name, trouble) -> console.line("  %s: %s", name, trouble));
        console.out().flush();
    }

    /** Runs when the process is told to end: lets the main thread close everything, and ends well. */
    private static void stop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
            Runtime.getRuntime().halt(ExitCode.OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
