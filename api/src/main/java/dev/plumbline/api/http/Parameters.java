package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.event.EventId;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, read strictly: one that is unknown, or there twice, is an error that names it. */
final class Parameters {
    private final Context ctx;
    private final Map<String, String> query;

    private Parameters(Context ctx, Map<String, String> query) {
        this.ctx = ctx;
        this.query = query;
    }

    /** @param names what the query may hold */
    static Parameters of(Context ctx, Set<String> names) throws ProblemException {
        var query = new HashMap<String, String>();
        String text = ctx.queryString();
        if (text == null) {
            return new Parameters(ctx, query);
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!names.contains(name)) {
                throw bad(MalformedException.quote(name) + " is no parameter here, want "
                        + (names.isEmpty()
                                ? "none"
                                : "one of "
                                        + String.join(
                                                ", ", names.stream().sorted().toList())));
            }
            if (equals < 0 || equals == pair.length() - 1) {
                throw bad(name + " has no value");
            }
            if (query.put(name, decode(pair.substring(equals + 1))) != null) {
                throw bad(name + " is there twice");
            }
        }
        return new Parameters(ctx, query);
    }

    private static String decode(String text) throws ProblemException {
        try {
            String decoded = URLDecoder.decode(text, UTF_8);
            if (decoded.indexOf('\ufffd') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with what is no UTF-8.
        }
        throw bad(MalformedException.quote(text) + " is not percent-encoded UTF-8");
    }

    /** What a text has to be. */
    @FunctionalInterface
    interface Form {
        /** Reads the text; what it gives is not looked at. */
        Object parse(String text) throws MalformedException;
    }

    /** A text of the query, or null if it is not there. */
    @Nullable
    String text(String name, Form form) throws ProblemException {
        String value = query.get(name);
        return value == null ? null : checked(name, value, form);
    }

    String pathText(String name, Form form) throws ProblemException {
        return checked(name, ctx.pathParam(name), form);
    }

    private static String checked(String name, String text, Form form) throws ProblemException {
        try {
            Object unused = form.parse(text);
            return text;
        } catch (MalformedException e) {
            throw bad(name + ": " + e.getMessage());
        }
    }

    /** A number of the query, or {@code absent} if it is not there. */
    long number(String name, long absent, long min, long max) throws ProblemException {
        String value = query.get(name);
        return value == null ? absent : number(name, value, min, max);
    }

    /** A number of the path, written in plain digits. */
    long pathNumber(String name) throws ProblemException {
        if (ctx.req().getRequestURI().indexOf('%') >= 0) {
            // A cache would take two spellings for two addresses.
            throw bad(name + " is percent-encoded, want plain digits");
        }
        return number(name, ctx.pathParam(name), 0, Long.MAX_VALUE);
    }

    private static long number(String name, String text, long min, long max) throws ProblemException {
        try {
            long value = Decimal.parse(text, name);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (MalformedException e) {
            throw bad(e.getMessage());
        }
        throw bad(name + " is " + text + ", want " + min + " to " + max);
    }

    EventId pathEventId(String name) throws ProblemException {
        try {
            return EventId.parse(ctx.pathParam(name));
        } catch (MalformedException e) {
            throw bad(e.getMessage());
        }
    }

    static ProblemException bad(String detail) {
        return Problem.of(ApiReason.PARAMETER_BAD, detail).toException();
    }
}
