package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds source, compiled artifact and what the verifier pins together, without a compiler. */
class RootAnchorArtifactTest {
    @Test
    void artifactIsOfThisSource() throws IOException {
        Path contracts = Path.of(System.getProperty("plumbline.root", "..")).resolve("contracts");
        for (String name : List.of("RootAnchor.sol", "Rfc6962.sol")) {
            byte[] source = Files.readAllBytes(contracts.resolve(name));
            assertThat(artifact().path("sourceSha256").path(name).textValue())
                    .isEqualTo(TreeHasher.sha256(source).hex());
        }
        assertThat(artifact().path("sourceSha256")).hasSize(2);
    }

    @Test
    void verifierPinsTheHashOfTheCompiledCode() throws IOException {
        assertThat(Word.keccak(RootAnchor.runtimeCode())).isEqualTo(AnchorLayout.CODE_HASH);
        assertThat(artifact().path("runtimeCodeHash").textValue()).isEqualTo(AnchorLayout.CODE_HASH.hex());
    }

    @Test
    void storageLayoutIsTheOneThatVerifiersRead() throws IOException {
        List<String> layout = new ArrayList<>();
        for (JsonNode entry : artifact().path("storageLayout")) {
            layout.add(entry.path("slot").textValue() + "+"
                    + entry.path("offset").intValue() + " "
                    + entry.path("label").textValue() + " " + entry.path("type").textValue());
        }
        assertThat(layout)
                .containsExactly(
                        "0+0 latestSize t_uint64",
                        "0+8 latestBlock t_uint64",
                        "1+0 latestRoot t_bytes32",
                        "2+0 chain t_bytes32",
                        "3+0 operator t_address",
                        "4+0 originHash t_bytes32",
                        "5+0 successor t_address",
                        "6+0 queue Queue",
                        "6+0 queue.next t_uint64",
                        "6+8 queue.oldest t_uint64",
                        "6+16 queue.freedBlock t_uint64",
                        "7+0 _ring Demand[1024]",
                        "7+0 _ring[0].leafHash t_bytes32",
                        "8+0 _ring[0].id t_uint64",
                        "8+8 _ring[0].deadline t_uint64",
                        "8+16 _ring[0].isOpen t_bool");
    }

    @Test
    void callDataIsTheAbiEncodingOfItsArguments() {
        Hash root = TreeHasher.emptyRoot();
        Hash node = TreeHasher.leaf(new byte[] {1});
        byte[] call = RootAnchor.anchorCall(new TreeHead(0x1234, root), List.of(node, root));
        assertThat(HexFormat.of().formatHex(call))
                .isEqualTo(selector() + "0".repeat(60) + "1234" + root.hex() + "0".repeat(62) + "60" + "0".repeat(63)
                        + "2" + node.hex() + root.hex());
    }

    private static String selector() {
        return Word.keccak("anchor(uint64,bytes32,bytes32[])".getBytes(StandardCharsets.US_ASCII))
                .hex()
                .substring(2, 10);
    }

    private static JsonNode artifact() throws IOException {
        try (InputStream stream = RootAnchor.class.getResourceAsStream("RootAnchor.json")) {
            assertThat(stream).isNotNull();
            return StrictJson.read(stream.readAllBytes());
        }
    }
}
