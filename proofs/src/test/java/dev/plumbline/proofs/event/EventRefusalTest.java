package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.testkit.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each rule: where a valid event is changed, to what, and what the reader must say of it. */
final class EventRefusalTest {
    private static final String H = "\"sha256:" + "0".repeat(64) + "\"";

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /v | 2 | UNSUPPORTED
            /v | 0 | UNSUPPORTED
            /v | "1" | VALUE
            /v | - | MISSING_KEY
            /kind | "datanet.uploads" | UNSUPPORTED
            /kind | "policy.other" | UNSUPPORTED
            /kind | 1 | VALUE
            /kind | - | MISSING_KEY
            /ns | "eip155:1612" | VALUE
            /ns | "eip155:1612/" | VALUE
            /ns | "eip155:1612/Notes" | VALUE
            /ns | "eip155:1612/-a" | VALUE
            /ns | "ei:1/a" | VALUE
            /ns | "eip155:/a" | VALUE
            /ns | "eip155:1/a/b" | VALUE
            /ns | - | MISSING_KEY
            /issuer | "did:web:example.org" | UNSUPPORTED
            /issuer | "did:key:z6Mk" | UNSUPPORTED
            /issuer | - | MISSING_KEY
            /iseq | 0 | VALUE
            /iseq | -1 | VALUE
            /iseq | "2" | VALUE
            /iseq | - | MISSING_KEY
            /iprev | - | RULE
            /iprev | "sha256:00" | VALUE
            /iprev | UPPERCASE | VALUE
            /issued_at | -1 | VALUE
            /issued_at | - | MISSING_KEY
            /body | [] | VALUE
            /body | - | MISSING_KEY
            /sig | - | MISSING_KEY
            /sig/alg | "none" | UNSUPPORTED
            /sig/alg | - | MISSING_KEY
            /sig/value | "0x00" | VALUE
            /sig/value | - | MISSING_KEY
            /sig/by | "x" | UNKNOWN_KEY
            /sig/batch | {"index":1,"size":1,"path":[]} | VALUE
            /sig/batch | {"index":0,"size":4097,"path":[]} | LIMIT_EXCEEDED
            /sig/batch | {"index":0,"size":2,"path":[]} | RULE
            /sig/batch | {"index":0,"size":2,"path":["x"]} | VALUE
            /cosig | [] | VALUE
            /cosig | {} | VALUE
            /cosig/0/by | - | MISSING_KEY
            /cosig/0/batch | {"index":0,"size":1,"path":[]} | RULE
            /extra | 1 | UNKNOWN_KEY
            """)
    void holdsTheEnvelopeToItsRules(String pointer, String json, Malformed code) {
        String value = json.equals("UPPERCASE") ? "\"sha256:" + "A".repeat(64) + "\"" : json;
        EditedEvent.of(SampleEvents.smallUpload(0)).with(pointer, value).assertRefused(code, pointer);
    }

    @Test
    void takesSixteenCosignaturesAndNoMore() throws MalformedException {
        Event event = SampleEvents.first();
        for (int i = 1; i <= 16; i++) {
            event = event.cosign(SampleEvents.signer(i));
        }
        assertThat(Event.parse(event.entry()).cosignatures()).hasSize(16);
        Event full = event;
        assertThatThrownBy(() -> full.cosign(SampleEvents.signer(17))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesEachCosignerOnce() {
        EditedEvent event = EditedEvent.of(SampleEvents.smallUpload(0));
        String cosignature = new String(
                CanonicalJson.encode(new EventCosignature(
                                SampleEvents.signer(1).issuer(),
                                SampleEvents.first().signature())
                        .encode()),
                UTF_8);
        event.with("/cosig/1", cosignature).assertRefused(Malformed.RULE, "/cosig/1/by");
    }

    @Test
    void nestsFourteenDeepSoThatItCanBeEmbedded() {
        EditedEvent event = EditedEvent.of(SampleEvents.smallUpload(0));
        event.with("/body/x", "[".repeat(12) + "]".repeat(12)).assertRefused(Malformed.UNKNOWN_KEY, "/body/x");
        event.with("/body/x", "[".repeat(13) + "]".repeat(13)).assertRefused(Malformed.LIMIT_EXCEEDED, "");
    }

    @Test
    void refusesEntriesAboveTheLimitAndThingsThatAreNoObject() {
        assertThatThrownBy(() -> Event.parse(new byte[65_536]))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        for (String json : new String[] {"[]", "1", "\"a\"", "true"}) {
            assertThatThrownBy(() -> Event.parse(json.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(Malformed.VALUE));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /upload_type | "copy" | VALUE | =
            /upload_type | - | MISSING_KEY | =
            /content/digest | H | RULE | /content
            /content/commitment | - | RULE | /content
            /content/commitment | "sha256:12" | VALUE | =
            /content/size | -1 | VALUE | =
            /content/size | "1" | VALUE | =
            /content/size | - | MISSING_KEY | =
            /content/media_type | "text" | VALUE | =
            /content/media_type | "text/" | VALUE | =
            /content/media_type | "text/p lain" | VALUE | =
            /content/name | "x" | UNKNOWN_KEY | =
            /rows/count | 0 | VALUE | =
            /rows/root | - | MISSING_KEY | =
            /rows/leaf | "x" | UNKNOWN_KEY | =
            /license/spdx | "" | VALUE | =
            /license/spdx | " MIT" | VALUE | =
            /license/spdx | "MIT;x" | VALUE | =
            /license/evidence | "known" | VALUE | =
            /license/url | "example.org" | VALUE | =
            /license/url | "https://a b" | VALUE | =
            /license/text_digest | "md5:00" | VALUE | =
            /use | {} | RULE | =
            /use/train | "yes" | VALUE | =
            /use/train | "not_allowed" | VALUE | =
            /use/resell | "allowed" | UNKNOWN_KEY | =
            /contributor | - | MISSING_KEY | =
            /contributor | "0x00" | UNSUPPORTED | =
            /payout | - | MISSING_KEY | =
            /payout | "did:pkh:eip155:1:0xABABABABABABABABABABABABABABABABABABABAB" | VALUE | =
            /source/kind | "web" | VALUE | =
            /source/kind | - | MISSING_KEY | =
            /source/derived_from | H | VALUE | =
            /source/derived_from | [1] | VALUE | /source/derived_from/0
            /source/derived_from | ["x"] | VALUE | /source/derived_from/0
            /source/derived_from | [H,H] | RULE | =
            /pii | "some" | VALUE | =
            /pii | - | MISSING_KEY | =
            /meta/format | "" | VALUE | =
            /meta/format | "crois sant" | VALUE | =
            /meta/digest | - | MISSING_KEY | =
            /duplicate_of | "x" | VALUE | =
            /consent | {} | UNKNOWN_KEY | =
            """)
    void holdsUploadsToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.fullUpload(), pointer, json, code, subject);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /model_id | "" | VALUE | =
            /model_id | "a b" | VALUE | =
            /model_id | - | MISSING_KEY | =
            /version | -1 | VALUE | =
            /version | "" | VALUE | =
            /version | true | VALUE | =
            /version | - | MISSING_KEY | =
            /artifacts | {} | VALUE | =
            /artifacts/0/path | "/etc/passwd" | VALUE | =
            /artifacts/0/path | "a/../b" | VALUE | =
            /artifacts/0/path | ".." | VALUE | =
            /artifacts/0/path | "a/." | VALUE | =
            /artifacts/0/path | "a//b" | VALUE | =
            /artifacts/0/path | "a/" | VALUE | =
            /artifacts/0/path | "a\\\\b" | VALUE | =
            /artifacts/0/path | "" | VALUE | =
            /artifacts/0/size | -1 | VALUE | =
            /artifacts/0/digest | - | MISSING_KEY | =
            /artifacts/0 | {"path":"weights/model.safetensors","digest":H,"size":0} | RULE | /artifacts
            /bundle_digest | "x" | VALUE | =
            /base | "x" | VALUE | =
            /adapters/0 | {} | VALUE | =
            /adapters | [H,H] | RULE | =
            /training | - | MISSING_KEY | =
            /training/uploads_root | - | MISSING_KEY | =
            /training/uploads_count | 18 | RULE | =
            /training/uploads_count | -1 | VALUE | =
            /training/as_of/size | -1 | VALUE | =
            /training/as_of/root | - | MISSING_KEY | =
            /training/as_of/time | 1 | UNKNOWN_KEY | =
            /attribution_index | {} | VALUE | =
            /owner | - | MISSING_KEY | =
            /tee | {} | UNKNOWN_KEY | =
            """)
    void holdsModelsToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.model(), pointer, json, code, subject);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /policy_id | - | MISSING_KEY | =
            /policy_id | "" | VALUE | =
            /version | - | MISSING_KEY | =
            /token | "OPEN" | VALUE | =
            /token | "eip155:1/slip44" | VALUE | =
            /token | "eip155:1/erc20:0xAB" | VALUE | =
            /token | "eip155:1/slip44:60/1/2" | VALUE | =
            /shares | [] | RULE | =
            /shares/0 | - | RULE | /shares
            /shares/0 | {"role":"host","ppm":1} | RULE | /shares
            /shares/0 | {"role":"stakers","ppm":0} | RULE | /shares/3/role
            /shares/0/ppm | 100001 | RULE | /shares
            /shares/0/ppm | -1 | VALUE | =
            /shares/0/ppm | 1000001 | VALUE | =
            /shares/0/ppm | "100000" | VALUE | =
            /shares/0/role | "Platform" | VALUE | =
            /shares/0/to | "x" | UNKNOWN_KEY | =
            /rounding | "half-even" | VALUE | =
            /rounding | - | MISSING_KEY | =
            /dispute_window_ms | -1 | VALUE | =
            /dispute_window_ms | - | MISSING_KEY | =
            /effective_from | -1 | VALUE | =
            /effective_from | - | MISSING_KEY | =
            /min_line | "0" | UNKNOWN_KEY | =
            """)
    void holdsSplitsToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.split(), pointer, json, code, subject);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /attempt | "" | VALUE | =
            /attempt | - | MISSING_KEY | =
            /outcome | "done" | VALUE | =
            /outcome | "refused" | RULE | /attribution
            /outcome | "error" | RULE | /attribution
            /model | - | MISSING_KEY | =
            /method | - | MISSING_KEY | =
            /method | "x" | VALUE | =
            /started_at | -1 | VALUE | =
            /finished_at | 0 | RULE | =
            /finished_at | - | MISSING_KEY | =
            /prompt | - | MISSING_KEY | =
            /prompt | "what is" | VALUE | =
            /response | - | MISSING_KEY | =
            /params | - | MISSING_KEY | =
            /tokens/in | -1 | VALUE | =
            /tokens/out | - | MISSING_KEY | =
            /tokens/all | 1 | UNKNOWN_KEY | =
            /fee | - | MISSING_KEY | =
            /fee/amount | 1 | VALUE | =
            /fee/amount | "-1" | VALUE | =
            /fee/amount | "+1" | VALUE | =
            /fee/amount | "01" | VALUE | =
            /fee/amount | "" | VALUE | =
            /fee/amount | "1.0" | VALUE | =
            /fee/amount | "\\u0661" | VALUE | =
            /fee/amount | "1000000000000000000000000000000000000000000000000000000000000000000000000000000" | VALUE | =
            /fee/token | "x" | VALUE | =
            /attribution | - | MISSING_KEY | =
            /attribution/as_of | - | MISSING_KEY | =
            /attribution/as_of/size | -1 | VALUE | =
            /attribution/lines | - | MISSING_KEY | =
            /attribution/lines | [] | RULE | /attribution
            /attribution/lines/0 | - | RULE | /attribution
            /attribution/lines/0 | {"upload":H,"weight":"1"} | RULE | /attribution
            /attribution/lines/2 | {"upload":H,"weight":"1"} | RULE | =
            /attribution/lines/0/weight | "0" | VALUE | =
            /attribution/lines/0/weight | "1000000000000000001" | VALUE | =
            /attribution/lines/0/weight | "1000000000000000000" | RULE | /attribution
            /attribution/lines/0/weight | 1 | VALUE | =
            /attribution/lines/0/row | -1 | VALUE | =
            /attribution/lines/0/row | "0" | VALUE | =
            /attribution/unattributed | - | MISSING_KEY | =
            /attribution/unattributed | "0" | RULE | /attribution
            /attribution/unattributed | "1000000000000000000" | RULE | /attribution
            /attribution/tail | - | RULE | /attribution
            /attribution/tail/count | 0 | RULE | /attribution/tail/weight
            /attribution/tail/count | -1 | VALUE | =
            /attribution/tail/weight | "1" | RULE | /attribution
            /attribution/evidence_root | "x" | VALUE | =
            /attribution/unit | "1" | UNKNOWN_KEY | =
            /requester | "x" | UNKNOWN_KEY | =
            """)
    void holdsInferencesToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.inference(3), pointer, json, code, subject);
    }

    @Test
    void refusesLinesThatAreOutOfOrderOrTwice() {
        EditedEvent event = EditedEvent.of(SampleEvents.inference(3)).with("/body/attribution/tail", "-");
        String whole = "{\"upload\":" + H + ",\"weight\":\"1\"}";
        String row = "{\"row\":0,\"upload\":" + H + ",\"weight\":\"1\"}";
        String rest = "\"999999999999999998\"";
        EditedEvent two = event.with("/body/attribution/unattributed", rest);
        two.with("/body/attribution/lines", "[" + row + "," + whole + "]")
                .assertRefused(Malformed.RULE, "/body/attribution/lines/1");
        two.with("/body/attribution/lines", "[" + row + "," + row + "]")
                .assertRefused(Malformed.RULE, "/body/attribution/lines/1");
        two.with("/body/attribution/lines", "[" + whole + "," + whole + "]")
                .assertRefused(Malformed.RULE, "/body/attribution/lines/1");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /inference | - | RULE | ``
            /period | {"from":1,"to":2,"inferences_root":H,"count":3} | RULE | ``
            /period | {"from":2,"to":1,"inferences_root":H,"count":3} | RULE | /period/to
            /period | {"from":1,"to":2,"inferences_root":H,"count":-1} | VALUE | /period/count
            /policy | - | MISSING_KEY | =
            /pool | [] | RULE | =
            /pool/0 | - | RULE | /pool
            /pool/0/amount | "1" | RULE | /pool
            /pool/0/role | "models" | RULE | /pool/1/role
            /pool/0/role | "host" | RULE | /lines/0/role
            /pool/0/amount | "-1" | VALUE | =
            /lines | [] | RULE | =
            /lines/0 | - | RULE | /lines
            /lines/0/amount | "1" | RULE | /lines
            /lines/0/role | "models" | RULE | /lines
            /lines/0/role | "host" | RULE | =
            /lines/0/to | - | MISSING_KEY | =
            /lines/3/upload | - | MISSING_KEY | =
            /lines/0/i | 0 | UNKNOWN_KEY | =
            /token | "x" | VALUE | =
            /total | "1" | RULE | /pool
            /total | "0" | RULE | /lines
            /total | 1 | VALUE | =
            /total | - | MISSING_KEY | =
            /note | "x" | UNKNOWN_KEY | =
            """)
    void holdsAccrualsToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.accrual(), pointer, json, code, subject);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            /subject | "did:pkh:eip155:1:0x0000000000000000000000000000000000000000" | RULE | /second/issuer
            /subject | - | MISSING_KEY | =
            /subject_iseq | 2 | RULE | /second/iseq
            /subject_iseq | 0 | VALUE | =
            /first | "x" | VALUE | =
            /second | - | RULE | ``
            /second/sig | - | MISSING_KEY | /second
            /second/v | 2 | UNSUPPORTED | /second
            /second/body/pii | "some" | VALUE | /second
            /second/ns | "eip155:1/other" | RULE | =
            /second_id | H | RULE | ``
            /second_digest | H | RULE | ``
            /conflict_ns | "x" | UNKNOWN_KEY | =
            """)
    void holdsConflictsToTheirRules(String pointer, String json, Malformed code, String subject) {
        assertBodyRefused(SampleEvents.conflict(), pointer, json, code, subject);
    }

    private static void assertBodyRefused(Body body, String pointer, String json, Malformed code, String subject) {
        EditedEvent.of(body)
                .with("/body" + pointer, json.replace("H", H))
                .assertRefused(code, "/body" + (subject.equals("=") ? pointer : subject));
    }
}
