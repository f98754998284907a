package dev.plumbline.proofs.receipt;

import static dev.plumbline.proofs.receipt.MadeUpReceipt.HASH;
import static dev.plumbline.proofs.receipt.MadeUpReceipt.assertRefused;
import static dev.plumbline.proofs.receipt.MadeUpReceipt.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnchorEvidenceTest {
    private static final Address CONTRACT = Address.of(new byte[20]);
    private static final Hash NODE = TreeHasher.emptyRoot();
    private static final List<String> MEMBERS =
            List.of("chain", "contract", "size", "path", "header", "account_proof", "storage_proof");

    private static AnchorEvidence parsed(String key, JsonValue value) throws MalformedException {
        AnchorEvidence anchor = Receipt.parse(
                        new MadeUpReceipt().withAnchored(key, value).anchoredBytes())
                .anchor();
        if (anchor == null) {
            throw new AssertionError("the anchor is lost");
        }
        return anchor;
    }

    private static void refused(String key, JsonValue value, Malformed code, String subject) {
        assertRefused(new MadeUpReceipt().withAnchored(key, value).anchoredBytes(), code, subject);
    }

    private static List<String> hex(List<RawRlp> nodes) {
        return nodes.stream().map(RawRlp::hex).toList();
    }

    @Test
    void everyPartIsReadFromItsMember() throws MalformedException {
        AnchorEvidence anchor = parsed("size", new JsonInteger(9));
        assertThat(anchor.chain()).isEqualTo("eip155:1");
        assertThat(anchor.contract()).hasToString("0x" + "c0".repeat(20));
        assertThat(anchor.size()).isEqualTo(9);
        assertThat(anchor.path()).containsExactly(NODE, NODE);
        assertThat(anchor.header().hex()).isEqualTo("0x0a");
        assertThat(hex(anchor.accountProof())).containsExactly("0x0b");
        assertThat(hex(anchor.storageProof())).containsExactly("0x0c", "0x0c", "0x0c");
    }

    @Test
    void everyMemberMustBeThereAndOfItsType() {
        for (String key : MEMBERS) {
            String subject = "receipt at /anchor/" + key;
            assertRefused(new MadeUpReceipt().withAnchored(key, null).anchoredBytes(), Malformed.MISSING_KEY, subject);
            refused(key, key.equals("size") ? JsonString.of("7") : new JsonInteger(7), Malformed.VALUE, subject);
        }
        for (String key : List.of("path", "account_proof", "storage_proof")) {
            refused(key, new JsonArray(List.of(new JsonInteger(7))), Malformed.VALUE, "receipt at /anchor/" + key);
        }
    }

    @Test
    void itIsAnObjectWithNoOtherMember() {
        assertRefused(
                new MadeUpReceipt().with("anchor", JsonString.of("none")).bytes(),
                Malformed.VALUE,
                "receipt at /anchor");
        refused("root", JsonString.of(HASH), Malformed.UNKNOWN_KEY, "receipt at /anchor/root");
    }

    @Test
    void noSizeIsBelowZero() throws MalformedException {
        assertThat(parsed("size", new JsonInteger(0)).size()).isZero();
        refused("size", new JsonInteger(-1), Malformed.VALUE, "receipt at /anchor/size");
    }

    @Test
    void textsMayBeAsLongAsTheirLimitsAndNoLonger() throws MalformedException {
        String chain = "c".repeat(41);
        assertThat(parsed("chain", JsonString.of(chain)).chain()).isEqualTo(chain);
        refused("chain", JsonString.of(chain + "c"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/chain");
        String contract = "0x" + "c0".repeat(20);
        refused("contract", JsonString.of(contract + "c"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/contract");
        refused("contract", JsonString.of("0x" + "c0".repeat(19)), Malformed.VALUE, "receipt at /anchor/contract");
        String header = "0x" + "0a".repeat(Limits.HEADER_BYTES_MAX);
        assertThat(parsed("header", JsonString.of(header)).header().hex()).isEqualTo(header);
        refused("header", JsonString.of(header + "0"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/header");
        refused("header", JsonString.of("0x0A"), Malformed.SYNTAX, "receipt at /anchor/header");
    }

    @Test
    void listsMayBeAsLongAsTheirLimitsAndNoLonger() throws MalformedException {
        assertThat(parsed("path", strings(64, HASH)).path()).hasSize(64);
        refused("path", strings(65, HASH), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/path");
        assertThat(parsed("account_proof", strings(65, "0x")).accountProof()).hasSize(65);
        refused("account_proof", strings(66, "0x"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/account_proof");
        assertThat(parsed("storage_proof", strings(195, "0x")).storageProof()).hasSize(195);
        refused("storage_proof", strings(196, "0x"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/storage_proof");
    }

    @Test
    void aNodeMayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        String node = "0x" + "0b".repeat(Limits.TRIE_NODE_BYTES_MAX);
        for (String key : List.of("account_proof", "storage_proof")) {
            parsed(key, strings(1, node));
            refused(key, strings(1, node + "0b"), Malformed.LIMIT_EXCEEDED, "receipt at /anchor/" + key);
        }
        refused("path", strings(1, HASH.substring(4)), Malformed.SYNTAX, "hash");
    }

    @Test
    void whatIsCollectedIsHeldToTheSameLimits() throws MalformedException {
        String header = "0x" + "0a".repeat(Limits.HEADER_BYTES_MAX);
        String node = "0x" + "0b".repeat(Limits.TRIE_NODE_BYTES_MAX);
        AnchorEvidence evidence = collected(header, List.of(node), List.of(node, "0x0c"));
        assertThat(evidence.header().hex()).isEqualTo(header);
        assertThat(hex(evidence.accountProof())).containsExactly(node);
        assertThat(hex(evidence.storageProof())).containsExactly(node, "0x0c");
        assertThatThrownBy(() -> collected(header + "0a", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collected(header, List.of(node + "0b"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collected(header, List.of(), List.of("0c")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AnchorEvidence collected(String header, List<String> account, List<String> storage) {
        return new AnchorEvidence("eip155:1", CONTRACT, 7, List.of(NODE), header, account, storage);
    }

    @Test
    void listsOfTheCallerAreCopied() throws MalformedException {
        var path = new ArrayList<>(Collections.nCopies(2, NODE));
        RawRlp rlp = RawRlp.parse("0x0d", "node", 1);
        var account = new ArrayList<>(List.of(rlp));
        var storage = new ArrayList<>(List.of(rlp, rlp, rlp));
        var evidence = new AnchorEvidence("eip155:1", CONTRACT, 7, path, rlp, account, storage);
        path.clear();
        account.clear();
        storage.clear();
        assertThat(evidence.path()).hasSize(2);
        assertThat(evidence.accountProof()).hasSize(1);
        assertThat(evidence.storageProof()).hasSize(3);
    }
}
