package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ChangedSettlement;
import dev.plumbline.proofs.rollup.ChangedSettlement.Change;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.SampleSettlement;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Area {@code settlement}: evidence of how far a rollup's transaction has settled on L1. */
final class SettlementVectors {
    private static final String SPEC = "docs/format/settlement.md";
    private static final List<String> NAMES = List.of(
            "FORMAT",
            "ROLLUP_PLACE",
            "L1_BLOCK",
            "ROLLUP_TRANSACTION",
            "EVENT_RECORDED",
            "CLAIMED_BLOCK",
            "OUTPUT_CLAIM",
            "CONTRACT_CODE",
            "CLAIM_RESOLVED",
            "FINALITY_DELAY");

    private final Suite suite;

    private SettlementVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new SettlementVectors(suite);
        vectors.games();
        vectors.outputs();
        vectors.refusedGames();
        vectors.refusedRollup();
        vectors.places();
        vectors.formats();
    }

    private void games() {
        accept("game-finalized", game(sample -> {}), "finalized", List.of(), "A game that stood, the delay over.");
        accept(
                "game-delay-reached",
                game(sample -> sample.now--),
                "resolved",
                List.of("FINALITY_DELAY"),
                "As much time has passed as the delay is long, and no more.");
        accept(
                "game-open",
                game(sample -> {
                    sample.status = 0;
                    sample.resolvedAt = 0;
                }),
                "proposed",
                List.of("CLAIM_RESOLVED", "FINALITY_DELAY"),
                "A game that nobody has closed.");
        accept(
                "game-own-block",
                game(sample -> sample.hasLater = false),
                "finalized",
                List.of(),
                "The claim is for the transaction's own block.");
        accept(
                "game-isthmus",
                game(sample -> sample.isIsthmus = true),
                "finalized",
                List.of(),
                "The header itself holds the message passer's root.");
        accept(
                "game-first-layout",
                game(sample -> sample.layout = LayoutProfile.DISPUTE_GAMES_FIRST),
                "finalized",
                List.of(),
                "The factory of the first layout, one slot earlier.");
        accept(
                "game-code-not-pinned",
                game(sample -> sample.isKnownClone = false),
                "finalized",
                List.of("CONTRACT_CODE"),
                "The game's code is of a form that does not say its implementation.");
        accept(
                "game-without-event",
                game(sample -> sample.namesEvent = false),
                "finalized",
                List.of("EVENT_RECORDED"),
                "The file names no event.");
    }

    private void outputs() {
        List<String> noGame = List.of("CLAIM_RESOLVED");
        accept("output-finalized", output(sample -> {}), "finalized", noGame, "An output whose delay is over.");
        accept(
                "output-own-delay-longer",
                output(sample -> sample.oracleDelay *= 2),
                "proposed",
                List.of("CLAIM_RESOLVED", "FINALITY_DELAY"),
                "The oracle's own delay is longer than the profile's.");
        accept(
                "output-newest",
                output(sample -> sample.outputCount = sample.outputIndex + 1),
                "finalized",
                noGame,
                "The output is the last of the array.");
        reject(
                "output-deleted",
                "CLAIM_DEFEATED",
                output(sample -> sample.outputCount = sample.outputIndex),
                "The array is one shorter, and the slots behind its end are as they were.");
        reject(
                "output-not-claimed",
                "OUTPUT_NOT_CLAIMED",
                output(sample -> sample.isClaimed = false),
                "The slots of the output are empty.");
        reject(
                "output-of-other-root",
                "OUTPUT_NOT_CLAIMED",
                output(sample -> sample.forgedRoot = Word.ofNumber(7)),
                "The oracle holds another root there.");
    }

    private void refusedGames() {
        reject(
                "game-lost",
                "CLAIM_DEFEATED",
                game(sample -> sample.status = 1),
                "The game was closed for the challenger.");
        reject(
                "game-not-claimed",
                "OUTPUT_NOT_CLAIMED",
                game(sample -> sample.isClaimed = false),
                "The factory's slot for the claim is shown to be empty.");
        reject(
                "game-of-other-root",
                "SETTLEMENT_PROOF_BAD",
                game(sample -> sample.forgedRoot = Word.ofNumber(7)),
                "The proof is of the slot of another root.");
        bad("game-created-at-other-time", sample -> sample.createdAtInGame++, "Factory and game differ in the time.");
        bad("game-status-3", sample -> sample.status = 3, "The game has a status that there is not.");
        bad("game-open-with-end", sample -> sample.status = 0, "The game is open and has a time of its end.");
        bad(
                "game-closed-without-end",
                sample -> sample.resolvedAt = 0,
                "The game is closed and has no time of its end.");
        bad(
                "game-closed-later",
                sample -> sample.now = SampleSettlement.RESOLVED_AT - 1,
                "The game was closed after the block that shows it.");
        for (String proof : ChangedSettlement.proofs(game(sample -> {}).evidence())) {
            for (Change change : Change.values()) {
                String name =
                        proof + "-" + change.name().toLowerCase(Locale.ROOT).replace('_', '-');
                SampleSettlement sample = game(same -> {});
                add(
                        "proof-" + name,
                        "SETTLEMENT_PROOF_BAD",
                        sample,
                        ChangedSettlement.of(sample.evidence(), proof, change).encode(),
                        heads(sample),
                        "The proof " + proof + ": "
                                + change.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
            }
        }
    }

    private void refusedRollup() {
        bad(
                "history-other-hash",
                sample -> sample.forgedHistory = Word.ofNumber(7),
                "The later block had another ancestor.");
        bad("history-other-slot", sample -> sample.historyBlock++, "The hash is in the slot of another block.");
        reject(
                "event-by-stranger",
                "EVENT_NOT_RECORDED",
                game(sample -> sample.recorder = SampleSettlement.GAME),
                "Another contract than the registry wrote the log.");
        reject(
                "event-other-log",
                "EVENT_NOT_RECORDED",
                game(sample -> sample.eventTopic = Word.ofNumber(7)),
                "The log is not that of a recorded event.");
        reject(
                "event-transaction-failed",
                "EVENT_NOT_RECORDED",
                game(sample -> sample.succeeds = false),
                "The transaction failed, and so has no logs.");
        SampleSettlement isthmus = game(sample -> sample.isIsthmus = true);
        SettlementEvidence evidence = isthmus.evidence();
        isthmus.isIsthmus = false;
        add(
                "isthmus-not-known",
                "SETTLEMENT_PROOF_BAD",
                isthmus,
                evidence.encode(),
                List.of(evidence.contract().header().keccak().hex()),
                "The file rests on the header, and the profile does not know of Isthmus.");
    }

    private void places() {
        reject(
                "game-type-255",
                "WRONG_ROLLUP",
                game(sample -> sample.type = 255),
                "A game of a type that does not count.");
        SampleSettlement game = game(sample -> {});
        add(
                "output-for-game",
                "WRONG_ROLLUP",
                game,
                output(sample -> {}).evidence().encode(),
                heads(output(sample -> {})),
                "An output where games are to be.");
        String text = new String(game.evidence().encode(), UTF_8);
        place("chain-other", text.replace(SampleSettlement.CHAIN, "eip155:902"), "Another rollup is named.");
        place("l1-chain-other", text.replace("\"eip155:1\"", "\"eip155:2\""), "Another L1 is named.");
        place(
                "contract-other",
                text.replace(SampleSettlement.CONTRACT.hex(), "0x" + "fb".repeat(20)),
                "Another contract is named.");
        add(
                "head-unknown",
                "HEADER_UNTRUSTED",
                game,
                game.evidence().encode(),
                List.of(Word.ofNumber(7).hex()),
                "The reader trusts another L1 block.");
        add("no-head", "HEADER_UNTRUSTED", game, game.evidence().encode(), List.of(), "The reader trusts no L1 block.");
    }

    private void place(String name, String text, String about) {
        SampleSettlement game = game(sample -> {});
        add(name, "WRONG_ROLLUP", game, text.getBytes(UTF_8), heads(game), about);
    }

    private void formats() {
        format("version-2", "FORMAT_UNSUPPORTED", "\"v\":1", "\"v\":2", "The version is 2.");
        format(
                "kind-other",
                "FORMAT_UNSUPPORTED",
                "\"kind\":\"settlement\"",
                "\"kind\":\"trace\"",
                "It is another kind.");
        format("without-tx", "FORMAT_UNREADABLE", "\"tx\":", "\"ty\":", "The transaction has another key.");
        format("index-text", "FORMAT_UNREADABLE", "\"index\":3", "\"index\":\"3\"", "The index is a text.");
        format("index-negative", "FORMAT_UNREADABLE", "\"index\":3", "\"index\":-3", "The index is negative.");
        format(
                "game-and-output",
                "FORMAT_UNREADABLE",
                "\"index\":3",
                "\"index\":3,\"output\":3",
                "It has both claims.");
        format("type-33-bits", "FORMAT_UNREADABLE", "\"type\":0", "\"type\":4294967296", "The type has 33 bits.");
        format(
                "code-upper-case",
                "FORMAT_UNREADABLE",
                "\"code\":\"0x36",
                "\"code\":\"0X36",
                "The code starts with 0X.");
    }

    private void format(String name, String reason, String from, String to, String about) {
        SampleSettlement game = game(sample -> {});
        String text = Bytes.replaced(new String(game.evidence().encode(), UTF_8), from, to);
        add(name, reason, game, text.getBytes(UTF_8), heads(game), about);
    }

    private static SampleSettlement game(Consumer<SampleSettlement> change) {
        SampleSettlement sample = SampleSettlement.ofGame();
        change.accept(sample);
        return sample;
    }

    private static SampleSettlement output(Consumer<SampleSettlement> change) {
        SampleSettlement sample = SampleSettlement.ofOutput();
        change.accept(sample);
        return sample;
    }

    private static List<String> heads(SampleSettlement sample) {
        return List.of(sample.evidence().contract().header().keccak().hex());
    }

    private void bad(String name, Consumer<SampleSettlement> change, String about) {
        reject(name, "SETTLEMENT_PROOF_BAD", game(change), about);
    }

    private void reject(String name, String reason, SampleSettlement sample, String about) {
        add(name, reason, sample, sample.evidence().encode(), heads(sample), about);
    }

    private void add(
            String name, String reason, SampleSettlement sample, byte[] file, List<String> heads, String about) {
        suite.add(ask(
                Vector.reject("settlement", name, "verify-settlement", reason).about(SPEC, about),
                sample,
                file,
                heads));
    }

    private void accept(String name, SampleSettlement sample, String grade, List<String> notMade, String about) {
        SettlementEvidence evidence = sample.evidence();
        var checks = new ArrayList<List<String>>();
        for (String check : NAMES) {
            checks.add(List.of(check, notMade.contains(check) ? "NOT_CHECKED" : "PASSED"));
        }
        long claimed = sample.hasLater ? SampleSettlement.LATER : SampleSettlement.BLOCK;
        Vector vector = ask(
                        Vector.accept("settlement", name, "verify-settlement").about(SPEC, about),
                        sample,
                        evidence.encode(),
                        heads(sample))
                .checks(checks)
                .proves("grade", grade)
                .proves("tx", evidence.transaction().hash().hex())
                .proves("index", "" + SampleSettlement.INDEX)
                .proves("block_number", "" + SampleSettlement.BLOCK)
                .proves("claimed_block_number", "" + claimed)
                .proves("l1_block_hash", heads(sample).get(0));
        suite.add(sample.namesEvent ? vector.proves("event_id", SampleSettlement.EVENT.encode()) : vector);
    }

    private static Vector ask(Vector vector, SampleSettlement sample, byte[] file, List<String> heads) {
        return vector.with("profile", new String(sample.profile().encode(), UTF_8))
                .with("heads", heads)
                .with("settlement", new String(file, UTF_8));
    }
}
