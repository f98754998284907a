package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.tile.TileAddress;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The log as C2SP tlog-tiles has it: the checkpoint, tiles of hashes and bundles of entries. */
final class TilePages {
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final Ledger ledger;
    private final CompressedBundles compressed = new CompressedBundles();

    TilePages(Services services) {
        this.ledger = services.ledger();
    }

    /** {@code GET /checkpoint}: the newest one that is signed and durable. */
    void checkpoint(Context ctx) throws ProblemException {
        Parameters.of(ctx, Set.of());
        Pages.bytes(
                ctx,
                "text/plain; charset=utf-8",
                Pages.NO_CACHE,
                ledger.head().text().getBytes(UTF_8));
    }

    /** {@code GET /tile/…}, as wide as the newest checkpoint allows. */
    void tile(Context ctx) throws ProblemException, IOException {
        Parameters.of(ctx, Set.of());
        TileAddress address = address(ctx.req().getRequestURI());
        byte[] bytes = ledger.tile(address);
        if (bytes == null) {
            throw Problem.of(ApiReason.NOT_FOUND, "the log does not fill " + address.path() + " yet")
                    .toException();
        }
        if (address.level() == TileAddress.ENTRIES) {
            // Hashes do not shrink; entries do, to a third.
            ctx.header("Vary", "Accept-Encoding");
            if (!address.isPartial() && acceptsGzip(ctx.header("Accept-Encoding"))) {
                ctx.header("Content-Encoding", "gzip");
                bytes = compressed.of(address, bytes);
            }
        }
        Pages.bytes(ctx, MEDIA_TYPE, Pages.IMMUTABLE, bytes);
    }

    /** Reads the address as the client wrote it, before anything decodes or resolves it. */
    private static TileAddress address(String rawPath) throws ProblemException {
        try {
            return TileAddress.parse(rawPath.substring(1));
        } catch (MalformedException e) {
            throw Parameters.bad(e.getMessage());
        }
    }

    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String item : acceptEncoding.split(",", -1)) {
            String coding = item.replace(" ", "");
            if (coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"))) {
                return true;
            }
        }
        return false;
    }
}
