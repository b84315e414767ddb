package io.mindstream.serve.http;

import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatRequest;
import io.mindstream.serve.chat.ChatRequestParser;
import io.mindstream.serve.engine.ReplyEnd;
import io.mindstream.serve.engine.ReplyEngine;
import io.mindstream.serve.engine.ReplyHandle;
import io.mindstream.serve.engine.ReplyListener;
import io.mindstream.serve.engine.SpokenToken;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One client of {@code /v1/chat}. Its frames are requests with an {@code id} and the fields of {@code POST /v1/chat/completions}, or
 * {@code {"id", "type": "abort"}}; any number of replies may be under way at once. A frame that is wrong gets an error frame and nothing
 * else happens.
 *
 * <p>Frames are read one by one, and none while the client does not read what was sent: memory of a slow client is bounded by the write
 * queue and the text of the replies it has asked for. All on the connection's event loop.
 */
final class ChatSocket {
    private static final int LONGEST_ID = 128;

    private final ServerWebSocket socket;
    private final Context context;
    private final ReplyEngine engine;
    private final ChatRequestParser parser;
    private final OffLoop offLoop;
    private final FrameAssembler assembler;
    private final Runnable onClosed;
    private final Map<String, SocketReply> replies = new LinkedHashMap<>();
    private boolean closed;
    private boolean readWhenDrained;

    ChatSocket(
            ServerWebSocket socket,
            Context context,
            ReplyEngine engine,
            ChatRequestParser parser,
            OffLoop offLoop,
            int maxRequestBytes,
            Runnable onClosed) {
        this.socket = socket;
        this.context = context;
        this.engine = engine;
        this.parser = parser;
        this.offLoop = offLoop;
        this.assembler = new FrameAssembler(maxRequestBytes);
        this.onClosed = onClosed;
    }

    void open() {
        socket.pause();
        socket.frameHandler(this::frame);
        // Once, here: on a socket that has closed it would throw.
        socket.drainHandler(v -> drained());
        socket.closeHandler(v -> {
            closed = true;
            List.copyOf(replies.values()).forEach(reply -> reply.handle.cancel());
            replies.clear();
            onClosed.run();
        });
        socket.exceptionHandler(e -> SocketErrors.close(socket, e));
        socket.fetch(1);
    }

    private void frame(WebSocketFrame frame) {
        FrameAssembler.Result result = assembler.add(frame);
        if (result instanceof FrameAssembler.Result.Message message) {
            Buffer text = message.text();
            // The next frame is not read before this one is: an abort never overtakes its request.
            offLoop.run(text.length(), () -> Incoming.read(text, parser))
                    .onSuccess(this::incoming)
                    .onFailure(e -> {
                        send(error(null, e instanceof ApiException api ? api.error() : ApiError.internal()));
                        readOn();
                    });
            return;
        }
        if (result instanceof FrameAssembler.Result.Refused refused) {
            send(error(null, refused.error()));
        }
        readOn();
    }

    /**
     * A frame that was read.
     *
     * @param id of the request; null where it has none
     * @param request null for an abort or an error
     * @param error null where there is none
     */
    private record Incoming(String id, ChatRequest request, ApiError error) {
        static Incoming read(Buffer text, ChatRequestParser parser) {
            JsonObject frame = Json.parse(text, "frame");
            Object id = frame.remove("id");
            if (!(id instanceof String name) || name.isEmpty() || name.length() > LONGEST_ID) {
                ApiError error = id == null
                        ? ApiError.missing("id")
                        : ApiError.invalid("id", "must be a string of 1 to " + LONGEST_ID + " characters");
                return new Incoming(null, null, error);
            }
            try {
                return new Incoming(name, request(frame, parser), null);
            } catch (ApiException e) {
                return new Incoming(name, null, e.error());
            }
        }

