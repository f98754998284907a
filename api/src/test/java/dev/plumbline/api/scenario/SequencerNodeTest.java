package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerNodeTest {
    private static final long START = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void putsARealBlockTogetherAsItsBehaviourSays() throws IOException {
        AccountKey anne = Contributors.key(1, 0);
        AccountKey bert = Contributors.key(1, 1);
        var clock = new SimulatedClock(START);
        var behaviour = new Behaviour.Delay(Set.of(anne.address()), 1);
        try (var sequencer = SequencerNode.start(Anvil.binary(), folder.resolve("anvil.log"), clock, behaviour)) {
            sequencer.fund(List.of(anne.address(), bert.address()));
            var endpoint = new EthereumRpc(sequencer.url(), Duration.ofSeconds(10));
            SignedTransaction delayed = transfer(anne, 0, 9);
            SignedTransaction low = transfer(bert, 0, 1);
            SignedTransaction high = transfer(bert, 1, 5);
            for (SignedTransaction each : List.of(low, delayed, high)) {
                endpoint.send(each);
                assertThat(endpoint.knows(each.hash())).isTrue();
            }
            NodeBlock first = sequencer.produce(START + BlockMaker.BLOCK_MILLIS);
            NodeBlock second = sequencer.produce(START + 2 * BlockMaker.BLOCK_MILLIS);
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(first.made().transactions())
                    .extracting(PooledTransaction::hash)
                    .containsExactly(low.hash(), high.hash());
            assertThat(second.made().transactions())
                    .extracting(PooledTransaction::hash)
                    .containsExactly(delayed.hash());
            EthereumRpc.Receipt receipt = endpoint.receipt(delayed.hash());
            assertThat(receipt).isNotNull();
            assertThat(receipt.blockHash()).isEqualTo(second.hash());
        }
    }

    @Test
    void refusesWhatTheNodeRefuses() throws IOException {
        AccountKey broke = Contributors.key(2, 0);
        var clock = new SimulatedClock(START);
        try (var sequencer =
                SequencerNode.start(Anvil.binary(), folder.resolve("anvil.log"), clock, Behaviour.HONEST)) {
            var endpoint = new EthereumRpc(sequencer.url(), Duration.ofSeconds(10));
            RpcException refused = catchThrowableOfType(RpcException.class, () -> endpoint.send(transfer(broke, 0, 1)));
            assertThat(refused.kind()).isEqualTo(RpcException.Kind.REFUSED);
            assertThat(sequencer.maker().waiting()).isZero();
        }
    }

    private static SignedTransaction transfer(AccountKey from, long nonce, long tip) {
        var fees = new Fees(BigInteger.valueOf(tip), BigInteger.valueOf(100_000_000));
        return Eip1559Transaction.call(SequencerNode.CHAIN_ID, nonce, fees, 21_000, from.address(), new byte[0])
                .sign(from);
    }
}
