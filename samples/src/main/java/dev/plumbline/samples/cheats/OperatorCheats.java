package dev.plumbline.samples.cheats;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.EquivocationVerdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to an operator who cheats: three attempts against the real contract on a real node, and what each of them
 * comes to. The operator holds every key there is: that of the log, and that of the contract.
 */
public final class OperatorCheats {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final long WINDOW_SECONDS = 6 * 60 * 60;
    private static final String DEPOSIT_WEI = "0x2386f26fc10000";
    private static final String NO_WEI = "0x0";
    private static final int SKIPPED = 3;
    private static final Path ARTIFACT =
            Path.of("ledger", "src", "main", "resources", "dev", "plumbline", "ledger", "anchor", "RootAnchor.json");

    private final PrintStream out;
    private final Chain chain;
    private final String operator;
    private final String contributor;
    private final String contract;
    private final SignerKey logKey;
    private Log log = new Log(List.of(
            "alice wrote 120 lines",
            "bob wrote 80 lines",
            "carol labelled 9,000 rows",
            "dave tuned it",
            "erin sold it"));

    private OperatorCheats(Chain chain, Path root, PrintStream out) throws IOException, MalformedException {
        this.chain = chain;
        this.out = out;
        this.operator = chain.account(0);
        this.contributor = chain.account(1);
        byte[] seed = TreeHasher.sha256("a seed that only this sample uses".getBytes(StandardCharsets.UTF_8))
                .bytes();
        this.logKey = new SignerKey(ORIGIN, KeyType.ED25519, seed);
        String originHash =
                TreeHasher.sha256(ORIGIN.getBytes(StandardCharsets.UTF_8)).hex();
        this.contract = chain.create(operator, bytecode(Files.readString(root.resolve(ARTIFACT))) + originHash);
    }

    /**
     * Tells the story.
     *
     * @param args the project's folder, this one if there is none; then the program anvil, if it is not where {@code npm ci}
     *     in {@code contracts/} puts it
     */
    public static void main(String[] args) throws IOException, MalformedException {
        Path root = Path.of(args.length > 0 ? args[0] : ".");
        Path anvil = args.length > 1 ? Path.of(args[1]) : installed(root);
        if (!Files.isExecutable(anvil)) {
            System.err.println("SKIPPED: no node at " + anvil + "; run npm ci in contracts/");
            System.exit(SKIPPED);
        }
        try (Chain chain = Chain.start(anvil)) {
            var story = new OperatorCheats(chain, root, System.out);
            story.begins();
            story.historyIsRewritten();
            story.twoHistoriesAreShown();
            story.anEntryIsLeftOut();
        }
    }

    private void begins() {
        say(
                "A log of %d entries. Its newest root is held by the contract %s.",
                log.entries().size(), contract);
        send(Calls.anchor(log.head(), List.of()));
        say(
                "  anchored   size %d, root %s",
                log.head().size(), log.head().root().hex());
    }

    private void historyIsRewritten() {
        say("%n1. The operator rewrites history: entry 2 now says that carol labelled 90 rows.");
        Log forged = log.rewritten(2, "carol labelled 90 rows").with("frank joined");
        say(
                "  forged     size %d, root %s",
                forged.head().size(), forged.head().root().hex());
        // The best that the operator can do: a proof that holds between the forged trees.
        refused(Calls.anchor(forged.head(), forged.extensionOf(5)), "NotConsistent(uint64,bytes32)");
        log = log.with("frank joined");
        send(Calls.anchor(log.head(), log.extensionOf(5)));
        say(
                "  honest     size %d, root %s: L1 takes it",
                log.head().size(), log.head().root().hex());
    }

