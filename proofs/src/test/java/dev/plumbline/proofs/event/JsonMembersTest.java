package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class JsonMembersTest {
    private static JsonMembers of(String json) throws MalformedException {
        return new JsonMembers(CanonicalJson.parse(json.getBytes(UTF_8)), "file", "/part");
    }

    @Test
    void takesEachSortOfMember() throws MalformedException {
        JsonMembers members =
                of("{\"kind\":\"x/v1\",\"many\":[0,1],\"n\":0,\"t\":\"ab\",\"ts\":[\"a\",\"b\"],\"v\":1}");
        members.version("v");
        members.kind("kind", "x/v1");
        assertThat(members.size("n")).isZero();
        assertThat(members.sizes("many", 2)).containsExactly(0L, 1L);
        assertThat(members.text("t", 2)).isEqualTo("ab");
        assertThat(members.string("t", 2)).isEqualTo(JsonString.of("ab"));
        assertThat(members.strings("ts", 2)).isEqualTo(List.of(JsonString.of("a"), JsonString.of("b")));
        assertThat(members.ifPresent("none")).isNull();
        assertThat(members.ifPresent("n")).isEqualTo(members.required("n"));
        members.end();
    }

    @Test
    void refusesWhatIsNotAsked() throws MalformedException {
        JsonMembers members = of("{\"a\":1,\"b\":1}");
        assertThat(members.size("a")).isEqualTo(1);
        assertRefused(Malformed.UNKNOWN_KEY, "b", members::end);
        assertRefused(Malformed.MISSING_KEY, "c", () -> members.required("c"));
    }

    @Test
    void refusesOtherSorts() throws MalformedException {
        JsonMembers members = of("{\"list\":[1,\"a\"],\"n\":-1,\"o\":{},\"t\":\"abc\",\"two\":2}");
        assertRefused(Malformed.UNSUPPORTED, "two", () -> members.version("two"));
        assertRefused(Malformed.UNSUPPORTED, "t", () -> members.kind("t", "ab"));
        assertRefused(Malformed.VALUE, "o", () -> members.kind("o", "ab"));
        assertRefused(Malformed.VALUE, "n", () -> members.size("n"));
        assertRefused(Malformed.VALUE, "t", () -> members.size("t"));
        assertRefused(Malformed.LIMIT_EXCEEDED, "t", () -> members.text("t", 2));
        assertRefused(Malformed.VALUE, "two", () -> members.text("two", 2));
        assertRefused(Malformed.VALUE, "o", () -> members.sizes("o", 2));
        assertRefused(Malformed.LIMIT_EXCEEDED, "list", () -> members.sizes("list", 1));
        assertRefused(Malformed.VALUE, "list", () -> members.sizes("list", 2));
        assertRefused(Malformed.VALUE, "list", () -> members.strings("list", 2));
        assertThatThrownBy(() -> new JsonMembers(new JsonInteger(1), "file", ""))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.subject()).isEqualTo("file"));
    }

    private static void assertRefused(Malformed code, String key, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MalformedException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.subject()).isEqualTo("file at /part/" + key);
        });
    }
}
