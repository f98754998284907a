package dev.plumbline.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Sends problems from below the route table: what Jetty itself has refused, and what {@link BodyGate} has. */
final class ProblemPage extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String found = String.valueOf(request.getAttribute(ERROR_MESSAGE));
        if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refused) {
            status = refused.getCode();
            found = String.valueOf(refused.getReason());
        }
        send(Problems.ofStatus(status, found), response, callback);
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
