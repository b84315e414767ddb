package io.mindstream.serve;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** What a user's program does: HTTP by the JDK's client, WebSockets by Vert.x'. */
final class TestClient implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    /** Held: Vert.x closes the sockets of a client that nobody refers to any more. */
    private final WebSocketClient sockets =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1 << 26));

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    TestClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(JsonObject body) {
        return post(body.encode(), "application/json");
    }

    HttpResponse<String> post(String body, String type) {
        return send(request("/v1/chat/completions")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Socket open(String path) {
        WebSocketConnectOptions address =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
        BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
        CompletableFuture<Short> closed = new CompletableFuture<>();
        WebSocket socket = sockets.webSocket()
                .textMessageHandler(text -> frames.add(new JsonObject(text)))
                .connect(address)
                .onSuccess(open -> open.closeHandler(v -> closed.complete(open.closeStatusCode())))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return new Socket(socket, frames, closed);
    }

    static JsonObject ask(Object content) {
        return new JsonObject()
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", content)));
    }

    static JsonArray askWithPicture(String text, String url) {
        return new JsonArray()
                .add(new JsonObject().put("type", "image_url").put("image_url", new JsonObject().put("url", url)))
                .add(new JsonObject().put("type", "text").put("text", text));
    }

    static String png(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillOval(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dataUrl(out.toByteArray());
    }

    static String dataUrl(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A WebSocket and the frames that came. */
    record Socket(WebSocket socket, BlockingQueue<JsonObject> frames, CompletableFuture<Short> closed) {
        void send(JsonObject frame) {
            sendText(frame.encode());
        }

        void sendText(String text) {
            socket.writeTextMessage(text);
        }

        void sendBinary(byte[] bytes) {
            socket.writeBinaryMessage(Buffer.buffer(bytes));
        }

        JsonObject next() {
            try {
                JsonObject frame = frames.poll(30, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no frame within 30 s");
                }
                return frame;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The next frame of this type; those before it are dropped. */
        JsonObject next(String type) {
            JsonObject frame = next();
            while (!type.equals(frame.getString("type"))) {
                frame = next();
            }
            return frame;
        }

        /** The text of the next reply; frames of others must not come between. */
        String reply() {
            StringBuilder text = new StringBuilder();
            JsonObject frame = next();
            while ("token".equals(frame.getString("type"))) {
                text.append(frame.getString("text"));
                frame = next();
            }
            if (!"done".equals(frame.getString("type"))) {
                throw new AssertionError(frame.encode());
            }
            return text.toString();
        }

        void close() {
            socket.close();
        }
    }
}
