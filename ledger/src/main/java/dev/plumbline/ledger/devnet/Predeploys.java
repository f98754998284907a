package dev.plumbline.ledger.devnet;

import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.rollup.MessagePasserRoot;
import java.io.IOException;
import java.util.List;

/** Contracts that a rollup has from its first block on, and a development node that plays one has not. */
public final class Predeploys {
    private Predeploys() {}

    /**
     * Puts the contract that takes withdrawals where a rollup has it. Output roots commit to its storage, so a block can be claimed
     * only if it is there; from the node's next block on it is.
     */
    public static void messagePasser(JsonRpc rollup, ForgeArtifacts artifacts) throws IOException {
        place(rollup, MessagePasserRoot.CONTRACT, artifacts.deployedCode("L2ToL1MessagePasser"));
    }

    /** Puts code where a contract is to be. */
    public static void place(JsonRpc rollup, Address at, byte[] code) throws RpcException {
        rollup.call("anvil_setCode", List.of(at.hex(), HexData.encode(code)));
    }
}
