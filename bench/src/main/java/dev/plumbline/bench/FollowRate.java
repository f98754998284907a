package dev.plumbline.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.FollowOptions;
import dev.plumbline.ledger.rollup.Follower;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.ledger.rollup.Observer;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcFields;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints how many transactions of a rollup a follower reads in a second of one core, and what its memory does over a million blocks.
 *
 * <p>The made-up node runs in this process and answers from memory; what its threads burn is taken off the processor time of the process,
 * in which the compiler and the collector stay.
 */
public final class FollowRate {
    private static final int ROUNDS = 12;
    private static final int BLOCKS = 40;
    private static final int TRANSACTIONS = 100;
    private static final long CHAIN_ID = 901;
    private static final long FIRST_TIME = 1_700_000_000;
    private static final int MIB = 1 << 20;
    private static final String TEST_ACCOUNT = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    private static final FollowOptions OPTIONS = new FollowOptions(0L, 1_000, 3, 10, 10_000, 30_000, 10_000);

    private FollowRate() {}

    /** Takes {@code transactions}, {@code blocks COUNT}, or {@code anvil URL}, of an empty {@code anvil --chain-id 901 --no-mining}. */
    public static void main(String[] args) throws IOException, MalformedException {
        switch (args.length == 0 ? "transactions" : args[0]) {
            case "blocks" -> blocks(Integer.parseInt(args[1]));
            case "anvil" -> anvil(URI.create(args[1]));
            default -> transactions();
        }
    }

    private static void transactions() throws IOException, MalformedException {
        List<MadeUpBlocks.Block> chain = MadeUpBlocks.chain(BLOCKS, TRANSACTIONS);
        Map<String, String> receipts = new java.util.HashMap<>();
        chain.forEach(block -> receipts.put(block.hash().hex(), block.receipts()));
        try (var node = new MadeUpNode((method, param, isFull) -> switch (method) {
            case "eth_chainId" -> "\"0x385\"";
            case "eth_getBlockReceipts" -> receipts.getOrDefault(param, "null");
            default -> {
                MadeUpBlocks.Block block = chain.get(number(param, BLOCKS - 1));
                yield isFull ? block.full() : block.header();
            }
        })) {
            System.out.printf(
                    "%d blocks of %d transactions, %,d bytes of JSON each%n",
                    BLOCKS,
                    TRANSACTIONS,
                    (chain.get(1).full().length() + chain.get(1).receipts().length()) / TRANSACTIONS);
            for (int round = 1; round <= ROUNDS; round++) {
                follow(node.url(), node, (long) BLOCKS * TRANSACTIONS, "round " + round);
            }
        }
    }

    private static int number(String param, int newest) {
        return param.startsWith("0x") ? Integer.decode(param) : newest;
    }

    private static void follow(URI url, MadeUpNode node, long transactions, String what)
            throws IOException, MalformedException {
        Path folder = Files.createTempDirectory("follow-rate");
        try (ObservationLog log = ObservationLog.open(folder, CHAIN_ID)) {
            Follower follower = follower(url, log);
            long wall = System.nanoTime();
            long cpu = cpuNanos(node);
            long allocated = allocatedBytes();
            do {
                follower.step();
            } while (!follower.status().isCaughtUp()
                    && follower.status().troubles().isEmpty());
            cpu = cpuNanos(node) - cpu;
            wall = System.nanoTime() - wall;
            allocated = allocatedBytes() - allocated;
            System.out.printf(
                    "%s: %,d transactions to block %d; %,.0f/s by the clock, %,.0f/s of one core (%.0f us each), %,d bytes"
                            + " allocated each by the thread that follows %s%n",
                    what,
                    transactions,
                    follower.status().tip(),
                    transactions * 1e9 / wall,
                    transactions * 1e9 / cpu,
                    cpu / 1e3 / transactions,
                    allocated / transactions,
                    follower.status().troubles());
        } finally {
            delete(folder);
        }
    }

