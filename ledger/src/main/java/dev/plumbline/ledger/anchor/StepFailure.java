package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kept a step from being taken: for programs and for people. */
record StepFailure(AnchorTrouble trouble, String detail) {
    static StepFailure of(AnchorTroubleException e) {
        return new StepFailure(e.trouble(), String.valueOf(e.getMessage()));
    }

    /** What the node said, and, when the contract reverted, what the contract meant. */
    static StepFailure of(RpcException e) {
        byte[] revert = e.data();
        String meaning = revert == null ? null : RootAnchorError.explain(revert);
        return new StepFailure(
                troubleOf(e, revert == null ? null : RootAnchorError.of(revert)),
                meaning == null ? String.valueOf(e.getMessage()) : "contract: " + meaning);
    }

    static StepFailure ofStorage(IOException e) {
        return new StepFailure(AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
    }

    static StepFailure ofStorage(MalformedException e) {
        return new StepFailure(AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
    }

    private static AnchorTrouble troubleOf(RpcException e, @Nullable RootAnchorError error) {
        if (error == RootAnchorError.NOT_OPERATOR) {
            return AnchorTrouble.NOT_OPERATOR;
        }
        if (error == RootAnchorError.DEMAND_OVERDUE) {
            return AnchorTrouble.DEMAND_OVERDUE;
        }
        return switch (e.kind()) {
            case UNREACHABLE -> AnchorTrouble.RPC_UNREACHABLE;
            case REFUSED -> AnchorTrouble.RPC_REFUSED;
            case BAD_ANSWER -> AnchorTrouble.RPC_BAD_ANSWER;
        };
    }

    /** The failures at several nodes on one line, each with the node's name. */
    static String describe(List<NamedNode> nodes, List<StepFailure> failures) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            parts.add(nodes.get(i).name() + ": " + failures.get(i).trouble() + ": "
                    + failures.get(i).detail());
        }
        return String.join("; ", parts);
    }
}
