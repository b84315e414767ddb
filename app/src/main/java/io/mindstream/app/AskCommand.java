package io.mindstream.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ask}: one question to the served model over its WebSocket, the reply printed as its tokens come. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks the served model, over its WebSocket; the reply is printed as it comes.")
final class AskCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the server (default: the one that runs on --dir).")
    private URI url;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A PNG or JPEG picture that the question is about; may be repeated.")
    private List<Path> images = new ArrayList<>();

    @Option(names = "--model", paramLabel = "NAME", description = "A checkpoint, run/step (default: the newest).")
    private String model;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens of the reply.")
    private Integer maxTokens;

    @Option(names = "--temperature", paramLabel = "T", description = "0 (the default) for the likeliest reply.")
    private Double temperature;

    @Option(names = "--top-k", paramLabel = "N", description = "Samples from the N likeliest tokens only.")
    private Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Samples from the likeliest tokens that have this probability together.")
    private Double topP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description = "Above 1 makes tokens of question and reply less likely to come again (default: 1).")
    private Double repetitionPenalty;

    @Option(names = "--seed", paramLabel = "N", description = "Of the sampling, with a temperature above 0.")
    private Long seed;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "Ends the reply where this text would begin; may be given four times.")
    private List<String> stop = new ArrayList<>();

    @Option(
            names = "--logprobs",
            description = "Then prints each token with its log-probability, one a line; with --json a list of them.")
    private boolean logprobs;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for the whole reply (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(names = "--json", description = "Prints one object: reply, model, finish_reason, usage, logprobs.")
    private boolean json;

    @Parameters(paramLabel = "QUESTION", description = "In words.")
    private String question;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (url == null) {
            url = running();
        } else if (url.getHost() == null) {
            throw new IllegalArgumentException("--url " + url + ": not an address such as http://127.0.0.1:8080");
        }
        JsonObject request = request();
        Vertx vertx = Vertx.vertx();
        try {
            JsonObject done = exchange(vertx, request);
            print(done);
            return 0;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private URI running() throws IOException {
        String served = Endpoints.read(data.dir).url();
        if (served == null) {
            throw new IOException(data.dir + ": the process that runs there serves nothing: name a server with --url");
        }
        return URI.create(served);
    }

    private JsonObject request() throws IOException {
        JsonArray content = new JsonArray();
        for (Path image : images) {
            content.add(new JsonObject()
                    .put("type", "image_url")
                    .put("image_url", new JsonObject().put("url", dataUrl(image))));
        }
        content.add(new JsonObject().put("type", "text").put("text", question));
        JsonObject request = new JsonObject()
                .put("id", "ask")
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", content)));
        put(request, "model", model);
        put(request, "max_tokens", maxTokens);
        put(request, "temperature", temperature);
        put(request, "top_k", topK);
        put(request, "top_p", topP);
        put(request, "repetition_penalty", repetitionPenalty);
        put(request, "seed", seed);
        put(request, "stop", stop.isEmpty() ? null : new JsonArray(stop));
        put(request, "logprobs", logprobs ? true : null);
        return request;
    }

    private static String dataUrl(Path image) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(image);
        } catch (FileSystemException e) {
            throw new IOException("--image " + image + ": " + OneLineErrors.reason(e), e);
        } catch (IOException e) {
            throw new IOException("--image " + image + ": " + e.getMessage(), e);
        }
        boolean jpeg = image.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
        return "data:image/" + (jpeg ? "jpeg" : "png") + ";base64,"
                + Base64.getEncoder().encodeToString(bytes);
    }

    private static void put(JsonObject request, String field, Object value) {
        if (value != null) {
            request.put(field, value);
        }
    }

    private JsonObject exchange(Vertx vertx, JsonObject request) throws IOException, InterruptedException {
        boolean tls = "https".equals(url.getScheme()) || "wss".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        WebSocketConnectOptions address = new WebSocketConnectOptions()
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI("/v1/chat");
        CompletableFuture<JsonObject> done = new CompletableFuture<>();
        // Vert.x closes the sockets of a client that nobody refers to any more.
        WebSocketClient client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setConnectTimeout(5000).setMaxFrameSize(1 << 24));
        client.connect(address)
                .onSuccess(socket -> converse(socket, request, done))
                .onFailure(failure -> done.completeExceptionally(
                        new IOException(url + ": cannot connect: " + failure.getMessage(), failure)));
        try {
            return done.get(timeout, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(url + ": no whole reply within " + timeout + " s (--timeout)", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            client.close();
        }
    }

    private void converse(WebSocket socket, JsonObject request, CompletableFuture<JsonObject> done) {
        StringBuilder reply = new StringBuilder();
        JsonArray tokens = new JsonArray();
        socket.textMessageHandler(text -> {
            JsonObject frame;
            try {
                frame = new JsonObject(text);
            } catch (DecodeException e) {
                done.completeExceptionally(new IOException(url + ": sent what is no JSON: " + e.getMessage(), e));
                socket.close();
                return;
            }
            switch (frame.getString("type", "")) {
                case "token" -> {
                    reply.append(frame.getString("text"));
                    if (frame.containsKey("logprobs")) {
                        tokens.addAll(frame.getJsonObject("logprobs").getJsonArray("content"));
                    }
                    if (!json) {
                        PrintWriter out = spec.commandLine().getOut();
                        out.print(frame.getString("text"));
                        out.flush();
                    }
                }
                case "done" -> {
                    done.complete(frame.put("reply", reply.toString()).put("logprobs", tokens));
                    socket.close();
                }
                case "error" -> {
                    done.completeExceptionally(
                            new IOException(named(frame.getJsonObject("error").getString("message"))));
                    socket.close();
                }
                default -> {
                    // A newer server may say more than this client knows; the reply does not depend on it.
                }
            }
        });
        socket.closeHandler(
                closed -> done.completeExceptionally(new IOException(url + ": the server closed the connection")));
        socket.exceptionHandler(done::completeExceptionally);
        socket.writeTextMessage(request.encode());
    }

    /** The server's words, with the user's name for a picture that it calls a part of the message. */
    private String named(String message) {
        for (int i = 0; i < images.size(); i++) {
            String field = "messages[0].content[" + i + "].image_url.url: ";
            if (message.startsWith(field)) {
                return "--image " + images.get(i) + ": " + message.substring(field.length());
            }
        }
        return message;
    }

    private void print(JsonObject done) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject object = new JsonObject()
                    .put("reply", done.getString("reply"))
                    .put("model", done.getString("model"))
                    .put("finish_reason", done.getString("finish_reason"))
                    .put("usage", done.getJsonObject("usage"));
            if (logprobs) {
                object.put("logprobs", done.getJsonArray("logprobs"));
            }
            out.println(object.encode());
        } else {
            out.println();
            for (Object token : done.getJsonArray("logprobs")) {
                out.println(line((JsonObject) token));
            }
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            JsonObject usage = done.getJsonObject("usage", new JsonObject());
            err.println("(" + done.getString("model") + ", " + usage.getInteger("completion_tokens", 0) + " tokens)");
        }
        out.flush();
    }

    private static String line(JsonObject token) {
        String text = Json.encode(token.getString("token"));
        return String.format(Locale.ROOT, "%9.4f  %s", token.getDouble("logprob"), text);
    }
}
