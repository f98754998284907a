package dev.plumbline.vectors;

import static dev.plumbline.testkit.SignedPayload.filled;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SignedPayload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** {@code verify-forced}: what became of a transaction that L1 forced on a rollup, and files that do not show it. */
final class ForcedVectors {
    private static final String SPEC = "docs/format/sequencer-evidence.md#a-forced-transaction";
    private static final String OPERATION = "verify-forced";
    private static final String AREA = "forced";
    private static final String BAD = "SEQUENCER_EVIDENCE_BAD";
    private static final String UNDECIDED = "FORCED_UNDECIDED";
    private static final String UNTRUSTED = "HEADER_UNTRUSTED";
    private static final long WINDOW = 3_600;
    private static final byte[] ORDINARY = filled(110, 2);
    private static final List<String> CHECKS = List.of("FORMAT", "DEPOSIT", "DEPOSIT_BLOCK", "ROLLUP_BLOCK", "FORCED");
    private static final String SEQUENCER = Address.of(
                    Secp256k1.address(Secp256k1.publicKey(SignedPayload.SEQUENCER_KEY)))
            .hex();
    private static final Word ELSEWHERE = Word.ofNumber(6);

    private final Suite suite;
    private final ForcedWorld world = new ForcedWorld();
    private final RollupBlock.ByHeader holding =
            world.first(world.deposit(3, 0x33, new byte[1]), world.deposit(), ORDINARY);

