package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.sequencer.CasebookBuilder;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What evidence beside observations adds to a report, on the evidence of the project's own vectors. */
final class EvidenceReaderTest {
    private static final long CHAIN = 901;
    private static final long END = 4_000_000_000_000L;
    private static final Path VECTORS =
            Path.of(System.getProperty("plumbline.root", "..")).resolve("vectors");

    @TempDir
    Path folder;

    private CasebookBuilder builder;

    @BeforeEach
    void begin() {
        builder = builder(END);
    }

    private static CasebookBuilder builder(long toMillis) {
        return new CasebookBuilder(ChainProfile.of(CHAIN, "Test", 2), 0, toMillis);
    }

    private static JsonNode vector(String name) throws Exception {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(VECTORS.resolve(name + ".json")))
                .path("input");
    }

    private static HeadTrust heads(JsonNode input) throws Exception {
        Set<Word> hashes = new HashSet<>();
        for (JsonNode hash : input.path("heads")) {
            hashes.add(Word.parseHex(hash.asText(), "head"));
        }
        return new PinnedHeads(hashes);
    }

    private void keep(String suffix, JsonNode text) throws Exception {
        Files.write(folder.resolve("one" + suffix), text.asText().getBytes(StandardCharsets.UTF_8));
    }

    private void see(long number, Word hash) {
        var times = new TreeMap<String, Long>();
        times.put("first", 1_000 + number);
        builder.add(new BlockSeen(
                number, hash, Word.ZERO, number, BigInteger.ZERO, 1, times, true, OrderTally.NONE, 1_000 + number));
    }

    private void read(ChainProfile profile, @Nullable RollupProfile rollup, @Nullable HeadTrust l1) throws Exception {
        new EvidenceReader(profile, rollup, l1).read(folder, builder);
    }

    private static RollupProfile rollup(JsonNode input) throws Exception {
        return RollupProfile.parse(input.path("profile").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static Word blockOf(JsonNode input) throws Exception {
        return SettlementEvidence.parse(input.path("settlement").asText().getBytes(StandardCharsets.UTF_8))
                .transaction()
                .header()
                .keccak();
    }

    @Test
    void aProvenSettlementCountsForTheBlockThatTheFollowerSaw() throws Exception {
        JsonNode input = vector("settlement/accept/game-own-block");
        keep(SettlementEvidence.FILE_SUFFIX, input.path("settlement"));
        ChainProfile profile = ChainProfile.of(CHAIN, "Test", 2);
        see(1_000, blockOf(input));
        read(profile, null, heads(input));
        read(profile, rollup(input), null);
        assertThat(builder.build().settlements()).isEmpty();
        read(profile, rollup(input), heads(input));
        assertThat(builder.build().settlements())
                .containsExactly(
                        new SettlementSeen(1_000, blockOf(input), Grade.FINALIZED, SettlementSeen.Basis.PROVEN));
    }

    @Test
    void aSettlementOfABlockThatNobodySawCountsForNothing() throws Exception {
        JsonNode input = vector("settlement/accept/game-own-block");
        keep(SettlementEvidence.FILE_SUFFIX, input.path("settlement"));
        see(1_000, Word.ofNumber(7));
        read(ChainProfile.of(CHAIN, "Test", 2), rollup(input), heads(input));
        assertThat(builder.build().settlements()).isEmpty();
    }

    @Test
    void aSettlementOfAnotherRollupCountsForNothing() throws Exception {
        JsonNode input = vector("settlement/accept/game-own-block");
        keep(SettlementEvidence.FILE_SUFFIX, input.path("settlement"));
        see(1_000, blockOf(input));
        read(ChainProfile.of(CHAIN + 1, "Other", 2), rollup(input), heads(input));
        assertThat(builder.build().settlements()).isEmpty();
    }

    private static ChainProfile withPortal(JsonNode input) throws Exception {
        return new ChainProfile(
                CHAIN,
                "Test",
                2L,
                input.path("window").asLong(),
                null,
                null,
                Address.parseHex(input.path("portal").asText(), "portal"),
                null,
                null,
                null,
                null,
                null,
                1_000,
                List.of());
    }

    private static ForcedEvidence forced(JsonNode input) throws Exception {
        return ForcedEvidence.parse(input.path("evidence").asText().getBytes(StandardCharsets.UTF_8));
    }

    private void seeBlocksOf(ForcedEvidence evidence) throws Exception {
        for (RollupBlock block : evidence.blocks()) {
            see(block.open().number(), block.open().hash());
        }
    }

    @Test
    void anOmittedDepositIsUnexplained() throws Exception {
        JsonNode input = vector("forced/accept/omitted-ordinary");
        keep(ForcedEvidence.FILE_SUFFIX, input.path("evidence"));
        seeBlocksOf(forced(input));
        // What the follower noticed last is behind the deadline.
        see(2_000_000_000_000L, Word.ofNumber(3));
        read(withPortal(input), null, heads(input));
        Casebook casebook = builder.build();
        assertThat(casebook.transactions()).singleElement().satisfies(one -> {
            assertThat(one.tx()).isEqualTo(deposit(input));
            assertThat(one.inclusion()).isNull();
        });
        assertThat(FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms())
                .hasSize(1);
    }

    private static Word deposit(JsonNode input) throws Exception {
        return forced(input).deposit().hash();
    }

    @Test
    void anIncludedDepositIsTrackedToItsBlock() throws Exception {
        JsonNode input = vector("forced/accept/included");
        keep(ForcedEvidence.FILE_SUFFIX, input.path("evidence"));
        seeBlocksOf(forced(input));
        read(withPortal(input), null, heads(input));
        assertThat(builder.build().transactions())
                .singleElement()
                .extracting(TrackedTransaction::inclusion)
                .satisfies(inclusion -> {
                    assertThat(inclusion.block()).isEqualTo(1_000);
                    assertThat(inclusion.index()).isEqualTo(2);
                });
    }

    @Test
    void aDepositUnderAnL1BlockThatNobodyTrustsCountsForNothing() throws Exception {
        JsonNode input = vector("forced/reject/included-l1-untrusted");
        keep(ForcedEvidence.FILE_SUFFIX, input.path("evidence"));
        seeBlocksOf(forced(input));
        read(withPortal(input), null, heads(input));
        read(withPortal(input), null, null);
        read(ChainProfile.of(CHAIN, "Test", 2), null, heads(vector("forced/accept/included")));
        assertThat(builder.build().transactions()).isEmpty();
    }

    /** The place of the log is the file's word: a wrong one gives a hash that no block can hold. */
    @Test
    void anOverdueDepositIsNoOmissionUntilABlockThatWasSeenDecides() throws Exception {
        JsonNode input = vector("forced/accept/omitted-ordinary");
        keep(ForcedEvidence.FILE_SUFFIX, input.path("evidence"));
        read(withPortal(input), null, heads(input));
        assertThat(builder.build().transactions()).isEmpty();
        long origin = forced(input).header().readHeader().timestampSeconds() * 1_000;
        builder = builder(origin + 1);
        read(withPortal(input), null, heads(input));
        assertThat(builder.build().transactions()).hasSize(1);
        assertThat(FairnessReport.of(builder.build(), FairnessOptions.DEFAULT).alarms())
                .isEmpty();
    }

    @Test
    void filesThatAreNoEvidenceArePassedOver() throws Exception {
        for (String suffix : List.of(SettlementEvidence.FILE_SUFFIX, ForcedEvidence.FILE_SUFFIX)) {
            Files.writeString(folder.resolve("garbage" + suffix), "{}");
        }
        Files.writeString(folder.resolve("readme.txt"), "notes");
        JsonNode input = vector("settlement/accept/game-own-block");
        read(withPortal(vector("forced/accept/included")), rollup(input), heads(input));
        assertThat(builder.build().settlements()).isEmpty();
        assertThat(builder.build().transactions()).isEmpty();
    }
}
