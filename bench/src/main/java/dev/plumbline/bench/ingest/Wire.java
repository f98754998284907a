package dev.plumbline.bench.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that sends ready-made requests and reads each answer whole, as cheaply as a socket allows: what
 * the client burns, the server on the same machine cannot have. For one thread.
 */
final class Wire implements Closeable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER_BYTES = 1 << 18;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int bufferStart;
    private int bufferEnd;
    private byte[] body = new byte[BUFFER_BYTES];
    private int bodySize;
    private int status;

    /** Connects. */
    Wire(URI server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request and reads the answer to its end. */
    void exchange(byte[] request) throws IOException {
        out.write(request);
        bodySize = 0;
        String statusLine = line();
        if (statusLine.length() < 12 || !statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("status line is \"" + statusLine + "\", want HTTP/1.1 and a number");
        }
        status = Integer.parseInt(statusLine, 9, 12, 10);
        int length = 0;
        boolean isChunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).trim());
            }
            isChunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        if (isChunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                take(size);
                line();
            }
            line();
        } else {
            take(length);
        }
    }

    /** The status of the last answer. */
    int status() {
        return status;
    }

    /** Bytes of the body of the last answer. */
    int bodySize() {
        return bodySize;
    }

    /** The body of the last answer, a copy. */
    byte[] bodyCopy() {
        return Arrays.copyOf(body, bodySize);
    }

    /** How many events of the last answer have a status of "new". */
    int countNew() {
        return Answers.countNew(body, bodySize);
    }

    private void take(int size) throws IOException {
        if (body.length - bodySize < size) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, bodySize + size));
        }
        int end = bodySize + size;
        while (bodySize < end) {
            if (bufferStart < bufferEnd) {
                int some = Math.min(bufferEnd - bufferStart, end - bodySize);
                System.arraycopy(buffer, bufferStart, body, bodySize, some);
                bufferStart += some;
                bodySize += some;
            } else {
                fill();
            }
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        while (true) {
            for (int i = bufferStart; i < bufferEnd; i++) {
                if (buffer[i] == '\n') {
                    text.append(new String(buffer, bufferStart, i - bufferStart, ISO_8859_1));
                    bufferStart = i + 1;
                    return text.substring(0, Math.max(0, text.length() - 1));
                }
            }
            text.append(new String(buffer, bufferStart, bufferEnd - bufferStart, ISO_8859_1));
            fill();
        }
    }

    private void fill() throws IOException {
        bufferStart = 0;
        bufferEnd = Math.max(0, in.read(buffer));
        if (bufferEnd == 0) {
            throw new EOFException("the server closed the connection in the middle of an answer");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
