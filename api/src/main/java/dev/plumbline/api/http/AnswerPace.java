package dev.plumbline.api.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Cuts off clients that take their answers too slowly. Streams of events have no pace: nothing is sent while nothing happens,
 * and {@link EventStreams} drops by itself whoever does not take what is.
 */
final class AnswerPace extends MinimumDataRateHandler {
    AnswerPace(long bytesPerSecondMin) {
        super(0, bytesPerSecondMin);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHttpURI().getPath().equals(Routes.EVENT_STREAM)) {
            return super.handle(request, response, callback);
        }
        Handler next = getHandler();
        return next != null && next.handle(request, response, callback);
    }
}