        private static ChatRequest request(JsonObject frame, ChatRequestParser parser) {
            Object type = frame.remove("type");
            if (type == null || type.equals("chat")) {
                return parser.parse(frame);
            }
            if (!type.equals("abort")) {
                throw new ApiException(ApiError.invalid("type", "must be chat, which is the default, or abort"));
            }
            if (!frame.isEmpty()) {
                throw new ApiException(
                        ApiError.unknownField(frame.fieldNames().iterator().next()));
            }
            return null;
        }
    }

    private void incoming(Incoming incoming) {
        if (closed) {
            return;
        }
        if (incoming.error != null) {
            send(error(incoming.id, incoming.error));
        } else if (incoming.request == null) {
            // One that has ended meanwhile is no error: the two frames crossed.
            SocketReply reply = replies.get(incoming.id);
            if (reply != null) {
                reply.handle.cancel();
            }
        } else {
            submit(incoming.id, incoming.request);
        }
        readOn();
    }

    private void submit(String id, ChatRequest request) {
        if (replies.containsKey(id)) {
            send(error(id, ApiError.invalid("id", "a reply of this id is under way")));
            return;
        }
        SocketReply reply = new SocketReply(id, request.logprobs());
        replies.put(id, reply);
        try {
            reply.handle = engine.submit(socket, request, new OnContext(context, reply));
        } catch (ApiException e) {
            replies.remove(id);
            send(error(id, e.error()));
        }
    }

    /** A socket that has closed throws when it is asked about its queue, and tells of the closing only later. */
    private boolean isOpen() {
        return !closed && !socket.isClosed();
    }

    private void readOn() {
        if (!isOpen()) {
            return;
        }
        if (socket.writeQueueFull()) {
            readWhenDrained = true;
        } else {
            socket.fetch(1);
        }
    }

    private void drained() {
        for (SocketReply reply : List.copyOf(replies.values())) {
            if (!isOpen() || socket.writeQueueFull()) {
                return;
            }
            reply.flush();
        }
        if (readWhenDrained && isOpen() && !socket.writeQueueFull()) {
            readWhenDrained = false;
            socket.fetch(1);
        }
    }

    private void send(JsonObject frame) {
        if (isOpen()) {
            socket.writeTextMessage(frame.encode());
        }
    }

    private static JsonObject error(String id, ApiError error) {
        return new JsonObject().put("id", id).put("type", "error").put("error", error.json());
    }

    /** A reply of this socket: what could not be sent yet is joined. */
    private final class SocketReply implements ReplyListener {
        private final String id;
        private final StringBuilder pending = new StringBuilder();
        private final LogProbabilities logProbabilities;
        private ReplyHandle handle = () -> {};
        private JsonObject end;

        private SocketReply(String id, boolean logprobs) {
            this.id = id;
            this.logProbabilities = new LogProbabilities(logprobs);
        }

        @Override
        public void started(String model) {
            // The last frame names it.
        }

        @Override
        public void text(String text, List<SpokenToken> tokens) {
            pending.append(text);
            logProbabilities.add(tokens);
            flushIfRead();
        }

        @Override
        public void done(ReplyEnd reply) {
            end(new JsonObject()
                    .put("id", id)
                    .put("type", "done")
                    .put("model", reply.model())
                    .put("finish_reason", reply.finish().text())
                    .put("usage", CompletionJson.usage(reply)));
        }

        @Override
        public void failed(ApiError error) {
            end(error(id, error));
        }

        private void end(JsonObject frame) {
            end = frame;
            flushIfRead();
        }

        private void flushIfRead() {
            if (isOpen() && !socket.writeQueueFull()) {
                flush();
            }
        }

        private void flush() {
            if (!pending.isEmpty() || !logProbabilities.isEmpty()) {
                JsonObject frame =
                        new JsonObject().put("id", id).put("type", "token").put("text", pending.toString());
                pending.setLength(0);
                JsonObject logprobs = logProbabilities.take();
                send(logprobs == null ? frame : frame.put("logprobs", logprobs));
            }
            if (end != null) {
                replies.remove(id);
                send(end);
            }
        }
    }
}
