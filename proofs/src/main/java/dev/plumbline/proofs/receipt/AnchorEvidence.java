package dev.plumbline.proofs.receipt;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an L1 contract held a root of the log, and how the leaf is in the tree under that root. Not verified here.
 *
 * @param chain CAIP-2 id of the chain, such as {@code eip155:1}
 * @param contract where the log's anchor contract is said to live
 * @param size leaves of the anchored tree
 * @param path inclusion path of the leaf in that tree
 * @param header {@code 0x} and the raw RLP of the block header
 * @param accountProof {@code 0x} and the RLP of each trie node from the state root to the contract's account
 * @param storageProof the same from the storage root to the contract's slots
 */
public record AnchorEvidence(
        String chain,
        Address contract,
        long size,
        List<Hash> path,
        String header,
        List<String> accountProof,
        List<String> storageProof) {
    private static final int CHAIN_CHARS_MAX = 41;

    /** Copies the lists. */
    public AnchorEvidence {
        path = List.copyOf(path);
        accountProof = List.copyOf(accountProof);
        storageProof = List.copyOf(storageProof);
    }

    JsonObject encode() {
        return JsonObject.builder()
                .put("chain", chain)
                .put("contract", contract.toString())
                .put("size", size)
                .put(
                        "path",
                        path.stream().map(hash -> JsonString.of(hash.base64())).toList())
                .put("header", header)
                .put("account_proof", accountProof.stream().map(JsonString::of).toList())
                .put("storage_proof", storageProof.stream().map(JsonString::of).toList())
                .build();
    }

    static AnchorEvidence parse(JsonValue value) throws MalformedException {
        var members = new Members(value, "/anchor");
        String chain = members.text("chain", CHAIN_CHARS_MAX);
        Address contract = Address.parseHex(members.text("contract", 42), members.at("contract"));
        long size = members.size("size");
        List<String> hashes = members.texts("path", Limits.PROOF_HASHES_MAX);
        var path = new ArrayList<Hash>(hashes.size());
        for (String hash : hashes) {
            path.add(Hash.parseBase64(hash));
        }
        String header = members.text("header", 2 + 2 * Limits.HEADER_BYTES_MAX);
        HexData.check(header, members.at("header"), Limits.HEADER_BYTES_MAX);
        List<String> accountProof = nodes(members, "account_proof", Limits.TRIE_NODES_MAX);
        List<String> storageProof = nodes(members, "storage_proof", 3 * Limits.TRIE_NODES_MAX);
        members.end();
        return new AnchorEvidence(chain, contract, size, path, header, accountProof, storageProof);
    }

    private static List<String> nodes(Members members, String key, int countMax) throws MalformedException {
        List<String> nodes = members.texts(key, countMax);
        String subject = members.at(key);
        for (String node : nodes) {
            HexData.check(node, subject, Limits.TRIE_NODE_BYTES_MAX);
        }
        return nodes;
    }
}
