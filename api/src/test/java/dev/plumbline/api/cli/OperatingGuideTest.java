package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorSchedule;
import dev.plumbline.ledger.anchor.AnchorTrouble;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The operator's guide names every setting and every trouble, and the settings do what it says. */
class OperatingGuideTest {
    private static String guide() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("plumbline.root", "..")).resolve("docs/OPERATING.md"));
    }

    @Test
    void namesEverySettingOfAnchoringAndFollowing() throws IOException {
        for (ServeConfig.Key key : ServeConfig.Key.values()) {
            if (key.text().startsWith("l1_") || key.text().startsWith("sequencer")) {
                assertThat(guide()).contains("`" + key.text() + "`");
            }
        }
    }

    @Test
    void namesEveryTrouble() throws IOException {
        for (AnchorTrouble trouble : AnchorTrouble.values()) {
            assertThat(guide()).contains("`" + trouble + "`");
        }
    }

    @Test
    void statesTheDefaults() throws Exception {
        assertThat(AnchorSettings.policy(ServeConfig.empty())).isEqualTo(AnchorPolicy.DEFAULT);
        assertThat(AnchorSettings.schedule(ServeConfig.empty())).isEqualTo(AnchorSchedule.DEFAULT);
        assertThat(guide())
                .contains(
                        "| `l1_anchor_interval_seconds` | 3600 |",
                        "| `l1_anchor_entries_max` | 100000 |",
                        "| `l1_poll_seconds` | 12 |",
                        "| `l1_fee_gwei_max` | 200 |",
                        "| `l1_budget_gwei_per_day` | 250000000 |",
                        "| `l1_stuck_blocks` | 10 |",
                        "| `l1_patience_seconds` | 1800 |",
                        "| `l1_dry_run` | false |");
    }

    @Test
    void everySettingArrives() throws Exception {
        ServeConfig config = config("""
                {"l1_anchor_interval_seconds": 60, "l1_anchor_entries_max": 7, "l1_poll_seconds": 2, "l1_fee_gwei_max": 3,
                 "l1_budget_gwei_per_day": 4, "l1_stuck_blocks": 5, "l1_patience_seconds": 6, "l1_dry_run": true}
                """);
        assertThat(AnchorSettings.schedule(config))
                .isEqualTo(new AnchorSchedule(Duration.ofSeconds(60), 7, Duration.ofSeconds(2)));
        assertThat(AnchorSettings.policy(config))
                .isEqualTo(new AnchorPolicy(
                        BigInteger.valueOf(3_000_000_000L),
                        5,
                        BigInteger.valueOf(4_000_000_000L),
                        Duration.ofSeconds(6),
                        true));
        for (String wrong :
                new String[] {"\"l1_dry_run\": \"yes\"", "\"l1_stuck_blocks\": 0", "\"l1_patience_seconds\": -1"}) {
            assertThatThrownBy(() -> AnchorSettings.policy(config("{" + wrong + "}")))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            FailedException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
        }
    }

    @Test
    void oneKeyComesFromOnePlace() throws Exception {
        var both = new L1Options();
        both.orElse(config("{\"l1_anchor_key\": \"a.key\", \"l1_anchor_key_env\": \"PLUMB_NO_SUCH_VARIABLE\"}"));
        assertThatThrownBy(both::key).hasMessageContaining("want one of the two");
        var variable = new L1Options();
        variable.orElse(config("{\"l1_anchor_key_env\": \"PLUMB_NO_SUCH_VARIABLE\"}"));
        assertThat(variable.isAnyGiven()).isTrue();
        assertThatThrownBy(variable::key).hasMessageContaining("PLUMB_NO_SUCH_VARIABLE: is not set");
        assertThatThrownBy(() -> new L1Options().key()).hasMessageContaining("--anchor-key");
    }

    private static ServeConfig config(String json) throws FailedException {
        return ServeConfig.parse("test", json.getBytes(StandardCharsets.UTF_8));
    }
}
