package dev.plumbline.ledger.rpc;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An Ethereum node that could not be asked, refused, or gave an answer that cannot be used. */
public final class RpcException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What went wrong, for programs. */
    public enum Kind {
        /** No answer in time: no connection, a timeout, a status that is not 200. Ask again later. */
        UNREACHABLE,
        /** The node understood and said no; {@link #data} holds what a contract said, if one did. */
        REFUSED,
        /** The answer is not what the protocol allows: the node is broken, or lies. */
        BAD_ANSWER
    }

    private final Kind kind;
    private final byte @Nullable [] data;

    private RpcException(Kind kind, String message, byte @Nullable [] data, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.data = data;
    }

    public static RpcException unreachable(String method, String detail, @Nullable Throwable cause) {
        return new RpcException(Kind.UNREACHABLE, method + ": " + detail, null, cause);
    }

    public static RpcException refused(String method, String detail, byte @Nullable [] data) {
        return new RpcException(Kind.REFUSED, method + ": " + detail, data, null);
    }

    public static RpcException badAnswer(String method, String detail) {
        return new RpcException(Kind.BAD_ANSWER, method + ": " + detail, null, null);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** A fresh copy of the bytes with which a contract reverted; null if none did. */
    public byte @Nullable [] data() {
        return data == null ? null : data.clone();
    }
}
