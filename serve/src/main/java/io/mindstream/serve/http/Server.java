package io.mindstream.serve.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mindstream.config.ServeSettings;
import io.mindstream.serve.ServeException;
import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatRequestParser;
import io.mindstream.serve.engine.ReplyEngine;
import io.mindstream.serve.engine.ServedModels;
import io.mindstream.serve.metrics.MetricHistory;
import io.mindstream.serve.metrics.ServeMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP, server-sent events and WebSockets on one port. Knows nothing of how replies are made. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String CHAT = "/v1/chat";
    private static final String METRICS = "/v1/metrics";
    private static final short GOING_AWAY = 1001;
    private static final int WRITE_QUEUE = 256 * 1024;

    private final Vertx vertx;
    private final ServeSettings settings;
    private final ServedModels models;
    private final ReplyEngine engine;
    private final MetricHistory history;
    private final ServeMeters meters;
    private final PrometheusMeterRegistry registry;
    private final OffLoop offLoop;
    private final ChatRequestParser parser;
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private HttpServer http;

    /**
     * @param workers for large requests
     * @param registry what {@code /metrics} shows
     */
    public Server(
            Vertx vertx,
            WorkerExecutor workers,
            ServeSettings settings,
            ServedModels models,
            ReplyEngine engine,
            MetricHistory history,
            ServeMeters meters,
            PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.models = models;
        this.engine = engine;
        this.history = history;
        this.meters = meters;
        this.registry = registry;
        this.offLoop = new OffLoop(workers);
        this.parser = new ChatRequestParser(settings.maxNewTokens());
    }

    /**
     * Listens.
     *
     * @throws ServeException naming host and port when that cannot be
     */
    public void start() {
        HttpServerOptions options = new HttpServerOptions()
                // Twice the limit, so that a frame above it still gets its answer; a larger one closes the socket
                // (1009).
                .setMaxWebSocketFrameSize(2 * settings.maxRequestBytes())
                .setMaxWebSocketMessageSize(2 * settings.maxRequestBytes())
                .setCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        HttpServer server = vertx.createHttpServer(options).requestHandler(router());
        try {
            http = server.listen(settings.port(), settings.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new ServeException(
                    settings.host() + ":" + settings.port() + ": the server cannot listen there: "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
        LOG.info("Serving on http://{}:{}", settings.host(), port());
    }

    /** The port that is listened on, also where the settings say 0. */
    public int port() {
        return http.actualPort();
    }

    /** Closes all WebSockets with 1001, then the rest. Waits some seconds at most. */
    public void close() {
        if (http == null) {
            return;
        }
        sockets.forEach(socket -> socket.close(GOING_AWAY, "the server is shutting down"));
        Future<Void> closed = http.shutdown(2, TimeUnit.SECONDS);
        try {
            closed.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The server did not close in order: {}", e.toString());
        }
    }

    private Router router() {
        Router router = Router.router(vertx);
        Information information = new Information(models, registry);
        Completions completions = new Completions(engine, parser, offLoop);
        router.post(COMPLETIONS).handler(Completions::requireJson);
        router.post(COMPLETIONS)
                // Nothing a client sends goes to the file system.
                .handler(BodyHandler.create(false).setBodyLimit(settings.maxRequestBytes()))
                .handler(completions::handle);
        router.get(CHAT)
                .handler(routing -> upgrade(routing, CHAT, (socket, closed) -> new ChatSocket(
                                socket,
                                Vertx.currentContext(),
                                engine,
                                parser,
                                offLoop,
                                settings.maxRequestBytes(),
                                closed)
                        .open()));
        router.get(METRICS)
                .handler(routing -> upgrade(routing, METRICS, (socket, closed) -> new MetricsSocket(
                                socket, Vertx.currentContext(), history, closed)
                        .open()));
        router.get("/v1/models").handler(information::models);
        router.get("/v1/models/*").handler(information::model);
        router.get("/healthz").handler(information::health);
        router.get("/readyz").handler(information::ready);
        router.get("/metrics").handler(information::metrics);
        router.get("/").handler(information::index);
        router.route().failureHandler(this::failed);
        router.errorHandler(404, this::noRoute);
        router.errorHandler(405, this::noRoute);
        return router;
    }

    /** What to do with a new WebSocket. */
    @FunctionalInterface
    private interface Opened {
        /** @param closed to be called once, when the socket has closed */
        void open(ServerWebSocket socket, Runnable closed);
    }

    private void upgrade(RoutingContext routing, String path, Opened opened) {
        if (!"websocket".equalsIgnoreCase(routing.request().getHeader("Upgrade"))) {
            ApiError error = ApiError.malformed("GET " + path + ": is a WebSocket, ask with Upgrade: websocket");
            // HTTP/2 forbids it, and clients that look (Java's since 25) take the reply for malformed.
            if (routing.request().version() != HttpVersion.HTTP_2) {
                routing.response().putHeader("Upgrade", "websocket");
            }
            Json.send(routing.response(), new ApiError(426, error.type(), error.message(), null, "upgrade_required"));
            return;
        }
        routing.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    sockets.add(socket);
                    meters.socketOpened(path);
                    socket.setWriteQueueMaxSize(WRITE_QUEUE);
                    opened.open(socket, () -> {
                        sockets.remove(socket);
                        meters.socketClosed(path);
                    });
                })
                .onFailure(e -> LOG.debug("A WebSocket handshake failed", e));
    }

    private void failed(RoutingContext routing) {
        if (routing.failure() instanceof ApiException e) {
            Json.send(routing.response(), e.error());
        } else if (routing.statusCode() == 413) {
            Json.send(
                    routing.response(),
                    ApiError.tooLarge("body: larger than the " + settings.maxRequestBytes()
                            + " bytes that serve.maxRequestBytes allows"));
        } else if (routing.statusCode() == 404 || routing.statusCode() == 405) {
            noRoute(routing);
        } else if (routing.statusCode() >= 400 && routing.statusCode() < 500) {
            Json.send(routing.response(), ApiError.malformed("the request is malformed"));
        } else {
            LOG.error(
                    "{} {} failed",
                    routing.request().method(),
                    routing.request().path(),
                    routing.failure());
            Json.send(routing.response(), ApiError.internal());
        }
    }

    private void noRoute(RoutingContext routing) {
        ApiError error = ApiError.noRoute(
                routing.request().method().name(), routing.request().path());
        int status = routing.statusCode() == 405 ? 405 : 404;
        Json.send(routing.response(), new ApiError(status, error.type(), error.message(), null, error.code()));
    }
}
