package dev.plumbline.proofs.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "7, 123456789, 1, tile/7/x123/x456/789.p/1",
        "63, 0, 256, tile/63/000",
        "-1, 999, 255, tile/entries/999.p/255",
        "-1, 1000, 256, tile/entries/x001/000",
        "1, 36028797018963967, 256, tile/1/x036/x028/x797/x018/x963/967",
    })
    void pathsAreThoseOfTheSpecification(int level, long index, int width, String path) throws MalformedException {
        var address = new TileAddress(level, index, width);
        assertThat(address.path()).isEqualTo(path);
        assertThat(TileAddress.parse(path)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "tile, SYNTAX",
        "tile/, SYNTAX",
        "tile/0, SYNTAX",
        "tile/0/, SYNTAX",
        "tile/0/0, SYNTAX",
        "tile/0/00, SYNTAX",
        "tile/0/0000, SYNTAX",
        "tile/0/+00, SYNTAX",
        "tile/0/x000/000, NOT_CANONICAL",
        "tile/0/001/000, NOT_CANONICAL",
        "tile/0/x001/x000, NOT_CANONICAL",
        "tile/00/000, NOT_CANONICAL",
        "tile/64/000, SYNTAX",
        "tile/data/000, SYNTAX",
        "tile/-1/000, SYNTAX",
        "tile/0/000.p/0, VALUE",
        "tile/0/000.p/256, SYNTAX",
        "tile/0/000.p/01, NOT_CANONICAL",
        "tile/0/000.p/, SYNTAX",
        "tile/0/000.p/1/, SYNTAX",
        "tile/0/000.p/1.p/1, SYNTAX",
        "tile/0/000/, SYNTAX",
        "tile/0//000, SYNTAX",
        "tile/0/../000, SYNTAX",
        "tile/0/x999/x999/x999/x999/x999/999, VALUE",
        "tile/0/x036/x028/x797/x018/x963/968, VALUE",
        "tile/1/015/001/000/000/001/001/000, VALUE", // seven groups, found by fuzzing: the sum wrapped below zero
        "tile/0/٠٠٠, SYNTAX",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000, LIMIT_EXCEEDED",
        "/tile/0/000, SYNTAX",
        "tile/0.p/1, SYNTAX",
        "tile/0/00/, SYNTAX",
        "tile/0/00:, SYNTAX",
        "tile/100/000, SYNTAX",
        "tile/0/000.p/1000, SYNTAX",
        "tile/0/x036/x028/x797/x018/x963/968, VALUE",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000.p/1, NOT_CANONICAL",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000.p/12, LIMIT_EXCEEDED",
    })
    void refusesEveryOtherSpelling(String path, Malformed code) {
        assertThatThrownBy(() -> TileAddress.parse(path))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void widthsAreThoseOfTheSpecificationsExample() {
        assertThat(Tiles.widthAt(0, 272, 70_000)).isEqualTo(256);
        assertThat(Tiles.widthAt(0, 273, 70_000)).isEqualTo(112);
        assertThat(Tiles.widthAt(0, 274, 70_000)).isZero();
        assertThat(Tiles.widthAt(1, 0, 70_000)).isEqualTo(256);
        assertThat(Tiles.widthAt(1, 1, 70_000)).isEqualTo(17);
        assertThat(Tiles.widthAt(2, 0, 70_000)).isEqualTo(1);
        assertThat(Tiles.widthAt(TileAddress.ENTRIES, 273, 70_000)).isEqualTo(112);
        assertThat(Tiles.widthAt(1, 0, 255)).isZero();
        for (int level = 8; level <= TileAddress.LEVEL_MAX; level++) {
            assertThat(Tiles.widthAt(level, 0, Long.MAX_VALUE)).isZero();
        }
    }

    @Test
    void completedTilesAreThoseThatBecameFull() {
        for (long oldSize = 0; oldSize < 1_000; oldSize += 37) {
            for (long newSize = oldSize; newSize < 140_000; newSize += 9_973) {
                var expected = new ArrayList<TileAddress>();
                for (int level = -1; level <= 3; level++) {
                    for (long index = 0; Tiles.widthAt(level, index, newSize) == 256; index++) {
                        if (Tiles.widthAt(level, index, oldSize) < 256) {
                            expected.add(new TileAddress(level, index, 256));
                        }
                    }
                }
                assertThat(Tiles.completedBetween(oldSize, newSize)).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyNodeComesOutOfTheTileThatHoldsIt() {
        int size = 1_000;
        Map<List<Long>, Hash> nodes = new HashMap<>();
        var frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            frontier.append(
                    TreeHasher.leaf(Integer.toString(i).getBytes(StandardCharsets.UTF_8)),
                    (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
        }
        nodes.forEach((at, hash) -> {
            TileAddress tile = Tiles.holding(at.get(0).intValue(), at.get(1));
            int width = Tiles.widthAt(tile.level(), tile.index(), size);
            var bytes = new ByteArrayOutputStream();
            for (int place = 0; place < width; place++) {
                bytes.writeBytes(nodes.get(List.of((long) Tiles.HEIGHT * tile.level(), tile.index() * 256 + place))
                        .bytes());
            }
            assertThat(Tiles.node(bytes.toByteArray(), at.get(0).intValue(), at.get(1)))
                    .isEqualTo(hash);
        });
    }

    @Test
    void bundlesRoundTripAndRefuseEveryCut() throws MalformedException {
        var entries = List.of("first".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[65_535]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(bundle).hasSize(2 + 5 + 2 + 2 + 65_535);
        assertThat(EntryBundle.parse(bundle, 3))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(entries);
        assertThat(EntryBundle.parse(EntryBundle.prefix(bundle, 1), 1))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(entries.subList(0, 1));
        for (int length = 0; length < 12; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.parse(cut, 3)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 4)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.prefix(bundle, 4)).isInstanceOf(MalformedException.class);
    }

    @Test
    void addressesOutsideTheirRangesAreNone() {
        assertThatThrownBy(() -> new TileAddress(-2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileAddress(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileAddress(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileAddress(0, 1L << 55, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileAddress(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileAddress(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartialTileGrowsIntoTheFullOneOfItsPlace() {
        assertThat(new TileAddress(1, 2, 255).full()).isEqualTo(new TileAddress(1, 2, 256));
        assertThat(new TileAddress(1, 2, 255).isPartial()).isTrue();
        assertThat(new TileAddress(1, 2, 256).isPartial()).isFalse();
    }

    @Test
    void theRootOfAFullTileIsThatOfItsLeaves() {
        byte[] tile = new byte[Tiles.FULL_BYTES];
        var frontier = new Frontier();
        for (int place = 0; place < TileAddress.FULL_WIDTH; place++) {
            Hash leaf = TreeHasher.leaf(new byte[] {(byte) place});
            leaf.copyTo(tile, place * Hash.LENGTH);
            frontier.append(leaf, (level, index, hash) -> {});
        }
        assertThat(Tiles.root(tile)).isEqualTo(frontier.head().root());
        byte[] cut = Arrays.copyOf(tile, tile.length - 1);
        assertThatThrownBy(() -> Tiles.root(cut)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Tiles.node(cut, 0, 254)).isEqualTo(TreeHasher.leaf(new byte[] {(byte) 254}));
        assertThatThrownBy(() -> Tiles.node(cut, 0, 255)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tiles.node(cut, 1, 127)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bundlesHaveOneEntryTo256AndNoneThatIsTooLong() {
        assertThat(EntryBundle.encode(Collections.nCopies(256, new byte[0]))).hasSize(512);
        List<byte[]> tooMany = Collections.nCopies(257, new byte[0]);
        List<byte[]> tooLong = List.of(new byte[65_536]);
        assertThatThrownBy(() -> EntryBundle.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.encode(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.encode(tooLong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyEntryMayBeTheLast() throws MalformedException {
        var entries = List.of(new byte[] {7}, new byte[0]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(EntryBundle.parse(bundle, 2))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(entries);
        assertThat(EntryBundle.prefix(bundle, 2)).isEqualTo(bundle);
    }

    @Test
    void theBeginningOfABundleIsNotCutInsideAnEntry() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[3], new byte[300]));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.prefix(cut, 2)).isInstanceOf(MalformedException.class);
        }
    }
}