    private ForcedVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new ForcedVectors(suite);
        vectors.included();
        vectors.omitted();
        vectors.passedOver();
        vectors.otherBlocks();
        vectors.waiting();
        vectors.trust();
        vectors.signed();
        vectors.deposits();
        vectors.transactions();
        new ForcedFormatVectors(suite).add();
    }

    private void included() {
        accept("included", world, world.evidence(holding), 1_000, 2, "The block that decides holds the transaction.");
        accept(
                "included-alone",
                world,
                world.evidence(world.first(world.deposit())),
                1_000,
                1,
                "The block holds it and nothing else but its origin.");
        ForcedWorld creation = changed(other -> other.isCreation = true);
        accept(
                "included-creation",
                creation,
                creation.evidence(creation.first(creation.deposit())),
                1_000,
                1,
                "The transaction makes a contract, so it has no recipient.");
        accept(
                "included-signed",
                world,
                world.evidence(spread(payload -> payload.transactions.add(1, world.deposit()))),
                1_234_567,
                1,
                "The sequencer signed the block, and no L1 block has it yet.");
    }

    private void omitted() {
        alarm("omitted-empty", world.evidence(world.first()), "The block holds nothing but its origin.");
        alarm("omitted-ordinary", world.evidence(world.first(ORDINARY)), "The block holds an ordinary transaction.");
        alarm(
                "omitted-other-deposit",
                world.evidence(world.first(world.deposit(3, 0x33, new byte[1]), ORDINARY)),
                "The block holds a deposit of somebody else.");
        alarm(
                "omitted-other-content",
                world.evidence(world.first(world.deposit(ForcedWorld.LOG_INDEX, 0x11, new byte[] {1, 2, 4}))),
                "The block holds a deposit that calls with other data.");
        alarm(
                "omitted-signed",
                world.evidence(spread(payload -> {})),
                "The sequencer signed the block that has to hold it and does not.");
        ForcedWorld moved = changed(other -> other.logIndex = 8);
        alarm(
                "omitted-log-index-other",
                moved.evidence(moved.first()),
                "The place of the log is another one, and nothing that does the same is there.");
        reject(
                "log-index-other",
                UNDECIDED,
                moved.evidence(moved.first(moved.deposit())),
                "The place of the log is another one, and a deposit that does the same is there.");
    }

    private static RollupBlock.ByHeader after(Word parent) {
        return ForcedWorld.block(1_000, parent, ForcedWorld.attributes(ForcedWorld.ORIGIN + 1, ELSEWHERE, 0));
    }

    private void passedOver() {
        RollupBlock.ByHeader before =
                ForcedWorld.block(999, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN - 1, ELSEWHERE, 3));
        RollupBlock.ByHeader after = after(before.header().keccak());
        alarm(
                "passed-over",
                world.evidence(before, after),
                "Two blocks that follow each other pass over the L1 block.");
        reject("passed-over-one-block", UNDECIDED, world.evidence(after), "Only the later of the two is shown.");
        reject(
                "passed-over-not-its-child",
                UNDECIDED,
                world.evidence(before, after(Word.ofNumber(1))),
                "The later block has another parent.");
        reject("passed-over-backwards", UNDECIDED, world.evidence(after, before), "The later block stands first.");
        RollupBlock.ByHeader last =
                ForcedWorld.block(999, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 1));
        reject(
                "passed-over-nothing",
                UNDECIDED,
                world.evidence(last, after(last.header().keccak())),
                "The earlier block is of the L1 block.");
    }

    private void otherBlocks() {
        reject(
                "second-block-of-origin",
                UNDECIDED,
                world.evidence(ForcedWorld.block(
                        1_001, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 1))),
                "The block is the second under its origin.");
        reject(
                "origin-of-other-hash",
                UNDECIDED,
                world.evidence(
                        ForcedWorld.block(1_000, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, ELSEWHERE, 0))),
                "The block's origin is another L1 block of that height.");
    }

    private void waiting() {
        for (long later : new long[] {0, 1, WINDOW}) {
            reject("pending-" + later, "FORCED_PENDING", shownUpTo(later), "L1 is shown " + later + " blocks later.");
        }
        reject("late-without-block", UNDECIDED, shownUpTo(WINDOW + 1), "The window is over, and no block is shown.");
        reject("no-block-and-no-latest", UNDECIDED, world.evidence(), "Neither a block nor a later L1 block is shown.");
        suite.add(trusting(named("window-not-named", UNDECIDED, "The reader names no window."), shownUpTo(1))
                .with("portal", ForcedWorld.PORTAL.hex()));
        suite.add(asking(named("latest-untrusted", UNTRUSTED, "The reader does not trust the later L1 block."))
                .with("heads", List.of(world.originHash().hex()))
                .with("rollup_heads", List.of())
                .with("evidence", text(shownUpTo(1))));
    }

    private ForcedEvidence shownUpTo(long later) {
        byte[] newest = later == 0
                ? world.origin()
                : ForcedWorld.header(ForcedWorld.ORIGIN + later, filled(32, 7), filled(32, 6), filled(32, 5));
        return world.evidence().with(RawRlp.of(newest), List.of());
    }

    private void trust() {
        String origin = world.originHash().hex();
        for (RollupBlock.ByHeader block : List.of(holding, world.first())) {
            String which = block.equals(holding) ? "included" : "omitted";
            String own = block.header().keccak().hex();
            ForcedEvidence evidence = world.evidence(block);
            trust(which + "-l1-untrusted", UNTRUSTED, evidence, List.of(), List.of(own), "no L1 block");
            trust(which + "-l1-other", UNTRUSTED, evidence, List.of(own), List.of(own), "another L1 block");
            trust(which + "-rollup-untrusted", UNDECIDED, evidence, List.of(origin), List.of(), "no rollup block");
            trust(
                    which + "-rollup-other",
                    UNDECIDED,
                    evidence,
                    List.of(origin),
                    List.of(origin),
                    "another rollup block");
            suite.add(trusting(named(which + "-portal-not-named", UNDECIDED, "The reader names no portal."), evidence)
                    .with("window", "" + WINDOW));
            suite.add(trusting(named(which + "-portal-other", BAD, "The reader names another portal."), evidence)
                    .with("window", "" + WINDOW)
                    .with("portal", Address.of(filled(20, 0xac)).hex()));
        }
    }

    private void trust(
            String name, String reason, ForcedEvidence evidence, List<String> l1, List<String> rollup, String whom) {
        suite.add(asking(named(name, reason, "The reader trusts " + whom + "."))
                .with("heads", l1)
                .with("rollup_heads", rollup)
                .with("evidence", text(evidence)));
    }

    private void signed() {
        reject(
                "signed-by-other-key",
                UNDECIDED,
                world.evidence(spread(payload -> payload.key = SignedPayload.STRANGER_KEY)),
                "The block is signed by another key.");
        reject(
                "signed-for-other-chain",
                UNDECIDED,
                world.evidence(spread(payload -> payload.chain++)),
                "The block is signed for another chain.");
        reject(
                "signed-hash-of-another-block",
                BAD,
                world.evidence(spread(payload -> payload.statedHash = filled(32, 1))),
                "The signed block names a hash that is not that of its fields.");
        ForcedEvidence evidence = world.evidence(spread(payload -> {}));
        suite.add(trusting(named("signed-sequencer-not-named", UNDECIDED, "The reader names no sequencer."), evidence)
                .with("window", "" + WINDOW)
                .with("portal", ForcedWorld.PORTAL.hex()));
    }

    private RollupBlock.BySignature spread(Consumer<SignedPayload> change) {
        var payload = new SignedPayload(4);
        byte[] attributes = ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 0);
        payload.transactions = new ArrayList<>(List.of(attributes, ORDINARY));
        change.accept(payload);
        return new RollupBlock.BySignature(payload.block());
    }

    private void deposits() {
        deposit("log-of-another", other -> other.log = 0, "The log is of another contract.");
        deposit("log-beyond-receipt", other -> other.log = 2, "The receipt has no such log.");
        deposit("transaction-failed", other -> other.hasSucceeded = false, "The transaction failed and has no logs.");
        deposit(
                "portal-in-file-other",
                other -> other.portal = Address.of(filled(20, 0xac)),
                "Another contract wrote the log, and the file names that one.");
        ForcedWorld other = changed(elsewhere -> elsewhere.portal = Address.of(filled(20, 0xac)));
        ForcedEvidence announced = other.evidence(other.first());
        reject(
                "announced-elsewhere",
                BAD,
                claiming(announced, 1, announced.receipt()),
                "Another contract wrote the log, and the file names the portal.");
        ForcedEvidence evidence = world.evidence(world.first());
        List<RawRlp> nodes = evidence.receipt();
        proof("receipt-of-other-transaction", 2, nodes, "The proof is asked for another transaction.");
        proof("receipt-last-node-left-out", 1, nodes.subList(0, nodes.size() - 1), "The proof lacks its last node.");
        proof("receipt-without-nodes", 1, List.of(), "The proof has no nodes.");
        var twice = new ArrayList<>(nodes);
        twice.add(nodes.get(nodes.size() - 1));
        proof("receipt-node-twice", 1, twice, "The proof has its last node twice.");
        var flipped = new ArrayList<>(nodes);
        flipped.set(0, RawRlp.of(Bytes.flipped(nodes.get(0).bytes(), -1)));
        proof("receipt-node-flipped", 1, flipped, "The proof's first node has another bit.");
    }

    private void deposit(String name, Consumer<ForcedWorld> change, String about) {
        ForcedWorld other = changed(change);
        reject(name, BAD, other.evidence(other.first()), about);
    }

    private void proof(String name, long transaction, List<RawRlp> nodes, String about) {
        reject(name, BAD, claiming(world.evidence(world.first()), transaction, nodes), about);
    }

    /** The evidence, as of the reader's portal, with another proof of the receipt. */
    private static ForcedEvidence claiming(ForcedEvidence good, long transaction, List<RawRlp> nodes) {
        return new ForcedEvidence(
                good.l1(),
                good.rollup(),
                ForcedWorld.PORTAL,
                good.header(),
                transaction,
                nodes,
                good.log(),
                good.logIndex(),
                null,
                good.blocks());
    }

    private void transactions() {
        for (int left = 0; left < holding.transactions().size(); left++) {
            var some = new ArrayList<>(holding.transactions());
            some.remove(left);
            listed("block-lacks-" + left, some, "The block is shown without its transaction " + left + ".");
        }
        var more = new ArrayList<>(world.first().transactions());
        more.add(RawRlp.of(world.deposit()));
        reject(
                "block-with-one-more",
                BAD,
                world.evidence(new RollupBlock.ByHeader(world.first().header(), more)),
                "The block is shown with a deposit that it does not hold.");
        var swapped = new ArrayList<>(holding.transactions());
        Collections.swap(swapped, 1, 2);
        listed("block-out-of-order", swapped, "The block's transactions are in another order.");
        reject("block-empty", BAD, world.evidence(ForcedWorld.block(1_000, Word.ZERO)), "The block holds nothing.");
        reject(
                "block-without-origin",
                BAD,
                world.evidence(ForcedWorld.block(1_000, Word.ZERO, ORDINARY)),
                "The block does not start with its origin.");
    }

    private void listed(String name, List<RawRlp> transactions, String about) {
        reject(name, BAD, world.evidence(new RollupBlock.ByHeader(holding.header(), transactions)), about);
    }

    private static ForcedWorld changed(Consumer<ForcedWorld> change) {
        var world = new ForcedWorld();
        change.accept(world);
        return world;
    }

    private void accept(String name, ForcedWorld of, ForcedEvidence evidence, long block, int index, String about) {
        suite.add(pinned(asking(Vector.accept(AREA, name, OPERATION).about(SPEC, about)), evidence)
                .with("evidence", text(evidence))
                .checks(CHECKS.stream().map(check -> List.of(check, "PASSED")).toList())
                .proves("tx", Word.keccak(of.deposit()).hex())
                .proves("l1_block_number", "" + ForcedWorld.ORIGIN)
                .proves("block_number", "" + block)
                .proves("index", "" + index));
    }

    private void alarm(String name, ForcedEvidence evidence, String about) {
        Vector vector = Vector.alarm(AREA + "/accept/" + name, OPERATION, "FORCED_OMITTED");
        suite.add(pinned(asking(vector.about(SPEC, about)), evidence).with("evidence", text(evidence)));
    }

    private void reject(String name, String reason, ForcedEvidence evidence, String about) {
        suite.add(pinned(asking(named(name, reason, about)), evidence).with("evidence", text(evidence)));
    }

    static Vector named(String name, String reason, String about) {
        return Vector.reject(AREA, name, OPERATION, reason).about(SPEC, about);
    }

    /** A reader who knows all that he may know, but trusts no block yet. */
    static Vector asking(Vector vector) {
        return vector.with("portal", ForcedWorld.PORTAL.hex())
                .with("window", "" + WINDOW)
                .with("sequencer", SEQUENCER);
    }

    private static Vector trusting(Vector vector, ForcedEvidence evidence) {
        return pinned(vector, evidence).with("evidence", text(evidence));
    }

    /** Trusts the L1 blocks of the evidence, and each block of the rollup that nobody signed. */
    static Vector pinned(Vector vector, ForcedEvidence evidence) {
        var heads = new ArrayList<String>();
        heads.add(evidence.header().keccak().hex());
        RawRlp latest = evidence.latest();
        if (latest != null) {
            heads.add(latest.keccak().hex());
        }
        var rollup = new ArrayList<String>();
        for (RollupBlock block : evidence.blocks()) {
            if (block instanceof RollupBlock.ByHeader plain) {
                rollup.add(plain.header().keccak().hex());
            }
        }
        return vector.with("heads", heads).with("rollup_heads", rollup);
    }

    static String text(ForcedEvidence evidence) {
        return new String(evidence.encode(), UTF_8);
    }
}
