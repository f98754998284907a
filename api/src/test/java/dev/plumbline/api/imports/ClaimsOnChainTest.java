package dev.plumbline.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.LogScan;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.event.SettlementStatus;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Claims announced by a contract on a real node, and read from it. */
class ClaimsOnChainTest {
    private static final String PAYEE =
            HexFormat.of().formatHex(SampleEvents.account(7).subject());

    private static Anvil anvil;
    private static String sender;
    private static Address contract;

    /**
     * A contract that announces whatever three words it is called with: the third is the data, the first two are the topics
     * after that of the event. Nine bytes in front of it copy it into place.
     */
    private static String code() {
        String runtime = "604035600052" + "602035" + "600035" + "7f"
                + ClaimsImport.TOPIC.hex().substring(2) + "60206000a300";
        return "0x60338060093d393df3" + runtime;
    }

    @BeforeAll
    static void deploy() throws Exception {
        anvil = Anvil.start();
        anvil.minesByHand();
        sender = anvil.call("eth_accounts").get(0).asText();
        String made = anvil.call("eth_sendTransaction", Map.of("from", sender, "data", code()))
                .asText();
        anvil.mine(1);
        JsonNode receipt = anvil.call("eth_getTransactionReceipt", made);
        contract = Address.parseHex(receipt.path("contractAddress").asText(), "contract");
        claim(1, PAYEE, 100);
        anvil.mine(2_500);
        claim(2, PAYEE, 40);
        claim(2, PAYEE, 60);
        anvil.mine(10);
        claim(3, PAYEE, 60);
    }

    @AfterAll
    static void stop() {
        anvil.close();
    }

    private static void claim(int batch, String account, long amount) {
        String data = "0x%064x%s%s%064x".formatted(batch, "00".repeat(12), account, amount);
        anvil.call("eth_sendTransaction", Map.of("from", sender, "to", contract.hex(), "data", data));
        anvil.mine(1);
    }

    private static LogScan scan() {
        return new LogScan(new EthereumRpc(anvil.url(), Duration.ofSeconds(20)), contract, ClaimsImport.TOPIC);
    }

    private static long newestBlock() {
        return Long.decode(anvil.call("eth_blockNumber").asText());
    }

    @Test
    void looksForTheTopicThatTheNodeHashes() {
        String signature = "AirdropClaimed(bytes32,address,uint256)";
        String hex = "0x" + HexFormat.of().formatHex(signature.getBytes(StandardCharsets.US_ASCII));
        assertThat(ClaimsImport.TOPIC.hex())
                .isEqualTo(anvil.call("web3_sha3", hex).asText());
    }

    @Test
    void findsEveryClaimAcrossWindowsAndPaysWhatHasAccrued() throws Exception {
        List<RpcLog> logs = scan().read(0, newestBlock());
        assertThat(logs).hasSize(4);
        assertThat(logs.get(3).blockNumber() - logs.get(0).blockNumber()).isGreaterThan(2 * LogScan.WINDOW_BLOCKS_MAX);

        var terms =
                new ClaimTerms(SampleEvents.NAMESPACE, SampleEvents.TOKEN, 1_612, contract, scan().finalizedBlock());
        Imported imported = ClaimsImport.read(logs, terms, ClaimsImportTest.accruals());
        assertThat(imported.drafts()).hasSize(3);
        assertThat(imported.count(Severity.REFUSED))
                .as("the second claim of batch 2")
                .isEqualTo(1);
        RewardPay last = (RewardPay) imported.drafts().get(2).body();
        assertThat(last.settlement().status()).isEqualTo(SettlementStatus.INCLUDED);
        assertThat(((RewardPay) imported.drafts().get(0).body()).settlement().status())
                .isEqualTo(SettlementStatus.FINAL);
    }

    @Test
    void findsTheSameClaimsInTheAnswerThatWasSaved() throws Exception {
        JsonNode saved =
                anvil.call("eth_getLogs", Map.of("address", contract.hex(), "fromBlock", "0x0", "toBlock", "latest"));
        assertThat(RpcLog.parseSaved(saved.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(scan().read(0, newestBlock()));
    }

    @Test
    void asksForEachBlockOnceWhereverTheRangeStarts() throws Exception {
        long first = scan().read(0, newestBlock()).get(0).blockNumber();
        var counts = new ArrayList<Integer>();
        for (long from = first - 1; from <= first + 1; from++) {
            counts.add(scan().read(from, newestBlock()).size());
        }
        assertThat(counts).containsExactly(4, 4, 3);
        assertThat(scan().read(first, first)).hasSize(1);
        assertThatThrownBy(() -> scan().read(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
