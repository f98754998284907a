package dev.plumbline.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.testkit.SharedVectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ChainProfileTest {
    private static String text(String name) throws IOException {
        try (InputStream in = ChainProfile.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyBuiltInProfileIsOfAChainOfItsOwn() {
        assertThat(ChainProfile.BUILT_IN.stream().map(ChainProfile::builtIn).map(ChainProfile::chainId))
                .doesNotHaveDuplicates()
                .hasSize(8);
        assertThatIllegalArgumentException().isThrownBy(() -> ChainProfile.builtIn("../op-mainnet"));
    }

    /** The public registry's own files say the same. */
    @ParameterizedTest
    @CsvSource({
        "op-mainnet, op",
        "xterio, xterio-eth",
        "cyber, cyber",
        "automata, automata",
        "hashkey, hashkeychain",
        "funki, funki"
    })
    void agreesWithThePublicRegistry(String name, String file) throws IOException {
        ChainProfile profile = ChainProfile.builtIn(name);
        List<String> lines = Files.readAllLines(SharedVectors.data("superchain/" + file + ".toml"));
        assertThat(value(lines, "chain_id")).isEqualTo(String.valueOf(profile.chainId()));
        assertThat(value(lines, "name")).isEqualTo(profile.name());
        assertThat(value(lines, "block_time")).isEqualTo(String.valueOf(profile.blockSeconds()));
        assertThat(value(lines, "seq_window_size")).isEqualTo(String.valueOf(profile.seqWindowBlocks()));
        assertThat(value(lines, "data_availability_type")).isEqualTo(profile.dataAvailability());
        for (Map.Entry<String, @Nullable Address> address : Map.of(
                        "batch_inbox_addr", profile.batchInbox(),
                        "OptimismPortalProxy", profile.portal(),
                        "SystemConfigProxy", profile.systemConfig(),
                        "DisputeGameFactoryProxy", profile.disputeGameFactory())
                .entrySet()) {
            assertThat(value(lines, address.getKey()).toLowerCase(Locale.ROOT))
                    .isEqualTo(String.valueOf(address.getValue()));
        }
        // Since Fjord it is a constant of the protocol, whatever the file says.
        boolean isFjord = lines.stream().anyMatch(line -> line.strip().startsWith("fjord_time"));
        assertThat(profile.maxDriftSeconds())
                .isEqualTo(isFjord ? 1_800 : Long.parseLong(value(lines, "max_sequencer_drift")));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(key + " = "))
                .map(line -> line.substring(key.length() + 3).split(" #", -1)[0].replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysOfOpenLedgerWhatIsPublicAndNoMore() {
        ChainProfile profile = ChainProfile.builtIn("openledger");
        assertThat(profile.chainId()).isEqualTo(1612);
        assertThat(profile.caip2()).isEqualTo("eip155:1612");
        assertThat(profile.blockSeconds()).isNull();
        assertThat(profile.seqWindowBlocks()).isNull();
        assertThat(profile.portal()).isNull();
        assertThat(profile.sequencer()).isNull();
        assertThat(profile.dataAvailability()).isNull();
    }

    @Test
    void readsMatchers() throws IOException, MalformedException {
        String zero = "0x" + "00".repeat(20);
        String matchers =
                "[{\"name\":\"claims\",\"contract\":\"" + zero + "\",\"signature\":\"C(address who, uint256 much)\","
                        + "\"payee\":\"who\",\"amount\":\"much\"},{\"name\":\"registry\",\"contract\":\"" + zero
                        + "\",\"signature\":\"R(bytes32 id)\",\"event\":\"id\"}]";
        ChainProfile profile = parse(text("cyber").replace("[]", matchers));
        assertThat(profile.matchers()).hasSize(2);
        assertThat(profile.matchers().get(0).payout()).isEqualTo(new LogRule.Payout("who", "much", null));
        assertThat(profile.matchers().get(1).event()).isEqualTo("id");
    }

    private static ChainProfile parse(String json) throws MalformedException {
        return ChainProfile.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v\": 1|\"v\": 2",
                "\"chain_id\": 7560|\"chain_id\": 0",
                "\"chain_id\": 7560|\"chain_id\": \"7560\"",
                "\"block_seconds\": 2|\"block_seconds\": \"2\"",
                "\"block_seconds\": 2,|",
                "\"logs_window\": 1000|\"logs_window\": 0",
                "\"logs_window\": 1000|\"logs_windows\": 1000",
                "\"sequencer\": \"unknown\"|\"sequencer\": null",
                "\"sequencer\": \"unknown\"|\"sequencer\": \"Unknown\"",
                "\"matchers\": []|\"matchers\": {}"
            })
    void refusesAFileThatIsNotOfTheFormat(String good, @Nullable String bad) throws IOException {
        String text = text("cyber");
        assertThat(text).contains(good);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> parse(text.replace(good, bad == null ? "" : bad)));
    }
}
