package dev.plumbline.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.testkit.LyingNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes that change their answers get nothing into evidence. Some seconds: two real nodes and some hundred lies. */
class LyingNodesTest {
    private static final int LIES = 12;
    private static final List<String> OF_ROLLUP = List.of(
            "eth_getTransactionReceipt",
            "eth_getBlockByHash",
            "eth_getBlockByNumber",
            "eth_getBlockReceipts",
            "eth_getProof");
    private static final List<String> OF_L1 =
            List.of("eth_getBlockByNumber", "eth_getStorageAt", "eth_getCode", "eth_getProof");

    @Test
    void noLieBecomesEvidence() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            scene.l2.mine(3);
            long claimed = scene.blockOf(transaction) + 2;
            scene.contracts.claim(scene.outputRoot(claimed), claimed);
            scene.contracts.settle();
            RollupProfile profile = scene.profile();
            Set<Word> truth = Set.of(scene.l1Rpc.finalizedBlock().hash());
            int refused = 0;
            int harmless = 0;
            for (String method : OF_ROLLUP) {
                try (LyingNode liar = new LyingNode(scene.l2.url())) {
                    for (int seed = 0; seed < LIES; seed++) {
                        boolean isProven =
                                proves(profile, truth, transaction, method, liar, seed, scene.l1.url(), liar.url());
                        harmless += isProven ? 1 : 0;
                        refused += isProven ? 0 : 1;
                    }
                }
            }
            for (String method : OF_L1) {
                try (LyingNode liar = new LyingNode(scene.l1.url())) {
                    for (int seed = 0; seed < LIES; seed++) {
                        boolean isProven =
                                proves(profile, truth, transaction, method, liar, seed, liar.url(), scene.l2.url());
                        harmless += isProven ? 1 : 0;
                        refused += isProven ? 0 : 1;
                    }
                }
            }
            // Many lies are about fields that nobody reads; the rest must have been noticed.
            assertThat(refused).isGreaterThan(LIES * 4);
            assertThat(harmless).isPositive();
        }
    }

    /** Whether evidence came of it all the same; then it has to be true. */
    private static boolean proves(
            RollupProfile profile,
            Set<Word> truth,
            Word transaction,
            String method,
            LyingNode liar,
            int seed,
            URI l1,
            URI l2) {
        liar.tellTheTruth();
        var random = new SplittableRandom(seed);
        liar.lieAbout(method, answer -> change(answer, random));
        SettlementFinding finding;
        try {
            finding = RollupScene.collector(profile, l1, l2).collect(transaction, RollupScene.EVENT);
        } catch (RpcException e) {
            return false;
        }
        if (finding.evidence() == null) {
            return false;
        }
        SettlementVerdict verdict = new SettlementVerifier(profile, new PinnedHeads(truth))
                .verify(finding.evidence().encode());
        assertThat(verdict)
                .as(method + " with seed " + seed)
                .isInstanceOfSatisfying(SettlementVerdict.Verified.class, verified -> {
                    assertThat(verified.settlement().grade()).isEqualTo(Grade.PROPOSED);
                    assertThat(verified.settlement().transaction()).isEqualTo(transaction);
                });
        return true;
    }

    /** Changes one digit of one text somewhere in the result. */
    private static void change(ObjectNode answer, SplittableRandom random) {
        JsonNode result = answer.path("result");
        if (result.isTextual()) {
            answer.set("result", changed(result, random));
        } else {
            changeWithin(result, random);
        }
    }

    private static void changeWithin(JsonNode node, SplittableRandom random) {
        if (node.isEmpty()) {
            return;
        }
        int place = random.nextInt(node.size());
        if (node instanceof ArrayNode array) {
            if (array.get(place).isTextual()) {
                array.set(place, changed(array.get(place), random));
            } else {
                changeWithin(array.get(place), random);
            }
        } else if (node instanceof ObjectNode object) {
            var names = object.fieldNames();
            String name = names.next();
            for (int i = 0; i < place; i++) {
                name = names.next();
            }
            if (object.get(name).isTextual()) {
                object.set(name, changed(object.get(name), random));
            } else {
                changeWithin(object.get(name), random);
            }
        }
    }

    private static TextNode changed(JsonNode text, SplittableRandom random) {
        String hex = text.textValue();
        if (hex.length() < 3) {
            return TextNode.valueOf("0x7");
        }
        int at = random.nextInt(2, hex.length());
        char digit = Character.forDigit(Character.digit(hex.charAt(at), 16) ^ 1, 16);
        return TextNode.valueOf(hex.substring(0, at) + digit + hex.substring(at + 1));
    }
}
