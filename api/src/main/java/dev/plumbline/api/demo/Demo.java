package dev.plumbline.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.verify.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The demonstration, step by step. Made once, run once. */
public final class Demo {
    /** What the log of the demonstration calls itself. */
    public static final String ORIGIN = "demo.plumbline.local/synthetic";

    private static final long SEED = 1;
    private static final int ANCHORED_RECEIPTS = 20;
    private static final int ANCHOR_WAIT_SECONDS = 60;
    private static final long POLL_NANOS = 200_000_000;

    private final DemoScreen screen;
    private final Setting setting;
    private final DemoClient client = new DemoClient();
    private final List<Event> events = new ArrayList<>();
    private final List<Path> receipts = new ArrayList<>();
    private final List<String> notShown = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    /**
     * Where the demonstration finds and puts things.
     *
     * @param work an empty folder, for everything that it makes
     * @param root the project's root, where npm has put the Ethereum node
     * @param sharedData folder of the public data, or null to use the facts that are built in
     * @param classPath class path of this program
     * @param vkey verifier key of the log, whose private half lies in {@code work} as {@code log.key}
     * @param startMillis the time that the first event claims
     */
    public record Setting(
            Path work, Path root, @Nullable Path sharedData, List<Path> classPath, String vkey, long startMillis) {
        /** Copies the list. */
        public Setting {
            classPath = List.copyOf(classPath);
        }
    }

    /** A demonstration on a screen. */
    public Demo(DemoScreen screen, Setting setting) {
        this.screen = screen;
        this.setting = setting;
    }

    /** Runs all steps. */
    public void run() throws IOException, MalformedException {
        Facts facts = setting.sharedData() == null ? BuiltInFacts.facts() : SharedFacts.read(setting.sharedData());
        DemoChain chain = startChain();
        try {
            List<String> l1 = chain == null ? List.of() : chain.serveOptions();
            var ledger = new DemoLedger(setting.classPath(), setting.work(), ORIGIN, l1);
            run(facts, chain, ledger);
        } finally {
            if (chain != null) {
                chain.close();
            }
        }
        summary(facts);
    }

    private void run(Facts facts, @Nullable DemoChain chain, DemoLedger ledger) throws IOException, MalformedException {
        screen.step("Start the ledger");
        Child server = ledger.serve();
        try {
            String url = server.address();
            screen.line("plumb serve, process of its own, %s, data in %s", url, ledger.data());
            TreeHead head = submit(facts, url);
            OfflineProcess offline = OfflineProcess.prepare(setting.classPath(), setting.work());
            showReceipt();
            verifyOffline(offline, url);
            Anchored anchored = chain == null ? null : anchor(chain, url, head, offline);
            tamper(offline, url, anchored);
            server = killAndRestart(server, ledger, head);
        } finally {
            server.close();
        }
        screen.step("Read every byte again");
        for (String line :
                ledger.run("fsck", "--data", ledger.data().toString()).strip().split("\n", -1)) {
            screen.line("%s", line);
        }
        DemoAudit.show(screen, ledger, setting.work().resolve("audit.html"));
    }

    private @Nullable DemoChain startChain() throws IOException {
        screen.step("Start an Ethereum node and deploy the anchor contract");
        Path anvil = Programs.anvil(setting.root());
        if (anvil == null) {
            screen.line(
                    "%s there is no anvil in %s.",
                    screen.bad("MISSING"), setting.root().resolve("contracts/node_modules"));
            screen.line(
                    "To see the L1 part: install Node.js 20 or newer, run 'npm ci' in contracts/, start the demo again.");
            notShown.add("the anchor on L1 and the verification against it (no anvil: 'npm ci' in contracts/)");
            return null;
        }
        DemoChain chain = DemoChain.start(anvil, setting.work(), ORIGIN);
        screen.line("anvil at %s, a block a second; RootAnchor at %s", chain.rpc(), chain.contract());
        return chain;
    }

    private TreeHead submit(Facts facts, String url) throws IOException, MalformedException {
        screen.step("Submit real-shaped events");
        screen.line("from %s", facts.source());
        screen.line("weights and fees are synthetic, and so are all keys");
        var made = new DemoEvents(facts, setting.startMillis(), SEED);
        TreeHead afterUploads = send("uploads by 5 contributors, each signed", made.uploads(), url);
        Event model = made.model(afterUploads);
        Event method = made.method();
        Event policy = made.policy();
        TreeHead afterPolicy = send("model, method, split policy (10/20/20/50 %)", List.of(model, method, policy), url);
        List<Event> inferences = made.inferences(model.id(), method.id(), afterPolicy);
        send("inferences, one batch signature", inferences, url);
        List<Event> rewards = made.rewards(inferences, policy);
        TreeHead head = send("reward accruals, exact to the wei", rewards, url);
        BigInteger fees = sum(inferences.stream()
                .map(event -> ((Inference) event.body()).fee().amount())
                .toList());
        BigInteger paid = sum(rewards.stream()
                .flatMap(event -> ((RewardAccrue) event.body()).lines().stream())
                .map(RewardAccrue.Line::amount)
                .toList());
        screen.line(
                "fees %s wei, accrued %s wei: %s",
                fees, paid, fees.equals(paid) ? screen.good("equal") : screen.bad("DIFFERENT"));
        screen.line("tree of %d entries, root %s", head.size(), head.root().base64());
        return head;
    }