    private void twoHistoriesAreShown() {
        say("%n2. The operator shows two histories: the true one to alice, and one without her to bob.");
        Log forBob = log.rewritten(0, "bob wrote those, too");
        TlogProof ofAlice = receipt(log, 0);
        TlogProof ofBob = receipt(forBob, 1);
        TrustPolicy policy = TrustPolicy.ofLog(logKey.verifierKey());
        say("  alice's receipt: %s", judged(ofAlice, policy, log.entries().get(0)));
        say("  bob's receipt:   %s", judged(ofBob, policy, forBob.entries().get(1)));
        // Both are of one size, so no other hashes of the tree are needed.
        Equivocation evidence = Objects.requireNonNull(
                Equivocation.between(ofAlice.checkpoint(), ofBob.checkpoint(), policy, (level, index) -> {
                    throw new AssertionError("no node is read for two trees of one size");
                }));
        EquivocationVerdict verdict = evidence.check(policy);
        say("  side by side they are evidence, %d bytes, that anybody can check offline:", evidence.encode().length);
        if (verdict instanceof EquivocationVerdict.Proven proven) {
            say(
                    "  EQUIVOCATION: %s signed two roots of size %d",
                    proven.origin(), proven.newer().size());
            say(
                    "    %s%n    %s",
                    proven.older().root().hex(), proven.newer().root().hex());
        } else {
            throw new AssertionError("two histories and no evidence: " + verdict);
        }
        say(
                "  And L1 has only one of them: alice's entry is %s the anchored root, bob's is %s.",
                isAnchored(log, 0) ? "under" : "not under", isAnchored(forBob, 1) ? "under it" : "not");
    }

    private void anEntryIsLeftOut() {
        String censored = "grace found the bug";
        say("%n3. The operator leaves an entry out. Its contributor demands it on L1, with 0.01 ether.");
        chain.send(contributor, contract, Calls.demand(censored), DEPOSIT_WEI);
        say("  demanded   leaf %s", Log.leaf(censored).hex());
        log = log.with("heidi paid");
        send(Calls.anchor(log.head(), log.extensionOf(6)));
        say(
                "  anchored   size %d without it: the operator has six hours",
                log.head().size());
        chain.sleep(WINDOW_SECONDS);
        say("  six hours later");
        Log without = log.with("ivan left");
        refused(Calls.anchor(without.head(), without.extensionOf(7)), "DemandOverdue(uint64,uint64)");
        log = log.with(censored);
        send(Calls.anchorAndSatisfy(log.head(), log.extensionOf(7), 0, log.inclusion(7)));
        say(
                "  the only way on is to take it in: size %d, root %s",
                log.head().size(), log.head().root().hex());
        say("  grace's entry is %s the anchored root, as entry 7.", isAnchored(log, 7) ? "under" : "not under");
        without = log.with("ivan left");
        send(Calls.anchor(without.head(), without.extensionOf(8)));
        say("%nThe operator held every key, and could stop the log. It could not bend it.");
    }

    /** What a contributor holds: where an entry is, and a checkpoint that the log signed. */
    private TlogProof receipt(Log shown, int index) {
        String checkpoint = new Checkpoint(ORIGIN, shown.head()).encode();
        return new TlogProof(shown.inclusion(index), logKey.sign(checkpoint));
    }

    /** What the receipt's holder sees: the log's signature holds, and the entry is under the root that it signed. */
    private static String judged(TlogProof receipt, TrustPolicy policy, String entry) {
        if (policy.check(receipt.checkpoint()) instanceof CheckpointVerdict.Trusted trusted) {
            TreeHead head = trusted.checkpoint().head();
            ProofStatus status = receipt.inclusion().check(Log.leaf(entry), head);
            return "%s, entry %d \"%s\" under root %s..."
                    .formatted(
                            status,
                            receipt.inclusion().leafIndex(),
                            entry,
                            head.root().hex().substring(0, 16));
        }
        throw new AssertionError("the log did not sign it");
    }

    private boolean isAnchored(Log shown, int index) {
        String call = Calls.verifyInclusion(Log.leaf(shown.entries().get(index)), shown.inclusion(index));
        return chain.view(contributor, contract, call).equals("0x" + Calls.word(1));
    }

    private void send(String call) {
        chain.send(operator, contract, call, NO_WEI);
    }

    private void refused(String call, String error) {
        String revert = chain.refusal(operator, contract, call, NO_WEI);
        if (!revert.startsWith(Calls.selector(error))) {
            throw new AssertionError("the contract should have refused: 0x" + revert);
        }
        say("  REFUSED BY L1: %s", error.substring(0, error.indexOf('(')));
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }

    private static String bytecode(String artifact) {
        Matcher found = Pattern.compile("\"bytecode\": \"0x([0-9a-f]+)\"").matcher(artifact);
        if (!found.find()) {
            throw new AssertionError("no bytecode in " + ARTIFACT);
        }
        return found.group(1);
    }

    private static Path installed(Path root) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "win32" : "linux";
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return root.resolve("contracts/node_modules/@foundry-rs/anvil-" + os + "-" + cpu + "/bin")
                .resolve(os.equals("win32") ? "anvil.exe" : "anvil");
    }
}