    private static Follower follower(URI url, ObservationLog log) throws IOException, MalformedException {
        return new Follower(
                ChainProfile.of(CHAIN_ID, "made up", 2),
                List.of(new Observer("a", url)),
                log,
                OPTIONS,
                // Blocks of long ago, so the time is of no account.
                () -> Instant.ofEpochSecond(FIRST_TIME));
    }

    private static void blocks(int count) throws IOException, MalformedException {
        byte[] hashes = new byte[count * Word.LENGTH];
        Word last = Word.ZERO;
        for (int number = 0; number < count; number++) {
            last = HeaderFields.hash(number, last, BlockTrie.EMPTY_ROOT, BlockTrie.EMPTY_ROOT, FIRST_TIME);
            System.arraycopy(last.bytes(), 0, hashes, number * Word.LENGTH, Word.LENGTH);
        }
        Path folder = Files.createTempDirectory("follow-rate");
        try (var node = new MadeUpNode((method, param, isFull) ->
                        method.equals("eth_chainId") ? "\"0x385\"" : header(hashes, number(param, count - 1)));
                ObservationLog log = ObservationLog.open(folder, CHAIN_ID)) {
            Follower follower = follower(node.url(), log);
            long wall = System.nanoTime();
            long cpu = cpuNanos(node);
            for (long next = 0; !follower.status().isCaughtUp(); follower.step()) {
                if (follower.status().tip() >= next) {
                    print(follower, folder, wall, cpuNanos(node) - cpu);
                    next += 100_000;
                }
            }
            print(follower, folder, wall, cpuNanos(node) - cpu);
        } finally {
            delete(folder);
        }
    }

    private static String header(byte[] hashes, int number) {
        Word parent = number == 0 ? Word.ZERO : word(hashes, number - 1);
        return "{\"hash\":\"" + word(hashes, number).hex() + "\","
                + HeaderFields.json(number, parent, BlockTrie.EMPTY_ROOT, BlockTrie.EMPTY_ROOT, FIRST_TIME)
                + ",\"transactions\":[]}";
    }

    private static Word word(byte[] hashes, int index) {
        return Word.of(Arrays.copyOfRange(hashes, index * Word.LENGTH, (index + 1) * Word.LENGTH));
    }

    private static void print(Follower follower, Path folder, long startNanos, long cpuNanos) throws IOException {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "block %,d after %.0f s and %.0f s of CPU: %.1f MiB of heap after collection, file of %,d bytes%n",
                follower.status().tip(),
                (System.nanoTime() - startNanos) / 1e9,
                cpuNanos / 1e9,
                (double) (runtime.totalMemory() - runtime.freeMemory()) / MIB,
                Files.size(folder.resolve(ObservationLog.FILE)));
    }

    private static void anvil(URI url) throws IOException, MalformedException {
        var rpc = new JsonRpc(url, Duration.ofSeconds(30));
        if (RpcFields.count("eth_blockNumber", rpc.call("eth_blockNumber", List.of())) == 0) {
            fill(rpc);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            try (var idle = new MadeUpNode((method, param, isFull) -> "null")) {
                follow(url, idle, (long) BLOCKS * TRANSACTIONS, "anvil, round " + round);
            }
        }
    }

    private static void fill(JsonRpc rpc) throws RpcException {
        for (int block = 0; block < BLOCKS; block++) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                rpc.call(
                        "eth_sendTransaction",
                        List.of(Map.of(
                                "from",
                                TEST_ACCOUNT,
                                "to",
                                TEST_ACCOUNT,
                                "value",
                                "0x1",
                                "gas",
                                "0x7530",
                                "data",
                                "0x" + "5a".repeat(68))));
            }
            rpc.call("evm_mine", List.of());
        }
    }

    private static long cpuNanos(MadeUpNode node) {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() - node.cpuNanos();
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
