package dev.plumbline.testkit;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Seeds for tests that sample: two that never change and a fresh one, all named in the report; TEST_SEED replays one. */
public final class Seeds {
    private static final String REPLAY = "TEST_SEED";

    private Seeds() {}

    /** What a parameterized test with {@code name = "TEST_SEED={0}"} runs over. */
    public static LongStream seeds() {
        String replayed = System.getenv(REPLAY);
        LongStream seeds = replayed == null
                ? LongStream.of(1, 20_261_121, new SplittableRandom().nextLong())
                : LongStream.of(Long.parseLong(replayed));
        return seeds.peek(seed -> System.out.println(REPLAY + "=" + seed));
    }
}
