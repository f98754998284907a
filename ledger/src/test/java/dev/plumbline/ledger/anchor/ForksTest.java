package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.testkit.Anvil;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of every fork since London are put together to the hash that the node gives them. */
class ForksTest {
    @ParameterizedTest
    @ValueSource(strings = {"london", "paris", "shanghai", "cancun", "prague", "osaka"})
    void readsHeadersOfTheFork(String fork) throws Exception {
        try (Anvil anvil = Anvil.start("--hardfork", fork)) {
            anvil.mine(3);
            EthereumRpc rpc = AnvilLog.rpc(anvil.url());
            // Not block 0: before Cancun, anvil gives that one fields of several forks at once.
            for (long number = 1; number <= 4; number++) {
                RpcBlock block = Objects.requireNonNull(rpc.blockAt(number));
                assertThat(block.hash())
                        .hasToString(anvil.call("eth_getBlockByNumber", RpcFields.encode(number), false)
                                .path("hash")
                                .textValue());
            }
            assertThat(rpc.blockAt(5)).isNull();
        }
    }
}
