package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatRequest;
import io.mindstream.serve.chat.ChatRequestParser;
import io.mindstream.serve.engine.ReplyEngine;
import io.mindstream.serve.engine.ReplyHandle;
import io.mindstream.serve.engine.ReplyListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** {@code POST /v1/chat/completions}. A client that goes away takes its request with it. */
final class Completions {
    private static final ReplyHandle NONE = () -> {};

    private final ReplyEngine engine;
    private final ChatRequestParser parser;
    private final OffLoop offLoop;

    Completions(ReplyEngine engine, ChatRequestParser parser, OffLoop offLoop) {
        this.engine = engine;
        this.parser = parser;
        this.offLoop = offLoop;
    }

    /** Before the body is read: refuses what is said not to be JSON. */
    static void requireJson(RoutingContext routing) {
        String type = routing.request().getHeader("Content-Type");
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (essence.isEmpty() || essence.equals("application/json")) {
            routing.next();
        } else {
            routing.fail(new ApiException(ApiError.mediaType("content-type: must be application/json, is " + essence)));
        }
    }

    void handle(RoutingContext routing) {
        Buffer body = routing.body().buffer();
        if (body == null) {
            routing.fail(new ApiException(ApiError.malformed("body: empty")));
            return;
        }
        Context context = Vertx.currentContext();
        HttpServerResponse response = routing.response();
        AtomicReference<ReplyHandle> handle = new AtomicReference<>(NONE);
        response.closeHandler(v -> handle.get().cancel());
        offLoop.run(body.length(), () -> parser.parse(Json.parse(body, "body")))
                .onSuccess(request -> {
                    if (!response.closed()) {
                        submit(routing, request, context, handle);
                    }
                })
                .onFailure(routing::fail);
    }

    private void submit(
            RoutingContext routing, ChatRequest request, Context context, AtomicReference<ReplyHandle> handle) {
        HttpServerResponse response = routing.response();
        ReplyListener listener = request.stream()
                ? new SseReply(response, request.includeUsage(), request.logprobs())
                : new WholeReply(response, request.logprobs());
        try {
            handle.set(engine.submit(routing.request().connection(), request, new OnContext(context, listener)));
        } catch (ApiException e) {
            routing.fail(e);
        }
    }
}
