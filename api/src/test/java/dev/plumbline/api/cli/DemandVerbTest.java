package dev.plumbline.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contributor, a running log and a real chain that makes a block each second; takes some ten of them. */
final class DemandVerbTest {
    private static final String ORIGIN = "ledger.example.org/attribution";

    @TempDir
    Path folder;

    private Path keyFile(String name, String hex) throws Exception {
        Path file = folder.resolve(name);
        AccountKey.of(HexData.parseExactly(hex, "key", 32)).save(file);
        return file;
    }

    private static CapturedConsole run(int code, List<String> arguments) {
        var captured = new CapturedConsole();
        int found = Plumb.commandLine(captured.console()).execute(arguments.toArray(String[]::new));
        assertThat(found).as(captured.text()).isEqualTo(code);
        return captured;
    }

    private static List<String> with(List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void demandsWatchesAndChecksTheProof() throws Exception {
        Path operator = keyFile("operator.key", Anvil.FIRST_KEY);
        Path payer = keyFile("payer.key", Anvil.SECOND_KEY);
        Path event = Files.write(
                folder.resolve("event.json"),
                SampleEvents.firstOf(SampleEvents.smallUpload(1)).entry());
        Path garbage = Files.writeString(folder.resolve("garbage"), "garbage");
        try (Anvil anvil = Anvil.start("--block-time", "1")) {
            String rpc = anvil.url().toString();
            String contract = run(
                            ExitCode.OK,
                            List.of("anchor", "deploy", "--rpc", rpc, "--key", operator.toString(), "--origin", ORIGIN))
                    .out()
                    .strip();
            List<String> demand = List.of(
                    "demand",
                    event.toString(),
                    garbage.toString(),
                    "--rpc",
                    rpc,
                    "--contract",
                    contract,
                    "--key",
                    payer.toString());
            assertThat(run(ExitCode.USAGE, demand).err()).contains("pass --yes");
            CapturedConsole dry = run(ExitCode.OK, with(demand, "--dry-run"));
            assertThat(dry.out().lines()).hasSize(2).allMatch(line -> line.startsWith("0x02"));
            assertThat(dry.err()).contains("deposit 0.01 ether", "garbage: no event that a log takes");
            assertThat(run(ExitCode.PENDING, with(demand, "--yes")).err()).contains("2 not yet satisfied");

            String settings = "{\"l1_rpc\":\"" + rpc + "\",\"l1_contract\":\"" + contract + "\",\"l1_anchor_key\":\""
                    + operator + "\",\"l1_poll_seconds\":1,\"l1_anchor_interval_seconds\":1}";
            ServeConfig config = ServeConfig.parse("serve.json", settings.getBytes(UTF_8));
            var l1 = new L1Options();
            l1.orElse(config);
            var key = new SignerKey(
                    ORIGIN, KeyType.ED25519, SampleEvents.hash("log").bytes());
            LedgerConfig ledger = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system());
            try (RunningLog log = RunningLog.start(ledger, HttpConfig.of("127.0.0.1", 0), l1, config)) {
                String url = "http://127.0.0.1:" + log.port();
                CapturedConsole served =
                        run(ExitCode.OK, with(demand, "--yes", "--wait", "120", "--url", url, "-o", "json"));
                assertThat(served.out().lines().filter(line -> line.contains("satisfied")))
                        .hasSize(2)
                        .allMatch(line -> line.contains("\"proof\":\"VALID\""));
                JsonNode shown = Json.parse(LogClient.of(url).require("/v1/demands", "application/json"));
                assertThat(shown.path("made").asInt()).isEqualTo(4);
                assertThat(LogClient.of(url)
                                .requireJson("/v1/log")
                                .path("origin")
                                .asText())
                        .isEqualTo(ORIGIN);
            }
            JsonNode status = Json.parse(
                    run(ExitCode.OK, List.of("demand", "status", "--rpc", rpc, "--contract", contract, "-o", "json"))
                            .out()
                            .getBytes(UTF_8));
            assertThat(status.path("made").asInt()).isEqualTo(4);
            assertThat(status.path("open")).isEmpty();
        }
    }

    @Test
    void wantsAFileAContractAndAKey() {
        assertThat(run(ExitCode.USAGE, List.of("demand")).err()).contains("want a FILE");
        assertThat(run(ExitCode.USAGE, List.of("demand", "status")).err()).contains("want --");
    }
}
