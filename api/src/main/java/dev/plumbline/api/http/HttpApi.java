package dev.plumbline.api.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running server. */
public final class HttpApi implements Closeable {
    private static final int THREADS_MIN = 8;
    private static final int THREADS_MAX = 200;
    private static final int HEADER_BYTES_MAX = 8_192;
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Rate at which a client must take its answer. */
    private static final long ANSWER_BYTES_PER_SECOND_MIN = 4_096;

    private final Javalin javalin;
    private final AdmissionDesk desk;
    private final EventStreams streams;

    private HttpApi(Javalin javalin, AdmissionDesk desk, EventStreams streams) {
        this.javalin = javalin;
        this.desk = desk;
        this.streams = streams;
    }

    /**
     * Starts a server, which answers when this returns.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static HttpApi start(HttpConfig config, Services services) {
        var threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("http");
        var desk = new AdmissionDesk();
        int heartbeat = Math.min(EventStreams.HEARTBEAT_MILLIS, Math.max(1, config.idleMillisMax() / 2));
        EventStreams streams = EventStreams.start(heartbeat, EventStreams.CLIENTS_MAX);
        FollowedSequencer sequencer = services.sequencer();
        if (sequencer != null) {
            sequencer.events().onPublish(streams::order);
        }
        var metrics = new Metrics(services, streams);
        List<Routes.Route> routes = Routes.table(
                new Submissions(services.ledger(), desk, threads, metrics, config.answerMillisMax()),
                new EventPages(services),
                new ReceiptPages(services),
                new TracePages(services),
                new ProofPages(services),
                new TilePages(services),
                new LogPages(services, metrics),
                new DemandPages(services),
                new SequencerPages(services, streams),
                new Turnstile(config.costlyRequestsMax()));
        Javalin javalin = Javalin.create(javalinConfig -> {
            javalinConfig.jetty.threadPool = threads;
            tuneServer(javalinConfig, config);
            tuneAnswers(javalinConfig, metrics);
            addRoutes(javalinConfig, routes);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            streams.close();
            desk.close();
            throw new IllegalStateException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
        return new HttpApi(javalin, desk, streams);
    }

    private static void tuneServer(JavalinConfig javalin, HttpConfig config) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(UriCompliance.DEFAULT);
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES_MAX);
            http.setOutputBufferSize(BUFFER_BYTES);
        });
        javalin.jetty.addConnector((server, http) -> connector(server, http, config));
        javalin.jetty.modifyServer(server -> {
            server.insertHandler(new AnswerPace(ANSWER_BYTES_PER_SECOND_MIN));
            server.insertHandler(new BodyGate(config));
            server.setErrorHandler(new ProblemPage());
            server.addBean(new NetworkConnectionLimit(config.connectionsMax(), server));
        });
        javalin.jetty.modifyServletContextHandler(servlets -> servlets.setErrorHandler(new ProblemPage()));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpConfig config) {
        var factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(BUFFER_BYTES);
        var connector = new ServerConnector(server, 1, 1, factory);
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(config.idleMillisMax());
        return connector;
    }

    private static void tuneAnswers(JavalinConfig javalin, Metrics metrics) {
        javalin.http.prefer405over404 = true;
        javalin.router.ignoreTrailingSlashes = false;
        javalin.http.generateEtags = false;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        javalin.routes.before(ctx -> {
            ctx.header("X-Content-Type-Options", "nosniff");
            if (!ctx.method().equals(HandlerType.POST)) {
                ctx.header("Access-Control-Allow-Origin", "*");
            }
        });
        javalin.routes.exception(Exception.class, HttpApi::refuse);
        javalin.routes.exception(HttpResponseException.class, HttpApi::refuse);
        javalin.requestLogger.http((ctx, millis) -> metrics.answered(
                ctx.method().name(), route(ctx), ctx.statusCode(), Duration.ofNanos((long) (millis * 1e6))));
    }

    private static String route(Context ctx) {
        String path = ctx.endpoint().path;
        return path.isEmpty() || path.equals("*") ? "none" : path;
    }

    private static void refuse(Exception thrown, Context ctx) {
        Problem problem = Problems.of(thrown);
        if (thrown instanceof MethodNotAllowedResponse notAllowed) {
            ctx.header("Allow", String.valueOf(notAllowed.getDetails().get("availableMethods")));
        }
        if (problem.reason().retryAfterSeconds() > 0) {
            ctx.header("Retry-After", Integer.toString(problem.reason().retryAfterSeconds()));
        }
        ctx.status(problem.reason().status());
        Pages.bytes(ctx, Problem.MEDIA_TYPE, Pages.NO_STORE, problem.encode());
    }

    private static void addRoutes(JavalinConfig javalin, List<Routes.Route> routes) {
        for (Routes.Route route : routes) {
            javalin.routes.addHttpHandler(route.method(), route.path(), route.handler());
            if (route.method().equals(HandlerType.GET)) {
                javalin.routes.addHttpHandler(HandlerType.HEAD, route.path(), route.handler());
            }
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** Finishes what is under way, for a while, and stops. The services stay open. */
    @Override
    public void close() {
        // First: what has no end would be waited for.
        streams.close();
        javalin.stop();
        desk.close();
    }
}
