package dev.plumbline.ledger.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The compiled contracts of an OP-Stack rollup as their authors publish them: the folder {@code forge-artifacts} of
 * {@code @eth-optimism/contracts-bedrock}, which holds {@code X.sol/X.json} for a contract X.
 *
 * @param folder that folder
 */
public record ForgeArtifacts(Path folder) {
    /** Where npm puts that folder below the one with the {@code package.json}. */
    public static final Path IN_NODE_MODULES =
            Path.of("node_modules", "@eth-optimism", "contracts-bedrock", "forge-artifacts");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CODE_BYTES_MAX = 1 << 17;

    /**
     * The code that creates a contract, without the arguments that stand behind it. A fresh array.
     *
     * @throws IOException if there is no such artifact, or it holds no code
     */
    public byte[] creationCode(String contract) throws IOException {
        return code(contract, "bytecode");
    }

    /**
     * The code that lies in the state once a contract without immutable values is created. A fresh array.
     *
     * @throws IOException if there is no such artifact, or it holds no code
     */
    public byte[] deployedCode(String contract) throws IOException {
        return code(contract, "deployedBytecode");
    }

    private byte[] code(String contract, String which) throws IOException {
        Path file = folder.resolve(contract + ".sol").resolve(contract + ".json");
        JsonNode hex = JSON.readTree(Files.readAllBytes(file)).path(which).path("object");
        try {
            return HexData.parse(hex.asText(), which, CODE_BYTES_MAX);
        } catch (MalformedException e) {
            throw new IOException(file + " is no artifact: " + e.getMessage(), e);
        }
    }
}
