package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TileClientTest {
    private static final RecentTiles NO_CACHE = new RecentTiles(0);
    private static final SlowLog LOG = SlowLog.honest(66_300);

    private static TileClient<RuntimeException> client(long size) {
        return new TileClient<>(LOG.head(size), new ServedLog(LOG, size), NO_CACHE);
    }

    /** Over one second: 45,150 pairs of sizes, three answers each. */
    @Test
    void proofsFromTilesAreThoseOfTheSlowTree() throws BadTileException {
        for (int size = 1; size <= 300; size++) {
            TileClient<RuntimeException> client = client(size);
            for (int older = 1; older <= size; older++) {
                assertAnswers(client, older, size);
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void proofsOfLargerTreesAreThoseOfTheSlowTree(long seed) throws BadTileException {
        var random = new SplittableRandom(seed);
        for (int size : List.of(511, 512, 513, 65_279, 65_535, 65_536, 65_537, 65_792, 65_793, 66_300)) {
            TileClient<RuntimeException> client = client(size);
            for (int older : List.of(1, 255, 256, 257, size - 256, size - 1, size)) {
                assertAnswers(client, older, size);
            }
            for (int i = 0; i < 20; i++) {
                assertAnswers(client, 1 + random.nextInt(size), size);
            }
        }
    }

    private static void assertAnswers(TileClient<RuntimeException> client, int older, int size)
            throws BadTileException {
        assertThat(client.consistency(older).path()).isEqualTo(LOG.consistency(older, size));
        assertThat(client.prefix(older)).isEqualTo(LOG.head(older));
        assertThat(client.inclusion(older - 1).path()).isEqualTo(LOG.inclusion(older - 1, size));
    }

    @Test
    void entriesAreThoseOfTheLog() throws BadTileException {
        for (int size : List.of(1, 255, 256, 257, 300, 66_300)) {
            TileClient<RuntimeException> client = client(size);
            for (int index : List.of(0, size / 2, size - 1)) {
                assertThat(client.entry(index)).isEqualTo(LOG.entry(index));
            }
            int last = (size - 1) / 256;
            assertThat(client.entries(last)).hasSize(size - last * 256);
        }
    }

    @Test
    void provesManyEntriesAtOnce() throws BadTileException {
        for (int size : List.of(1, 255, 256, 257, 300, 66_300)) {
            TileClient<RuntimeException> client = client(size);
            List<Long> indexes = Stream.of(0L, size / 3L, size / 2L, size - 1L)
                    .distinct()
                    .sorted()
                    .toList();
            List<Hash> leaves = indexes.stream()
                    .map(index -> TreeHasher.leaf(LOG.entry(index)))
                    .toList();
            assertThat(client.inclusion(indexes).check(leaves, LOG.head(size))).isEqualTo(ProofStatus.VALID);
        }
    }

    @Test
    void emptyTreeHasNothingToAskFor() throws BadTileException {
        TileClient<RuntimeException> client = client(0);
        assertThat(client.prefix(0)).isEqualTo(TreeHead.EMPTY);
        assertThatThrownBy(() -> client.inclusion(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.entry(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileClient<>(new TreeHead(0, LOG.head(1).root()), new ServedLog(LOG, 1), NO_CACHE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheTreeDoesNotHaveIsAFaultOfTheCaller() {
        TileClient<RuntimeException> client = client(300);
        for (long outside : List.of(-1L, 300L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> client.inclusion(outside)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client.entry(outside)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long outside : List.of(-1L, 0L, 301L, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> client.consistency(outside)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long outside : List.of(-1L, 2L, 1L << 54, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> client.entries(outside)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** What a server can send for a tile, by what must be said of it. */
    private static Map<String, Map.Entry<TileStatus, byte @Nullable []>> lies(byte[] honest, byte[] ofAnother) {
        var lies = new LinkedHashMap<String, Map.Entry<TileStatus, byte @Nullable []>>();
        lies.put("nothing", lie(TileStatus.WRONG_LENGTH, new byte[0]));
        lies.put("cut by a byte", lie(TileStatus.WRONG_LENGTH, Arrays.copyOf(honest, honest.length - 1)));
        lies.put("cut by a hash", lie(TileStatus.WRONG_LENGTH, Arrays.copyOf(honest, honest.length - 32)));
        lies.put("a byte more", lie(TileStatus.WRONG_LENGTH, Arrays.copyOf(honest, honest.length + 1)));
        lies.put("a hash more", lie(TileStatus.WRONG_LENGTH, Arrays.copyOf(honest, honest.length + 32)));
        lies.put("endless", lie(TileStatus.WRONG_LENGTH, new byte[1 << 20]));
        lies.put("zeroes", lie(TileStatus.WRONG_HASH, new byte[honest.length]));
        lies.put("another tile", lie(TileStatus.WRONG_HASH, Arrays.copyOf(ofAnother, honest.length)));
        for (int bit : List.of(0, 4 * honest.length, 8 * honest.length - 1)) {
            byte[] flipped = honest.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            lies.put("bit " + bit, lie(TileStatus.WRONG_HASH, flipped));
        }
        return lies;
    }

    private static Map.Entry<TileStatus, byte @Nullable []> lie(TileStatus status, byte[] bytes) {
        return Map.entry(status, bytes);
    }

    @Test
    void everyLieAboutEveryTileIsRefusedAndNotKept() throws BadTileException {
        int size = 66_300;
        int older = 33_333;
        var honest = new ServedLog(LOG, size);
        new TileClient<>(LOG.head(size), honest, NO_CACHE).consistency(older);
        assertThat(honest.asked).hasSize(5);
        byte[] ofAnother = new ServedLog(LOG, size).honest("tile/0/007");
        for (String path : honest.asked) {
            for (var lie : lies(honest.honest(path), ofAnother).entrySet()) {
                var cache = new CountedTiles();
                var hostile =
                        new ServedLog(LOG, size).replace(path, lie.getValue().getValue());
                Throwable refusal =
                        catchThrowable(() -> new TileClient<>(LOG.head(size), hostile, cache).consistency(older));
                assertThat(refusal)
                        .as("%s: %s", path, lie.getKey())
                        .isInstanceOfSatisfying(
                                BadTileException.class,
                                bad -> assertThat(bad.status())
                                        .isEqualTo(lie.getValue().getKey()));
                cache.tiles.forEach((address, tile) -> assertThat(tile).isEqualTo(honest.honest(address.path())));
                assertThat(cache.tiles.keySet())
                        .noneMatch(address -> address.path().equals(path));
            }
        }
    }

    @Test
    void missingTileIsSaidToBeMissing() {
        var hostile = new ServedLog(LOG, 300).replace("tile/0/000", null);
        assertThatThrownBy(() -> new TileClient<>(LOG.head(300), hostile, NO_CACHE).inclusion(0))
                .isInstanceOfSatisfying(BadTileException.class, bad -> {
                    assertThat(bad.status()).isEqualTo(TileStatus.MISSING);
                    assertThat(bad.path()).isEqualTo("tile/0/000");
                });
    }

    @Test
    void partialThatIsGoneIsReadFromTheFullTile() throws BadTileException {
        // The log has grown to 512 entries since, and has dropped the partial forms.
        var grown = new ServedLog(LOG, 512).replace("tile/0/001.p/44", null).replace("tile/entries/001.p/44", null);
        var cache = new CountedTiles();
        var client = new TileClient<>(LOG.head(300), grown, cache);
        assertThat(client.consistency(77).path()).isEqualTo(LOG.consistency(77, 300));
        assertThat(client.entry(299)).isEqualTo(LOG.entry(299));
        assertThat(client.entries(1)).hasSize(44);
        assertThat(grown.asked).contains("tile/0/001", "tile/entries/001");
        // The places behind the head's own are not verified, so the cache has not seen them.
        assertThat(cache.tiles).containsKey(new TileAddress(0, 1, 44)).doesNotContainKey(new TileAddress(0, 1, 256));
    }

    @Test
    void fullTileInPlaceOfThePartialMustBeWhole() {
        var hostile = new ServedLog(LOG, 300).replace("tile/0/001.p/44", null).replace("tile/0/001", new byte[44 * 32]);
        assertThatThrownBy(() -> new TileClient<>(LOG.head(300), hostile, NO_CACHE).inclusion(0))
                .isInstanceOfSatisfying(
                        BadTileException.class, bad -> assertThat(bad.status()).isEqualTo(TileStatus.WRONG_LENGTH));
        var gone = new ServedLog(LOG, 300).replace("tile/0/001.p/44", null);
        assertThatThrownBy(() -> new TileClient<>(LOG.head(300), gone, NO_CACHE).inclusion(0))
                .isInstanceOfSatisfying(
                        BadTileException.class, bad -> assertThat(bad.status()).isEqualTo(TileStatus.MISSING));
    }

    @Test
    void everyLieAboutABundleIsRefused() {
        byte[] honest = new ServedLog(LOG, 300).honest("tile/entries/000");
        byte[] other = new ServedLog(LOG, 600).honest("tile/entries/001");
        byte[] changed = honest.clone();
        changed[2] ^= 1;
        assertBundleRefused(new byte[0], TileStatus.MALFORMED_BUNDLE);
        assertBundleRefused(Arrays.copyOf(honest, honest.length - 1), TileStatus.MALFORMED_BUNDLE);
        assertBundleRefused(Arrays.copyOf(honest, honest.length + 1), TileStatus.MALFORMED_BUNDLE);
        assertBundleRefused(new byte[256 * 65_537], TileStatus.MALFORMED_BUNDLE);
        assertBundleRefused(new byte[256 * 65_537 + 1], TileStatus.WRONG_LENGTH);
        assertBundleRefused(new byte[256 * 2], TileStatus.WRONG_HASH);
        assertBundleRefused(other, TileStatus.WRONG_HASH);
        assertBundleRefused(changed, TileStatus.WRONG_HASH);
        assertBundleRefused(null, TileStatus.MISSING);
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < 256; i++) {
            entries.add(i == 255 ? "another".getBytes(StandardCharsets.UTF_8) : LOG.entry(i));
        }
        assertBundleRefused(EntryBundle.encode(entries), TileStatus.WRONG_HASH);
    }

    private static void assertBundleRefused(byte @Nullable [] bundle, TileStatus status) {
        var hostile = new ServedLog(LOG, 300).replace("tile/entries/000", bundle);
        assertThatThrownBy(() -> new TileClient<>(LOG.head(300), hostile, NO_CACHE).entry(0))
                .isInstanceOfSatisfying(
                        BadTileException.class, bad -> assertThat(bad.status()).isEqualTo(status));
    }

    @Test
    void whatTheWorldThrowsPassesThrough() {
        TileFetcher<IOException> offline = (path, bytesMax) -> {
            throw new IOException("no network");
        };
        assertThatThrownBy(() -> new TileClient<>(LOG.head(300), offline, NO_CACHE).inclusion(0))
                .isInstanceOf(IOException.class);
    }

    @Test
    void fetcherIsToldHowMuchCanBeRight() throws BadTileException {
        var bounds = new HashMap<String, Integer>();
        var served = new ServedLog(LOG, 300);
        TileFetcher<RuntimeException> fetcher = (path, bytesMax) -> {
            bounds.put(path, bytesMax);
            return served.fetch(path, bytesMax);
        };
        new TileClient<>(LOG.head(300), fetcher, NO_CACHE).entry(0);
        assertThat(bounds)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "tile/0/001.p/44",
                        44 * 32,
                        "tile/1/000.p/1",
                        32,
                        "tile/0/000",
                        8_192,
                        "tile/entries/000",
                        256 * 65_537));
    }

    @Test
    void cacheAnswersInPlaceOfTheLog() throws BadTileException {
        var cache = new RecentTiles(100);
        var first = new ServedLog(LOG, 66_300);
        new TileClient<>(LOG.head(66_300), first, cache).inclusion(5);
        assertThat(first.asked).isNotEmpty();
        var second = new ServedLog(LOG, 66_300);
        new TileClient<>(LOG.head(66_300), second, cache).inclusion(5);
        assertThat(second.asked).isEmpty();
    }

    @Test
    void damagedCacheCostsRequestsAndChangesNoAnswer() throws BadTileException {
        for (int width = -1; width <= 1; width++) {
            var damaged = new CountedTiles();
            new TileClient<>(LOG.head(66_300), new ServedLog(LOG, 66_300), damaged).inclusion(5);
            for (Map.Entry<TileAddress, byte[]> kept : damaged.tiles.entrySet()) {
                byte[] bytes = Arrays.copyOf(kept.getValue(), kept.getValue().length + width);
                bytes[0] ^= 1;
                kept.setValue(bytes);
            }
            var served = new ServedLog(LOG, 66_300);
            var client = new TileClient<>(LOG.head(66_300), served, damaged);
            assertThat(client.inclusion(5).path()).isEqualTo(LOG.inclusion(5, 66_300));
            assertThat(served.asked).hasSize(5);
            damaged.tiles.forEach((address, tile) -> assertThat(tile).isEqualTo(served.honest(address.path())));
        }
    }

    @Test
    void recentTilesKeepsThoseUsedLast() {
        var cache = new RecentTiles(2);
        var one = new TileAddress(0, 1, 256);
        var two = new TileAddress(0, 2, 256);
        var three = new TileAddress(0, 3, 256);
        byte[] mine = {1};
        cache.put(one, mine);
        mine[0] = 9;
        cache.put(two, new byte[] {2});
        assertThat(cache.get(one)).containsExactly(1);
        cache.put(three, new byte[] {3});
        assertThat(cache.get(two)).isNull();
        assertThat(cache.get(one)).containsExactly(1);
        assertThat(cache.get(three)).containsExactly(3);
        assertThatThrownBy(() -> new RecentTiles(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A log of any size whose leaves are all the same, so that a node depends on its level alone. */
    private static final class UniformLog implements TileFetcher<RuntimeException>, NodeSource<RuntimeException> {
        private final Hash[] nodes = new Hash[63];
        private final AtomicInteger requests = new AtomicInteger();
        private final boolean hasPartials;

        UniformLog(boolean hasPartials) {
            this.hasPartials = hasPartials;
            nodes[0] = TreeHasher.leaf(new byte[0]);
            for (int level = 1; level < nodes.length; level++) {
                nodes[level] = TreeHasher.node(nodes[level - 1], nodes[level - 1]);
            }
        }

        @Override
        public Hash node(int level, long index) {
            return nodes[level];
        }

        @Override
        public byte @Nullable [] fetch(String path, int bytesMax) {
            requests.incrementAndGet();
            int level = Integer.parseInt(path.split("/", -1)[1]);
            if (path.contains(".p/") && !hasPartials) {
                return null;
            }
            byte[] tile = new byte[bytesMax];
            for (int at = 0; at < bytesMax; at += 32) {
                nodes[Tiles.HEIGHT * level].copyTo(tile, at);
            }
            return tile;
        }
    }

    @Test
    void requestsStayBelowWhatIsPromised() throws BadTileException {
        long huge = 1L << 40;
        for (boolean hasPartials : List.of(true, false)) {
            for (long size : List.of(huge, huge - 1, huge - 256, 3 * (huge / 7), huge / 2 + 1)) {
                for (long older : List.of(1L, 255L, 256L, 257L, size / 3, size / 2, size - 257, size - 1, size)) {
                    int requestsMax = hasPartials ? 9 : 14;
                    assertThat(requests(older, size, hasPartials)).isLessThanOrEqualTo(requestsMax);
                }
            }
        }
        assertThat(requests(huge / 3, huge - 1, true)).isEqualTo(9);
        assertThat(requests(Long.MAX_VALUE / 3, Long.MAX_VALUE, true)).isEqualTo(15);
    }

    private static int requests(long older, long size, boolean hasPartials) throws BadTileException {
        var log = new UniformLog(hasPartials);
        TreeHead head = Frontier.of(size, log).head();
        var client = new TileClient<>(head, log, NO_CACHE);
        assertThat(client.consistency(older).check(Frontier.of(older, log).head(), head))
                .isEqualTo(ProofStatus.VALID);
        int forConsistency = log.requests.get();
        int before = forConsistency;
        var fresh = new TileClient<>(head, log, NO_CACHE);
        assertThat(fresh.inclusion(older - 1).check(log.node(0, 0), head)).isEqualTo(ProofStatus.VALID);
        return Math.max(forConsistency, log.requests.get() - before);
    }

    /** Keeps everything and shows it. */
    private static final class CountedTiles implements TileCache {
        private final Map<TileAddress, byte[]> tiles = new HashMap<>();

        @Override
        public byte @Nullable [] get(TileAddress address) {
            return tiles.get(address);
        }

        @Override
        public void put(TileAddress address, byte[] tile) {
            tiles.put(address, tile);
        }
    }
}
