package dev.plumbline.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Sends problems from below the route table: what Jetty itself has refused, and what {@link BodyGate} has. */
final class ProblemPage extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object found = request.getAttribute(ERROR_MESSAGE);
        if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refused) {
            status = refused.getCode();
            found = refused.getReason();
        }
        boolean isOld =
                request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_0.getVersion();
        if (isOld) {
            // Jetty calls a request line without a version a fault of its own.
            status = HttpStatus.BAD_REQUEST_400;
            found = "the request line names no version, want HTTP/1.1";
        }
        send(
                Problems.ofStatus(status, found == null ? HttpStatus.getMessage(status) : found.toString()),
                response,
                callback);
        return true;
    }

    static void send(Problem problem, Response response, Callback callback) {
        byte[] body = problem.encode();
        response.setStatus(problem.reason().status());
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        if (problem.reason().retryAfterSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, problem.reason().retryAfterSeconds());
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
