package dev.plumbline.ledger.settlement;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trie nodes as a node gave them, in the one order that evidence takes.
 *
 * @param account those that lead to an account
 * @param storage those that lead to slots of its storage, each where it is first needed
 */
record NodeProof(List<RawRlp> account, List<RawRlp> storage) {
    /** The root node of the trie that holds nothing, which nodes show and no proof needs. */
    private static final byte[] EMPTY = {(byte) 0x80};

    /** Asks for the proof of an account and of slots of it, in this order. */
    static NodeProof of(EthereumRpc rpc, Address address, List<Word> slots, long blockNumber) throws RpcException {
        EthereumRpc.Proof proof = rpc.proof(address, slots, blockNumber);
        Map<Word, byte[]> byHash = new LinkedHashMap<>();
        proof.slots().stream().flatMap(Collection::stream).forEach(node -> byHash.putIfAbsent(Word.keccak(node), node));
        byHash.remove(Word.keccak(EMPTY));
        return new NodeProof(raw(proof.account()), raw(List.copyOf(byHash.values())));
    }

    static List<RawRlp> raw(List<byte[]> nodes) {
        return nodes.stream().map(RawRlp::of).toList();
    }
}
