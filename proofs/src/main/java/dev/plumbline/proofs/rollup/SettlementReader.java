package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the file form of {@link SettlementEvidence}: each member of its type, none missing, none left over. */
final class SettlementReader {
    private static final String SUBJECT = "settlement";
    private static final int WORD_CHARS = 2 + 2 * Word.LENGTH;
    private static final int ADDRESS_CHARS = 2 + 2 * Address.LENGTH;
    private static final int EVENT_CHARS_MAX = 71;
    /** Code that a contract may have (EIP-170). */
    private static final int CODE_BYTES_MAX = 24_576;
    /** The nodes to the three or four slots of a claim. */
    private static final int STORAGE_NODES_MAX = 3 * Limits.TRIE_NODES_MAX;

    private SettlementReader() {}

    static SettlementEvidence read(byte[] json) throws MalformedException {
        var file = new JsonMembers(
                CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.SETTLEMENT_BYTES_MAX, Limits.JSON_TOKENS_MAX),
                SUBJECT,
                "");
        file.version("v");
        file.kind("kind", SettlementEvidence.KIND);
        String chain = RollupChain.read(file, "chain").encode();
        var transaction = new BlockTransaction(
                Word.parseHex(file.text("tx", WORD_CHARS), file.at("tx")),
                file.size("index"),
                header(file),
                blockNodes(file, "tx_proof"),
                blockNodes(file, "receipt_proof"));
        List<RawRlp> passerProof = nodes(file, "passer_proof", Limits.TRIE_NODES_MAX);
        ClaimsContract contract = contract(file.required("l1"));
        EventId event = event(file);
        JsonValue later = file.ifPresent("later");
        ClaimEvidence claim = claim(file);
        file.end();
        return new SettlementEvidence(
                event, chain, transaction, later == null ? null : later(later), passerProof, contract, claim);
    }

    private static @Nullable EventId event(JsonMembers file) throws MalformedException {
        return file.ifPresent("event") == null ? null : EventId.parse(file.text("event", EVENT_CHARS_MAX));
    }

    private static ClaimEvidence claim(JsonMembers file) throws MalformedException {
        JsonValue game = file.ifPresent("game");
        if (game == null) {
            return new OutputEvidence(file.size("output"));
        }
        return game(game);
    }

    private static GameEvidence game(JsonValue value) throws MalformedException {
        var members = new JsonMembers(value, SUBJECT, "/game");
        long type = members.size("type");
        if (type > DisputeGame.TYPE_MAX) {
            throw members.malformed(Malformed.VALUE, "type", "is " + type + ", want 32 bits");
        }
        RawRlp code = raw(members.string("code", 2 + 2 * CODE_BYTES_MAX), members.at("code"), CODE_BYTES_MAX);
        var game = new GameEvidence(
                type,
                code,
                nodes(members, "account_proof", Limits.TRIE_NODES_MAX),
                nodes(members, "storage_proof", Limits.TRIE_NODES_MAX),
                nodes(members, "implementation_proof", Limits.TRIE_NODES_MAX));
        members.end();
        return game;
    }

    private static ClaimsContract contract(JsonValue value) throws MalformedException {
        var members = new JsonMembers(value, SUBJECT, "/l1");
        var contract = new ClaimsContract(
                RollupChain.read(members, "chain").encode(),
                header(members),
                Address.parseHex(members.text("contract", ADDRESS_CHARS), members.at("contract")),
                nodes(members, "account_proof", Limits.TRIE_NODES_MAX),
                nodes(members, "storage_proof", STORAGE_NODES_MAX),
                nodes(members, "implementation_proof", Limits.TRIE_NODES_MAX));
        members.end();
        return contract;
    }

    private static LaterBlock later(JsonValue value) throws MalformedException {
        var members = new JsonMembers(value, SUBJECT, "/later");
        var later = new LaterBlock(
                header(members),
                nodes(members, "account_proof", Limits.TRIE_NODES_MAX),
                nodes(members, "storage_proof", Limits.TRIE_NODES_MAX));
        members.end();
        return later;
    }

    private static RawRlp header(JsonMembers members) throws MalformedException {
        return raw(
                members.string("header", 2 + 2 * Limits.HEADER_BYTES_MAX),
                members.at("header"),
                Limits.HEADER_BYTES_MAX);
    }

    private static List<RawRlp> nodes(JsonMembers members, String key, int countMax) throws MalformedException {
        return nodes(members, key, countMax, Limits.TRIE_NODE_BYTES_MAX);
    }

    /** Of a trie whose leaves are whole transactions or receipts. */
    private static List<RawRlp> blockNodes(JsonMembers members, String key) throws MalformedException {
        return nodes(members, key, Limits.TRIE_NODES_MAX, Limits.BLOCK_TRIE_NODE_BYTES_MAX);
    }

    private static List<RawRlp> nodes(JsonMembers members, String key, int countMax, int bytesMax)
            throws MalformedException {
        var nodes = new ArrayList<RawRlp>();
        for (JsonString node : members.strings(key, countMax)) {
            nodes.add(raw(node, members.at(key), bytesMax));
        }
        return nodes;
    }

    private static RawRlp raw(JsonString hex, String subject, int bytesMax) throws MalformedException {
        RawRlp canonical = hex.readInPlace((ascii, from, to) -> RawRlp.read(ascii, from, to, bytesMax));
        return canonical != null ? canonical : RawRlp.parse(hex, subject, bytesMax);
    }
}
