package dev.plumbline.api.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.rollup.Observer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node of the rollup that anybody may ask, some way off the sequencer: it has a block only when the block has travelled to it,
 * and hands transactions on to the sequencer. What is wrong with it, its {@link ObserverFault} says.
 */
public final class ObserverFront implements Closeable {
    private final String name;
    private final RpcFront front;
    private final Desk desk;

    private ObserverFront(String name, RpcFront front, Desk desk) {
        this.name = name;
        this.front = front;
        this.desk = desk;
    }

    /** Opens one; it has the chain's first block and no other. */
    public static ObserverFront open(String name, SequencerNode sequencer, SimulatedClock clock, ObserverFault fault)
            throws IOException {
        var desk = new Desk(sequencer.desk(), clock, fault);
        return new ObserverFront(name, RpcFront.open(sequencer.nodeUrl(), desk), desk);
    }

    /** As a follower knows it. */
    public Observer observer() {
        return new Observer(name, front.url());
    }

    /** Its endpoint. */
    public URI url() {
        return front.url();
    }

    /**
     * Says when a block reaches it.
     *
     * @param atMillis milliseconds since the epoch
     */
    public void reaches(long number, long atMillis) {
        desk.arrivals.put(atMillis, number);
    }

    @Override
    public void close() {
        front.close();
    }

    private static final class Desk implements RpcFront.Desk {
        private static final long STALE_BLOCKS = 60;
        private static final long SLOW_MILLIS = 2_500;
        private static final int SLOW_ONE_IN = 16;
        private static final int APART_ONE_IN = 5;
        private static final int HEX = 16;

        private final SequencerDesk sequencer;
        private final SimulatedClock clock;
        private final ObserverFault fault;
        // The highest block by the time of its arrival.
        private final ConcurrentSkipListMap<Long, Long> arrivals = new ConcurrentSkipListMap<>(Map.of(0L, 1L));
        private final AtomicInteger asked = new AtomicInteger();

        Desk(SequencerDesk sequencer, SimulatedClock clock, ObserverFault fault) {
            this.sequencer = sequencer;
            this.clock = clock;
            this.fault = fault;
        }

        @Override
        public RpcFront.Reply answer(String method, JsonNode params, RpcFront.Node node) throws IOException {
            if (fault == ObserverFault.UNREACHABLE) {
                return RpcFront.Reply.unavailable();
            }
            return switch (method) {
                case "eth_sendRawTransaction", "eth_getTransactionByHash" -> sequencer.answer(method, params, node);
                case "eth_getBlockByNumber" -> RpcFront.Reply.of(byNumber(params, node));
                case "eth_getTransactionReceipt", "eth_getBlockByHash" ->
                    RpcFront.Reply.of(tampered(params, known(node.ask(method, params))));
                default -> RpcFront.Reply.of(node.ask(method, params));
            };
        }

        private long head() {
            long newest = arrivals.floorEntry(clock.millis()).getValue();
            return fault == ObserverFault.STALE ? Math.max(1, newest - STALE_BLOCKS) : newest;
        }

        private ObjectNode byNumber(JsonNode params, RpcFront.Node node) throws IOException {
            String which = params.path(0).asText();
            boolean isNewest = which.equals("latest") || which.equals("pending");
            if (isNewest && fault == ObserverFault.SLOW && asked.incrementAndGet() % SLOW_ONE_IN == 0) {
                clock.advanceTo(clock.millis() + SLOW_MILLIS);
            }
            long head = head();
            ArrayNode question = JsonNodeFactory.instance.arrayNode();
            question.add(isNewest ? hex(head) : which).add(params.path(1));
            ObjectNode answer = known(node.ask("eth_getBlockByNumber", question));
            boolean isNamed = !isNewest && !which.startsWith("0x");
            if (isNamed && answer.path("result").isNull()) {
                // A tag that the node puts on a block which has not come here yet.
                return node.ask(
                        "eth_getBlockByNumber", question.removeAll().add(hex(1)).add(params.path(1)));
            }
            return tampered(params, answer);
        }

        /** The answer if it is about a block that has come here, else one that knows nothing. */
        private ObjectNode known(ObjectNode answer) {
            JsonNode result = answer.path("result");
            String number = result.path(result.has("blockNumber") ? "blockNumber" : "number")
                    .asText("0x0");
            if (Long.parseLong(number.substring(2), HEX) > head()) {
                answer.set("result", NullNode.instance);
            }
            return answer;
        }

        private ObjectNode tampered(JsonNode params, ObjectNode answer) {
            if (!(answer.path("result") instanceof ObjectNode block) || !block.has("transactionsRoot")) {
                return answer;
            }
            if (fault == ObserverFault.LYING && params.path(1).asBoolean()) {
                for (JsonNode each : block.path("transactions")) {
                    ((ObjectNode) each).put("value", "0x1");
                }
            }
            long number = Long.parseLong(block.path("number").asText().substring(2), HEX);
            if (fault == ObserverFault.DISAGREEING && number == head() && number % APART_ONE_IN == 0) {
                HeaderForger.change(block);
            }
            return answer;
        }

        private static String hex(long number) {
            return "0x" + Long.toString(number, HEX);
        }
    }
}
