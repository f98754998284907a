package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.RawRlp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evidence of a settlement one of whose proofs was changed and nothing else. */
public final class ChangedSettlement {
    /** What is done to a proof. */
    public enum Change {
        LAST_NODE_LEFT_OUT {
            @Override
            List<RawRlp> of(List<RawRlp> nodes) {
                return nodes.subList(0, nodes.size() - 1);
            }
        },
        NODE_TWICE {
            @Override
            List<RawRlp> of(List<RawRlp> nodes) {
                var more = new ArrayList<>(nodes);
                more.add(nodes.get(0));
                return more;
            }
        };

        abstract List<RawRlp> of(List<RawRlp> nodes);
    }

    private ChangedSettlement() {}

    /** The names of the proofs that have a node. */
    public static Set<String> proofs(SettlementEvidence whole) {
        return all(whole).keySet();
    }

    private static Map<String, List<RawRlp>> all(SettlementEvidence whole) {
        Map<String, List<RawRlp>> proofs = new LinkedHashMap<>();
        proofs.put("tx", whole.transaction().transactionProof());
        proofs.put("receipt", whole.transaction().receiptProof());
        proofs.put("passer", whole.passerProof());
        proofs.put("contract-account", whole.contract().accountProof());
        proofs.put("contract-storage", whole.contract().storageProof());
        proofs.put("implementation", whole.contract().implementationProof());
        LaterBlock later = whole.later();
        if (later != null) {
            proofs.put("history-account", later.accountProof());
            proofs.put("history-storage", later.storageProof());
        }
        if (whole.claim() instanceof GameEvidence game) {
            proofs.put("game-account", game.accountProof());
            proofs.put("game-storage", game.storageProof());
            proofs.put("game-implementation", game.implementationProof());
        }
        proofs.values().removeIf(List::isEmpty);
        return proofs;
    }

    /** The evidence with a change to the proof of that name. */
    public static SettlementEvidence of(SettlementEvidence whole, String proof, Change change) {
        Map<String, List<RawRlp>> proofs = all(whole);
        proofs.computeIfPresent(proof, (name, nodes) -> change.of(nodes));
        BlockTransaction transaction = whole.transaction();
        LaterBlock later = whole.later();
        ClaimsContract contract = whole.contract();
        ClaimEvidence claim = whole.claim() instanceof GameEvidence game
                ? new GameEvidence(
                        game.type(),
                        game.code(),
                        nodes(proofs, "game-account"),
                        nodes(proofs, "game-storage"),
                        nodes(proofs, "game-implementation"))
                : whole.claim();
        return new SettlementEvidence(
                whole.event(),
                whole.chain(),
                new BlockTransaction(
                        transaction.hash(),
                        transaction.index(),
                        transaction.header(),
                        nodes(proofs, "tx"),
                        nodes(proofs, "receipt")),
                later == null
                        ? null
                        : new LaterBlock(
                                later.header(), nodes(proofs, "history-account"), nodes(proofs, "history-storage")),
                nodes(proofs, "passer"),
                new ClaimsContract(
                        contract.chain(),
                        contract.header(),
                        contract.address(),
                        nodes(proofs, "contract-account"),
                        nodes(proofs, "contract-storage"),
                        nodes(proofs, "implementation")),
                claim);
    }

    private static List<RawRlp> nodes(Map<String, List<RawRlp>> proofs, String name) {
        return proofs.getOrDefault(name, List.of());
    }
}
