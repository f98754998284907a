package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.AbiWriter;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The anchor contract as the ledger talks to it: its creation code, its constants and the data of its calls. */
public final class RootAnchor {
    /** Seconds from a demand to its deadline. */
    public static final long WINDOW_SECONDS = 6 * 60 * 60;
    /** Wei that come with a demand, and go to whoever satisfies it. */
    public static final BigInteger DEPOSIT_WEI = BigInteger.TEN.pow(16);
    /** Bytes of the largest entry that can be demanded. */
    public static final int ENTRY_BYTES_MAX = 65_535;
    /**
     * Steps of the queue's front for which {@code anchorAndSatisfy} takes a root although demands are still overdue: a log
     * with more overdue demands than one transaction can hold works them off in parts of this many.
     */
    public static final int BACKLOG_STEP = 64;

    private static final String ARTIFACT = "RootAnchor.json";
    private static final int CODE_BYTES_MAX = 49_152;

    private static final byte[] ANCHOR = AbiWriter.selector("anchor(uint64,bytes32,bytes32[])");
    private static final byte[] ANCHOR_AND_SATISFY =
            AbiWriter.selector("anchorAndSatisfy(uint64,bytes32,bytes32[],(uint64,uint64,bytes32[])[])");
    private static final byte[] DEMAND = AbiWriter.selector("demand(bytes)");
    private static final byte[] SATISFY = AbiWriter.selector("satisfy(uint64,uint64,uint64,bytes32[])");
    private static final byte[] NAME_SUCCESSOR = AbiWriter.selector("nameSuccessor(address)");
    private static final byte[] ACCEPT_OPERATOR = AbiWriter.selector("acceptOperator()");
    private static final byte[] VERIFY_INCLUSION = AbiWriter.selector("verifyInclusion(bytes32,uint64,bytes32[])");
    private static final byte[] VERIFY_CONSISTENCY =
            AbiWriter.selector("verifyConsistency(uint64,bytes32,uint64,bytes32,bytes32[])");
    private static final byte[] DEMAND_OF = AbiWriter.selector("demandOf(uint64)");

    private RootAnchor() {}

    /** SHA-256 of an origin, as slot 4 holds it. */
    static Word originHash(String origin) {
        Hash hash = TreeHasher.sha256(origin.getBytes(StandardCharsets.UTF_8));
        return Word.of(hash.bytes());
    }

    /** The code that creates an instance for a log: the compiled contract and its one argument. */
    static byte[] creationCode(String origin) {
        return concat(artifactBytes("bytecode"), originHash(origin).bytes());
    }

    /** The compiled code as an instance runs it. */
    static byte[] runtimeCode() {
        return artifactBytes("runtimeBytecode");
    }

    /** Call data of {@code anchor(size, root, consistencyProof)}. */
    public static byte[] anchorCall(TreeHead head, List<Hash> consistencyProof) {
        return new AbiWriter(3)
                .number(head.size())
                .hash(head.root())
                .hashes(consistencyProof)
                .call(ANCHOR);
    }

    /**
     * Call data of {@code anchorAndSatisfy(size, root, consistencyProof, satisfactions)}.
     *
     * @param included their proofs are under {@code head}
     */
    public static byte[] anchorAndSatisfyCall(
            TreeHead head, List<Hash> consistencyProof, List<IncludedDemand> included) {
        List<AbiWriter> satisfactions = new ArrayList<>();
        for (IncludedDemand demand : included) {
            satisfactions.add(
                    new AbiWriter(3).number(demand.id()).number(demand.index()).hashes(demand.inclusionProof()));
        }
        return new AbiWriter(4)
                .number(head.size())
                .hash(head.root())
                .hashes(consistencyProof)
                .structs(satisfactions)
                .call(ANCHOR_AND_SATISFY);
    }

    /** Call data of {@code demand(entry)}, to be sent with {@link #DEPOSIT_WEI}. Bytes out of bounds the contract refuses. */
    public static byte[] demandCall(byte[] entry) {
        return new AbiWriter(1).bytes(entry).call(DEMAND);
    }

    /**
     * Call data of {@code satisfy(id, index, size, proof)}.
     *
     * @param size the newest anchored size, under which the proof is
     */
    public static byte[] satisfyCall(IncludedDemand demand, long size) {
        return new AbiWriter(4)
                .number(demand.id())
                .number(demand.index())
                .number(size)
                .hashes(demand.inclusionProof())
                .call(SATISFY);
    }

    /** Call data of {@code nameSuccessor(successor)}; the zero address takes an earlier name back. */
    public static byte[] nameSuccessorCall(Address successor) {
        return new AbiWriter(1).address(successor).call(NAME_SUCCESSOR);
    }

    /** Call data of {@code acceptOperator()}. */
    public static byte[] acceptOperatorCall() {
        return ACCEPT_OPERATOR.clone();
    }

    /** Call data of the view {@code verifyInclusion(leafHash, index, proof)}. */
    public static byte[] verifyInclusionCall(Hash leafHash, InclusionProof proof) {
        return new AbiWriter(3)
                .hash(leafHash)
                .number(proof.leafIndex())
                .hashes(proof.path())
                .call(VERIFY_INCLUSION);
    }

    /** Call data of the view {@code verifyConsistency(oldSize, oldRoot, size, root, proof)}. */
    public static byte[] verifyConsistencyCall(TreeHead older, TreeHead newer, List<Hash> proof) {
        return new AbiWriter(5)
                .number(older.size())
                .hash(older.root())
                .number(newer.size())
                .hash(newer.root())
                .hashes(proof)
                .call(VERIFY_CONSISTENCY);
    }

    /** Call data of the view {@code demandOf(id)}. */
    public static byte[] demandOfCall(long id) {
        return new AbiWriter(1).number(id).call(DEMAND_OF);
    }

    /** Address of the contract that an account's transaction of this nonce creates. */
    static Address createdBy(Address sender, long nonce) {
        RlpItem pair = RlpItem.of(List.of(RlpItem.of(sender.bytes()), RlpItem.ofNumber(BigInteger.valueOf(nonce))));
        byte[] hash = Word.keccak(pair.encode()).bytes();
        return Address.of(Arrays.copyOfRange(hash, Word.LENGTH - Address.LENGTH, Word.LENGTH));
    }

    /** What a revert says, in plain words; null if it is none of the contract's own errors. */
    static @Nullable String explain(byte[] revert) {
        return RootAnchorError.explain(revert);
    }

    static boolean isNotOperator(byte[] revert) {
        return RootAnchorError.of(revert) == RootAnchorError.NOT_OPERATOR;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] artifactBytes(String field) {
        try (InputStream stream = RootAnchor.class.getResourceAsStream(ARTIFACT)) {
            if (stream == null) {
                throw new AssertionError("the jar lacks " + ARTIFACT);
            }
            JsonNode artifact = StrictJson.read(stream.readAllBytes());
            return HexData.parse(artifact.path(field).asText(), ARTIFACT + " " + field, CODE_BYTES_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new AssertionError("the artifact in the jar is damaged", e);
        }
    }
}
