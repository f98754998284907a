package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the format leaves to the issuer: optional fields may be absent, and open forms may take any of their values. */
final class EventAcceptanceTest {
    /** Values for a byte: negative to flip these bits, else the byte itself. */
    private static final int[] MUTATIONS = {-1, -2, -4, -8, -16, -32, -64, -128, '"', '\\', ',', '0', ' ', 0, 0xff};

    private static final String H = "\"sha256:" + "0".repeat(64) + "\"";

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            upload | /rows | -
            upload | /meta | -
            upload | /duplicate_of | -
            upload | /license/url | -
            upload | /license/url | "ipfs://bafy"
            upload | /license/text_digest | -
            upload | /license/spdx | "NOASSERTION"
            upload | /source/derived_from | -
            upload | /source/derived_from | []
            upload | /content/media_type | "application/vnd.apache.parquet"
            upload | /use | {"redistribute":"constrained"}
            upload | /upload_type | "synthetic"
            upload | /source/kind | "crawl"
            upload | /pii | "special"
            upload | /payout | "did:pkh:eip155:1:0xabababababababababababababababababababab"
            model | /artifacts | -
            model | /artifacts | []
            model | /bundle_digest | -
            model | /artifacts/0/path | "a b/..c/.d"
            model | /base | -
            model | /adapters | -
            model | /adapters | []
            model | /attribution_index | -
            model | /version | 0
            model | /version | "2026-11-21"
            model | /training/uploads_count | 17
            split | /shares | [{"role":"all","ppm":1000000}]
            split | /shares | [{"role":"all","ppm":1000000},{"role":"none","ppm":0}]
            split | /version | "b"
            split | /dispute_window_ms | 0
            split | /token | "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7"
            inference | /outcome | "cached"
            inference | /attribution/evidence_root | -
            inference | /attribution | {"as_of":{"size":0,"root":H},"lines":[],"unattributed":"1000000000000000000"}
            inference | /attribution/tail/count | 1
            inference | /fee/amount | "0"
            inference | /fee/amount | "115792089237316195423570985008687907853269984665640564039457584007913129639935"
            inference | /finished_at | 1763700000000
            accrual | /lines/0/upload | H
            """)
    void takesWhatTheFormatLeavesOpen(String sample, String pointer, String json) throws MalformedException {
        EditedEvent.of(body(sample))
                .with("/body" + pointer, json.replace("H", H))
                .assertAccepted();
    }

    private static Body body(String sample) {
        return switch (sample) {
            case "upload" -> SampleEvents.fullUpload();
            case "model" -> SampleEvents.model();
            case "split" -> SampleEvents.split();
            case "inference" -> SampleEvents.inference(3);
            case "accrual" -> SampleEvents.accrual();
            default -> throw new IllegalArgumentException(sample);
        };
    }

    @Test
    void takesAnAttemptThatGaveNoAnswer() throws MalformedException {
        for (String outcome : new String[] {"\"refused\"", "\"error\""}) {
            EditedEvent event = EditedEvent.of(SampleEvents.inference(3))
                    .with("/body/outcome", outcome)
                    .with("/body/attribution", "-")
                    .with("/body/fee/amount", "\"0\"");
            event.assertAccepted();
            event.with("/body/method", "-").with("/body/response", "-").assertAccepted();
            event.with("/body/fee/amount", "\"1\"").assertRefused(Malformed.RULE, "/body/fee/amount");
        }
    }

    @Test
    void takesAPeriodAndATotalOfNothing() throws MalformedException {
        EditedEvent event = EditedEvent.of(SampleEvents.accrual())
                .with("/body/inference", "-")
                .with("/body/period", "{\"count\":0,\"from\":1,\"inferences_root\":" + H + ",\"to\":1}");
        event.assertAccepted();
        EditedEvent nothing = event.with("/body/total", "\"0\"").with("/body/lines", "[]");
        nothing.with("/body/pool", "[]").assertAccepted();
        nothing.with("/body/pool", "[{\"amount\":\"0\",\"role\":\"platform\"}]").assertAccepted();
    }

    @Test
    void takesLinesOfOneUploadInTheOrderOfItsRows() throws MalformedException {
        String line = "{\"upload\":" + H + ",\"weight\":\"1\"},{\"row\":0,\"upload\":" + H + ",\"weight\":\"1\"},"
                + "{\"row\":10,\"upload\":" + H + ",\"weight\":\"1\"},{\"upload\":" + H.replace('0', 'f')
                + ",\"weight\":\"1\"}";
        EditedEvent event = EditedEvent.of(SampleEvents.inference(3))
                .with("/body/attribution/tail", "-")
                .with("/body/attribution/unattributed", "\"999999999999999996\"")
                .with("/body/attribution/lines", "[" + line + "]");
        event.assertAccepted();
        assertThat(Event.parse(event.entry()).references()).hasSize(4);
    }

    @Test
    void takesAConflictThatNamesItsSecondEvent() throws MalformedException {
        EditedEvent event = EditedEvent.of(SampleEvents.conflict())
                .with("/body/second", "-")
                .with("/body/second_id", H)
                .with("/body/second_digest", H);
        event.assertAccepted();
        event.with("/body/second_digest", "-").assertRefused(Malformed.RULE, "/body");
        event.with("/body/first", H).assertRefused(Malformed.RULE, "/body/first");
    }

    /** Over a second, for each change of a DID is a point to decompress. Every single bit, and characters that mean something; CanonicalJsonTest tries every value of every byte. */
    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ISSUER_CONFLICT"})
    void refusesEveryMutationOfOneByteOrReadsItAsItself(EventKind kind) {
        byte[] entry = EditedEvent.of(SampleEvents.everyKind().get(kind)).entry();
        int refused = 0;
        for (int at = 0; at < entry.length; at++) {
            byte[] mutated = entry.clone();
            for (int value : MUTATIONS) {
                mutated[at] = (byte) (value < 0 ? entry[at] ^ -value : value);
                refused += isRefused(mutated) ? 1 : 0;
            }
        }
        // Hex digits and the characters of names may change into others; nothing else may.
        assertThat(refused).isGreaterThan(entry.length * MUTATIONS.length / 2);
    }

    private static boolean isRefused(byte[] entry) {
        try {
            assertThat(Event.parse(entry).entry()).isEqualTo(entry);
            return false;
        } catch (MalformedException e) {
            return true;
        }
    }
}
