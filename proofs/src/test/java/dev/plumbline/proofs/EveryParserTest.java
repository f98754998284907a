package dev.plumbline.proofs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every parser alike. Some seconds: thousands of mutations of each. */
final class EveryParserTest {
    private static final int MUTATIONS = 2_000;
    private static final int HOSTILE_BYTES = 10_000_000;
    /** Pieces of the formats, which a mutation puts where it likes. */
    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            "— ",
            "+",
            "0",
            "-1",
            "18446744073709551616",
            "{",
            "}",
            "[",
            "\"",
            "\\",
            ",",
            ":",
            "null",
            "=",
            " ",
            "0x",
            "\u0000",
            "\ud83d\ude02",
            "e\u0301",
            "\ufeff",
            "index ",
            "tile/",
            ".p/",
            "x",
            "sha256:",
            "did:key:z");

    @Test
    void noneIsForgotten() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path root = Path.of(
                Limits.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.equals("module-info") && !name.endsWith("package-info") && name.startsWith("dev.plumbline")) {
                    addParsers(Class.forName(name), found);
                }
            }
        }
        assertThat(Parsers.all().keySet()).containsExactlyInAnyOrderElementsOf(found);
    }

    private static void addParsers(Class<?> type, Set<String> found) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean isPublicStatic =
                    Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
            if (isPublicStatic && method.getName().startsWith("parse")) {
                String parameters = Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
                String owner = type.getName().substring("dev.plumbline.proofs.".length());
                found.add(owner + "." + method.getName() + parameters);
            }
        }
    }

    static Stream<String> names() {
        return Parsers.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatWasWritten(String name) throws MalformedException {
        Parsers.Entrance entrance = Parsers.all().get(name);
        assertThat(entrance.parser().respell(entrance.sample())).isEqualTo(entrance.sample());
    }

    @ParameterizedTest
    @MethodSource("names")
    void throwsNothingButItsOwnExceptionAndAcceptsOneSpellingOnly(String name) {
        Parsers.Entrance entrance = Parsers.all().get(name);
        long seed = 20_261_121;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = entrance.sample();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                mutated = mutate(mutated, random);
            }
            judge(name, entrance.parser(), mutated);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesTenMegabytesOfAnything(String name) {
        Parsers.Parser parser = Parsers.all().get(name).parser();
        byte[] sample = Parsers.all().get(name).sample();
        for (byte[] hostile : hostileFiles(sample)) {
            assertThatThrownBy(() -> parser.respell(hostile)).isInstanceOf(MalformedException.class);
        }
    }

    private static List<byte[]> hostileFiles(byte[] sample) {
        return List.of(
                filled("[", ""),
                filled("{\"a\":", ""),
                filled("\"", ""),
                filled("a", "\""),
                filled("— name AAAAAAAA\n", "text\n\n"),
                filled("\n", ""),
                filled("AAAA", "name+00000000+"),
                filled("00", "0x"),
                filled("0", ""),
                filled("\u00c0\u0000", "\u00f9\u0098\u0096\u0080"),
                filled(new String(sample, UTF_8), ""));
    }

    private static byte[] filled(String piece, String start) {
        byte[] bytes = new byte[HOSTILE_BYTES];
        byte[] pieceBytes = piece.getBytes(UTF_8);
        byte[] startBytes = start.getBytes(UTF_8);
        System.arraycopy(startBytes, 0, bytes, 0, startBytes.length);
        for (int at = startBytes.length; at < bytes.length; at++) {
            bytes[at] = pieceBytes[(at - startBytes.length) % pieceBytes.length];
        }
        return bytes;
    }

    private static void judge(String name, Parsers.Parser parser, byte[] input) {
        try {
            assertThat(parser.respell(input)).as(name).isEqualTo(input);
        } catch (MalformedException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        } catch (RuntimeException e) {
            throw new AssertionError(name + " of " + HexFormat.of().formatHex(input), e);
        }
    }

    private static byte[] mutate(byte[] from, SplittableRandom random) {
        int at = random.nextInt(from.length + 1);
        int length = Math.min(random.nextInt(1, 9), from.length - at);
        byte[] inserted = switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
            case 2 -> new byte[0];
            case 3 -> Arrays.copyOfRange(from, random.nextInt(from.length + 1), from.length);
            default -> Long.toString(random.nextLong()).getBytes(US_ASCII);
        };
        boolean isInsertion = random.nextBoolean();
        var pieces = new ArrayList<byte[]>();
        pieces.add(Arrays.copyOf(from, at));
        pieces.add(inserted);
        pieces.add(Arrays.copyOfRange(from, isInsertion ? at : at + length, from.length));
        int total = pieces.stream().mapToInt(piece -> piece.length).sum();
        byte[] result = new byte[total];
        int end = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, result, end, piece.length);
            end += piece.length;
        }
        // Never empty, so that the next mutation has something to work on.
        return result.length == 0 ? new byte[1] : result;
    }
}
