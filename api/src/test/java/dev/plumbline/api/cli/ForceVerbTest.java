package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.explain.FileKind;
import dev.plumbline.ledger.devnet.PortalContracts;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.RollupContracts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody forces a call into a rollup through the real portal, from the command line; the rollup has not taken it yet. */
final class ForceVerbTest {
    private static final String CALLED = "0x2222222222222222222222222222222222222222";

    @TempDir
    Path folder;

    private static CapturedConsole run(int code, List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        var captured = new CapturedConsole();
        int found = Plumb.commandLine(captured.console()).execute(all.toArray(String[]::new));
        assertThat(found).as(captured.text()).isEqualTo(code);
        return captured;
    }

    @Test
    void showsThenSendsThenSaysThatItIsPending() throws Exception {
        Path key = folder.resolve("payer.key");
        AccountKey.of(HexData.parseExactly(Anvil.SECOND_KEY, "key", 32)).save(key);
        Path out = folder.resolve("mine.forced.json");
        String event = "sha256:" + "9f".repeat(32);
        try (Anvil l1 = Anvil.start();
                Anvil l2 = Anvil.start("--network", "optimism", "--chain-id", "901")) {
            String portal = PortalContracts.deploy(RollupContracts.deployer(l1)).hex();
            List<String> place =
                    List.of("--l1", l1.url().toString(), "--l2", l2.url().toString(), "--portal", portal);
            var force = new ArrayList<>(List.of("force", event, "--to", CALLED, "--key", key.toString()));
            force.addAll(place);

            CapturedConsole dry = run(ExitCode.OK, force, "--dry-run");
            assertThat(dry.out()).startsWith("0x02");
            assertThat(dry.err()).contains("one deposit: gas on L1 for at most");
            assertThat(run(ExitCode.USAGE, force).err()).contains("pass --yes");

            CapturedConsole sent = run(ExitCode.PENDING, force, "--yes", "--window", "3600", "--out", out.toString());
            assertThat(sent.text()).contains("is in L1 block", "on eip155:901 it is transaction 0x", "FORCED_PENDING");
            assertThat(FileKind.of(Files.readAllBytes(out))).isEqualTo(FileKind.FORCED);
            // A deposit that was made before is looked up again by its L1 transaction, and costs nothing.
            String made = sent.out()
                    .lines()
                    .filter(line -> line.startsWith("deposit 0x"))
                    .findFirst()
                    .orElseThrow()
                    .substring("deposit ".length(), "deposit ".length() + 66);
            var again = new ArrayList<>(List.of("force", "--deposit", made, "--window", "3600"));
            again.addAll(place);
            assertThat(run(ExitCode.PENDING, again).text()).contains(made, "FORCED_PENDING");
            assertThat(run(ExitCode.USAGE, again, "--to", CALLED, event).err()).contains("either an EVENT_ID or FILE");
            var byProfile = new ArrayList<>(List.of("force", "--deposit", made));
            byProfile.addAll(place.subList(0, 4));
            assertThat(run(ExitCode.USAGE, byProfile).err()).contains("want --chain or --portal");
            assertThat(run(ExitCode.PENDING, byProfile, "--chain", profile(portal))
                            .text())
                    .contains(made, "FORCED_PENDING");
            assertThat(run(ExitCode.USAGE, byProfile, "--chain", "base").err())
                    .contains("--l2 is a node of chain 901, and the profile is of 8453");
            assertThat(run(ExitCode.USAGE, byProfile, "--chain", "openledger").err())
                    .contains("nobody has published the portal");
        }
    }

    private String profile(String portal) throws Exception {
        return Files.writeString(
                        folder.resolve("chain.json"),
                        "{\"v\":1,\"chain_id\":901,\"name\":\"Test\",\"block_seconds\":2,\"seq_window_blocks\":3600,"
                                + "\"max_drift_seconds\":\"unknown\",\"sequencer\":\"unknown\",\"portal\":\"" + portal
                                + "\",\"dispute_game_factory\":\"unknown\",\"output_oracle\":\"unknown\","
                                + "\"batch_inbox\":\"unknown\",\"system_config\":\"unknown\",\"data_availability\":\"unknown\","
                                + "\"logs_window\":1000,\"matchers\":[]}")
                .toString();
    }
}
