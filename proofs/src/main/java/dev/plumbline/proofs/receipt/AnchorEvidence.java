package dev.plumbline.proofs.receipt;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/** Where an L1 contract held a root of the log, and how the leaf is in the tree under that root. Not verified here. */
public final class AnchorEvidence {
    private static final int CHAIN_CHARS_MAX = 41;

    private final String chain;
    private final Address contract;
    private final long size;
    private final List<Hash> path;
    private final RawRlp header;
    private final List<RawRlp> accountProof;
    private final List<RawRlp> storageProof;

    /**
     * Evidence of these parts.
     *
     * @param chain CAIP-2 id of the chain, such as {@code eip155:1}
     * @param contract where the log's anchor contract is said to live
     * @param size leaves of the anchored tree
     * @param path inclusion path of the leaf in that tree
     * @param header the raw block header
     * @param accountProof each trie node from the state root to the contract's account
     * @param storageProof the same from the storage root to the contract's slots
     */
    public AnchorEvidence(
            String chain,
            Address contract,
            long size,
            List<Hash> path,
            RawRlp header,
            List<RawRlp> accountProof,
            List<RawRlp> storageProof) {
        this.chain = chain;
        this.contract = contract;
        this.size = size;
        this.path = List.copyOf(path);
        this.header = header;
        this.accountProof = List.copyOf(accountProof);
        this.storageProof = List.copyOf(storageProof);
    }

    /**
     * Evidence of the same parts, with header and nodes as {@code 0x} and lowercase hex.
     *
     * @throws IllegalArgumentException if one of the last three is not hex, or longer than a receipt may hold
     */
    public AnchorEvidence(
            String chain,
            Address contract,
            long size,
            List<Hash> path,
            String header,
            List<String> accountProof,
            List<String> storageProof) {
        this(
                chain,
                contract,
                size,
                path,
                collected(header, Limits.HEADER_BYTES_MAX),
                collected(accountProof),
                collected(storageProof));
    }

    private static RawRlp collected(String hex, int bytesMax) {
        try {
            return RawRlp.parse(hex, "evidence", bytesMax);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<RawRlp> collected(List<String> hex) {
        return hex.stream()
                .map(node -> collected(node, Limits.TRIE_NODE_BYTES_MAX))
                .toList();
    }

    JsonObject encode() {
        return JsonObject.builder()
                .put("chain", chain)
                .put("contract", contract.toString())
                .put("size", size)
                .put(
                        "path",
                        path.stream().map(hash -> JsonString.of(hash.base64())).toList())
                .put("header", header.hex())
                .put("account_proof", encode(accountProof))
                .put("storage_proof", encode(storageProof))
                .build();
    }

    private static List<JsonString> encode(List<RawRlp> nodes) {
        return nodes.stream().map(node -> JsonString.of(node.hex())).toList();
    }

    static AnchorEvidence parse(JsonValue value) throws MalformedException {
        var members = new JsonMembers(value, "receipt", "/anchor");
        String chain = members.text("chain", CHAIN_CHARS_MAX);
        Address contract = Address.parseHex(members.text("contract", 42), members.at("contract"));
        long size = members.size("size");
        List<JsonString> hashes = members.strings("path", Limits.PROOF_HASHES_MAX);
        var path = new ArrayList<Hash>(hashes.size());
        for (JsonString hash : hashes) {
            path.add(Hash.parseBase64(hash, 0, hash.length()));
        }
        RawRlp header = raw(
                members.string("header", 2 + 2 * Limits.HEADER_BYTES_MAX),
                members.at("header"),
                Limits.HEADER_BYTES_MAX);
        List<RawRlp> accountProof =
                nodes(members.strings("account_proof", Limits.TRIE_NODES_MAX), members.at("account_proof"));
        List<RawRlp> storageProof =
                nodes(members.strings("storage_proof", 3 * Limits.TRIE_NODES_MAX), members.at("storage_proof"));
        members.end();
        return new AnchorEvidence(chain, contract, size, path, header, accountProof, storageProof);
    }

    private static RawRlp raw(JsonString hex, String subject, int bytesMax) throws MalformedException {
        RawRlp canonical = hex.readInPlace((ascii, from, to) -> RawRlp.read(ascii, from, to, bytesMax));
        return canonical != null ? canonical : RawRlp.parse(hex, subject, bytesMax);
    }

    private static List<RawRlp> nodes(List<JsonString> hex, String subject) throws MalformedException {
        var nodes = new ArrayList<RawRlp>(hex.size());
        for (JsonString node : hex) {
            nodes.add(raw(node, subject, Limits.TRIE_NODE_BYTES_MAX));
        }
        return nodes;
    }

    /** CAIP-2 id of the chain, such as {@code eip155:1}. */
    public String chain() {
        return chain;
    }

    /** Where the log's anchor contract is said to live. */
    public Address contract() {
        return contract;
    }

    /** Leaves of the anchored tree. */
    public long size() {
        return size;
    }

    /** Inclusion path of the leaf in that tree. */
    public List<Hash> path() {
        return path;
    }

    /** The raw block header. */
    public RawRlp header() {
        return header;
    }

    /** Each trie node from the state root to the contract's account. */
    public List<RawRlp> accountProof() {
        return accountProof;
    }

    /** Each trie node from the storage root to the contract's slots. */
    public List<RawRlp> storageProof() {
        return storageProof;
    }
}