    private static BigInteger sum(List<BigInteger> amounts) {
        return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Submits events, keeps their receipts, and returns the signed head that the receipts are under. */
    private TreeHead send(String what, List<Event> batch, String url) throws IOException, MalformedException {
        double start = screen.seconds();
        List<JsonNode> answers =
                client.submit(url, batch.stream().map(Event::entry).toList());
        double seconds = screen.seconds() - start;
        Path folder = Files.createDirectories(setting.work().resolve("receipts"));
        for (JsonNode answer : answers) {
            Path file = folder.resolve(
                    String.format("%05d.receipt.json", answer.path("index").asLong()));
            Files.write(file, DemoClient.encode(answer.path("receipt")));
            receipts.add(file);
        }
        events.addAll(batch);
        screen.line("%4d %-42s durable and proven after %4.0f ms", batch.size(), what, 1e3 * seconds);
        Receipt last = Receipt.parse(Files.readAllBytes(receipts.get(receipts.size() - 1)));
        return Checkpoint.parse(last.proof().checkpoint().text()).head();
    }

    private void showReceipt() throws IOException, MalformedException {
        screen.step("Look at a receipt");
        Path file = receipts.get(0);
        byte[] bytes = Files.readAllBytes(file);
        Receipt receipt = Receipt.parse(bytes);
        String entry = new String(receipt.entry(), StandardCharsets.UTF_8);
        screen.line("%s, %d bytes", file, bytes.length);
        screen.line("entry  %s…", entry.substring(0, Math.min(100, entry.length())));
        for (String line : receipt.proof().encode().lines().toList()) {
            screen.line("       %s", line);
        }
        figures.add(bytes.length + " bytes without an anchor");
    }

    private void verifyOffline(OfflineProcess offline, String url) throws IOException {
        screen.step("Verify every receipt offline, somewhere else");
        double start = screen.seconds();
        List<String> lines = offline.run(arguments(url, "-", receipts));
        screen.line(
                "process with the proofs room and its libraries only; the ledger's code is %s there", after(lines, 0));
        String network = offline.hasNoNetwork()
                ? "no network at all (unshare -rn)"
                : "a network, for this machine grants no 'unshare -rn'; the verifier opens no connection";
        screen.line("it has %s; the ledger is %s from it", network, after(lines, 1));
        report(lines, receipts.size(), screen.seconds() - start);
        if (!offline.hasNoNetwork()) {
            notShown.add("that the verifying process had no network (this machine grants no 'unshare -rn')");
        }
    }

    private static String after(List<String> lines, int index) {
        String line = index < lines.size() ? lines.get(index) : "";
        return line.substring(line.indexOf(' ') + 1);
    }

    private void report(List<String> lines, int count, double seconds) throws IOException {
        int verified = Collections.frequency(lines, "VERIFIED");
        if (verified != count) {
            throw new IOException(verified + " of " + count + " receipts verified: " + lines);
        }
        screen.line(
                "%s  %d of %d receipts in %.1f s, start of the process included",
                screen.good("VERIFIED"), verified, count, seconds);
    }

    private List<String> arguments(String url, String heads, List<Path> files) {
        var arguments = new ArrayList<>(List.of(url, setting.vkey(), heads));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments;
    }

    /**
     * What the L1 part leaves to the next step.
     *
     * @param receipt a receipt with an anchor
     * @param heads block hashes that the node named, with commas between
     */
    private record Anchored(Path receipt, String heads) {}

    private Anchored anchor(DemoChain chain, String url, TreeHead head, OfflineProcess offline) throws IOException {
        screen.step("Anchor the root on L1 and verify against it");
        JsonNode anchors = awaitAnchor(url, head.size());
        var heads = new ArrayList<String>();
        for (JsonNode anchor : anchors) {
            heads.add(client.blockHash(chain.rpc(), anchor.path("block_number").asLong()));
        }
        JsonNode newest = anchors.get(anchors.size() - 1);
        screen.line(
                "size %d is final in block %d",
                newest.path("size").asLong(), newest.path("block_number").asLong());
        screen.line("block hash, asked from the node and not from the ledger: %s", heads.get(heads.size() - 1));
        var files = new ArrayList<Path>();
        int stride = Math.max(1, events.size() / ANCHORED_RECEIPTS);
        for (int i = 0; i < events.size(); i += stride) {
            Path file = setting.work().resolve("receipts").resolve(String.format("%05d.anchored.receipt.json", i));
            Files.write(
                    file, client.get(url + "/v1/receipts/" + events.get(i).id().encode(), Receipt.MEDIA_TYPE));
            files.add(file);
        }
        double start = screen.seconds();
        String joined = String.join(",", heads);
        report(offline.run(arguments(url, joined, files)), files.size(), screen.seconds() - start);
        figures.add(Files.size(files.get(files.size() - 1)) + " with L1 evidence");
        return new Anchored(files.get(files.size() - 1), joined);
    }

    private JsonNode awaitAnchor(String url, long size) throws IOException {
        double deadline = screen.seconds() + ANCHOR_WAIT_SECONDS;
        while (screen.seconds() < deadline) {
            JsonNode anchors = client.json(url + "/v1/anchors").path("anchors");
            if (!anchors.isEmpty()
                    && anchors.get(anchors.size() - 1).path("size").asLong() >= size) {
                return anchors;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IOException(
                "no final anchor of size " + size + " after " + ANCHOR_WAIT_SECONDS + " s; see the ledger's log");
    }

    private void tamper(OfflineProcess offline, String url, @Nullable Anchored anchored) throws IOException {
        screen.step("Flip one byte in each part of a receipt");
        byte[] whole = Files.readAllBytes(anchored == null ? receipts.get(receipts.size() - 1) : anchored.receipt());
        Path folder = Files.createDirectories(setting.work().resolve("tampered"));
        List<Tampering> parts = Arrays.stream(Tampering.values())
                .filter(part -> anchored != null || !part.isAnchored())
                .toList();
        var files = new ArrayList<Path>();
        for (Tampering part : parts) {
            Path file = folder.resolve(part.name().toLowerCase(java.util.Locale.ROOT) + ".receipt.json");
            Files.write(file, part.tamper(whole, ORIGIN));
            files.add(file);
        }
        List<String> lines = offline.run(arguments(url, anchored == null ? "-" : anchored.heads(), files));
        for (int i = 0; i < parts.size(); i++) {
            String found = lines.get(i + 2);
            if (found.equals("VERIFIED")) {
                throw new IOException("a changed byte in " + parts.get(i).title() + " went unnoticed");
            }
            Reason reason = Reason.valueOf(found);
            screen.line("%-29s %s  %-24s %s", parts.get(i).title(), screen.bad("REJECTED"), found, reason.sentence());
        }
        figures.add(parts.size() + " of " + parts.size() + " changed bytes noticed");
    }

    private Child killAndRestart(Child server, DemoLedger ledger, TreeHead head)
            throws IOException, MalformedException {
        screen.step("Kill the ledger (SIGKILL) and start it again");
        server.kill();
        double start = screen.seconds();
        Child restarted = ledger.serve();
        String url = restarted.address();
        screen.line("killed; the new process answers after %.1f s", screen.seconds() - start);
        var again = client.submit(url, events.stream().map(Event::entry).toList());
        long known = again.stream()
                .filter(answer -> answer.path("status").asText().equals("known"))
                .count();
        for (int i = 0; i < again.size(); i++) {
            if (again.get(i).path("index").asLong() != i) {
                restarted.close();
                throw new IOException(
                        "event " + i + " came back at index " + again.get(i).path("index"));
            }
        }
        screen.line("%d of %d events are known, each at the index that its receipt says", known, events.size());
        TreeHead now = Checkpoint.parse(SignedNote.parse(client.get(url + "/checkpoint", "text/plain"))
                        .text())
                .head();
        JsonNode proof = client.json(url + "/v1/proofs/consistency/" + head.size() + "/" + now.size());
        var path = new ArrayList<Hash>();
        for (JsonNode hash : proof.path("path")) {
            path.add(Hash.parseBase64(hash.asText()));
        }
        boolean isConsistent = new ConsistencyProof(path).check(head, now) == ProofStatus.VALID;
        screen.line(
                "the tree of %d before is a prefix of the tree of %d now: %s",
                head.size(), now.size(), isConsistent ? screen.good("VALID") : screen.bad("NO"));
        if (known != events.size() || !isConsistent) {
            restarted.close();
            throw new IOException("something was lost; the data is in " + ledger.data());
        }
        return restarted;
    }

    private void summary(Facts facts) {
        screen.heading("What you have seen");
        screen.pair("events", "%d, from %s", events.size(), facts.source());
        screen.pair("receipts", "%s", String.join("; ", figures));
        screen.pair("time", "%.0f s in all", screen.seconds());
        screen.pair("synthetic", "weights, fees and keys; the data facts are as public as their sources");
        screen.pair("files", "%s", setting.work());
        screen.pair("not shown", "%s", notShown.isEmpty() ? "nothing was left out" : String.join("; ", notShown));
        screen.heading("What to try next");
        screen.line("./plumb verify --vkey '%s' \\", setting.vkey());
        screen.line("    %s", receipts.get(0));
        screen.line("./plumb verify --vkey '%s' \\", setting.vkey());
        screen.line("    %s", setting.work().resolve("tampered/path.receipt.json"));
        screen.line("./plumb fsck --data %s", setting.work().resolve("data"));
        screen.line("README.md shows how to run a ledger of your own.");
        screen.blank();
    }
}
