package dev.plumbline.proofs.view;

import dev.plumbline.proofs.tile.TileAddress;
import java.io.Serial;

/**
 * Somebody answered, and not with what the signed head demands: the log, a cache before it, or whoever sits on the way.
 * Nothing of the answer was believed or kept. That nobody answered is the other exception, that of the {@link TileFetcher}.
 */
public final class BadTileException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final TileStatus status;
    private final String path;

    BadTileException(TileStatus status, TileAddress address, String detail) {
        super(address.path() + ": " + detail);
        this.status = status;
        this.path = address.path();
    }

    /** What is wrong. */
    public TileStatus status() {
        return status;
    }

    /** Which resource; if a whole right edge does not lead to the root, its lowest tile. */
    public String path() {
        return path;
    }
}
