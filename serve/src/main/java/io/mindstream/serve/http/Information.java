package io.mindstream.serve.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.engine.ServedModels;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The routes that only tell: models, health, metrics, the page at the root. */
final class Information {
    private final ServedModels models;
    private final PrometheusMeterRegistry registry;
    private final long created = System.currentTimeMillis() / 1000;
    private final String page = page();

    Information(ServedModels models, PrometheusMeterRegistry registry) {
        this.models = models;
        this.registry = registry;
    }

    /** {@code GET /v1/models}: the current checkpoint and the alias that always means it. */
    void models(RoutingContext routing) {
        JsonArray data = new JsonArray();
        models.currentName().ifPresent(name -> data.add(model(name)).add(model(ServedModels.ALIAS)));
        Json.send(
                routing.response(), 200, new JsonObject().put("object", "list").put("data", data));
    }

    /** {@code GET /v1/models/run/step}. */
    void model(RoutingContext routing) {
        String wanted = routing.pathParam("*");
        String current = models.currentName().orElseThrow(() -> new ApiException(ApiError.notReady()));
        if (!wanted.equals(current) && !wanted.equals(ServedModels.ALIAS)) {
            throw new ApiException(ApiError.modelNotFound(wanted, current));
        }
        Json.send(routing.response(), 200, model(wanted));
    }

    private JsonObject model(String name) {
        return new JsonObject()
                .put("id", name)
                .put("object", "model")
                .put("created", created)
                .put("owned_by", "mindstream");
    }

    /** {@code GET /healthz}: the process answers. */
    void health(RoutingContext routing) {
        Json.send(routing.response(), 200, new JsonObject().put("status", "alive"));
    }

    /** {@code GET /readyz}: a checkpoint is loaded. */
    void ready(RoutingContext routing) {
        models.currentName()
                .ifPresentOrElse(
                        name -> Json.send(
                                routing.response(),
                                200,
                                new JsonObject().put("status", "ready").put("model", name)),
                        () -> Json.send(routing.response(), ApiError.notReady()));
    }

    /** {@code GET /metrics}, for Prometheus. */
    void metrics(RoutingContext routing) {
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .end(registry.scrape());
    }

    /** {@code GET /}. */
    void index(RoutingContext routing) {
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(page);
    }

    private static String page() {
        try (InputStream in = Information.class.getResourceAsStream("index.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
