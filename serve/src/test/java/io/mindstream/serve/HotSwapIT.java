package io.mindstream.serve;

import static io.mindstream.serve.TestClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.config.BusSettings;
import io.mindstream.config.ServeSettings;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role on a real broker: checkpoints as they are announced, metrics as they come. */
@Timeout(120)
class HotSwapIT {
    private static final BusSettings BUS = new BusSettings(2, 0, 16, 1, 16);
    private static final ServeSettings SETTINGS = new ServeSettings("127.0.0.1", 0, 1, 200, 1_000_000, 1_000_000, 40);
    private static final String QUESTION = "what colour is the car";

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), BUS);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void swapsUnderLoadDropNothing(boolean adapters) throws Exception {
        try (Running running = new Running(adapters ? "adapters." : "swap.", adapters)) {
            TestClient client = running.client;
            assertThat(client.get("/readyz").statusCode()).isEqualTo(503);
            HttpResponse<String> early = client.post(ask(QUESTION));
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("retry-after")).isPresent();
            running.announce(1);
            running.awaitServing("run/1");

            AtomicBoolean swapping = new AtomicBoolean(true);
            ExecutorService clients = Executors.newFixedThreadPool(3);
            List<Future<Set<String>>> named = new ArrayList<>();
            named.add(clients.submit(() -> askByHttp(client, swapping)));
            named.add(clients.submit(() -> askByHttp(client, swapping)));
            named.add(clients.submit(() -> askBySocket(client, swapping)));
            for (int step = 2; step <= 12; step++) {
                running.announce(step);
                running.awaitServing("run/" + step);
            }
            swapping.set(false);
            Set<String> models = new TreeSet<>();
            for (Future<Set<String>> each : named) {
                models.addAll(each.get());
            }
            clients.shutdown();

            assertThat(models).allMatch(name -> name.matches("run/\\d+")).contains("run/12");
            assertThat(models.size()).as("%s", models).isGreaterThan(3);
            assertThat(client.get("/metrics").body())
                    .contains("mindstream_serve_swaps_total{outcome=\"loaded\"} 12.0")
                    .contains("mindstream_serve_checkpoint_step 12.0");
        }
    }

    @Test
    void adaptersComeAndGoOverABaseThatIsReadOnce() throws Exception {
        try (Running running = new Running("over.", true)) {
            running.announce(1);
            running.awaitServing("run/1");
            String first = running.reply();
            Path second = running.checkpoint(2);
            String alone;
            try (ServeRole fixed = new ServeRole(SETTINGS, Optional.empty(), running.topics, Optional.of(second))) {
                fixed.start();
                try (TestClient client = new TestClient(fixed.port())) {
                    alone = reply(client);
                }
            }
            // nobody can read it a second time
            Files.delete(running.base().resolve("model.safetensors"));
            running.announce(2, second);
            running.awaitServing("run/2");

            assertThat(running.reply()).isEqualTo(alone).isNotEqualTo(first);

            Path whole = TinyCheckpoint.write(directory.resolve("over.run").resolve("whole"), 3);
            running.announce(3, whole);
            running.awaitServing("run/3");
            assertThat(running.reply()).isNotEqualTo(alone);
            running.announce(4, running.checkpoint(4));
            await().atMost(Duration.ofSeconds(30)).until(() -> running.client
                    .get("/metrics")
                    .body()
                    .contains("mindstream_serve_swaps_total{outcome=\"failed\"}"));
            assertThat(running.role.checkpoint()).as("its base has been let go").contains("run/3");
        }
    }

    private static String reply(TestClient client) {
        HttpResponse<String> response =
                client.post(ask(QUESTION).put("temperature", 0).put("max_tokens", 20));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedTiny.text(new JsonObject(response.body()));
    }

    private static Set<String> askByHttp(TestClient client, AtomicBoolean going) {
        Set<String> models = new TreeSet<>();
        while (going.get() || models.isEmpty()) {
            HttpResponse<String> response = client.post(ask(QUESTION).put("max_tokens", 30));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonObject body = new JsonObject(response.body());
            assertThat(body.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                    .isIn("stop", "length");
            models.add(body.getString("model"));
        }
        return models;
    }

    private static Set<String> askBySocket(TestClient client, AtomicBoolean going) {
        TestClient.Socket socket = client.open("/v1/chat");
        Set<String> models = new TreeSet<>();
        for (int i = 0; going.get() || models.isEmpty(); i++) {
            socket.send(ask(QUESTION).put("id", "q" + i).put("max_tokens", 60));
            JsonObject frame = socket.next();
            while (frame.getString("type").equals("token")) {
                frame = socket.next();
            }
            assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("done");
            assertThat(frame.getString("id")).isEqualTo("q" + i);
            models.add(frame.getString("model"));
        }
        socket.close();
        return models;
    }

    @Test
    void badAndRemovedCheckpointsLeaveTheOldOneServing() throws Exception {
        try (Running running = new Running("bad.")) {
            running.announce(1);
            running.awaitServing("run/1");
            Path bad = running.checkpoint(2);
            Files.writeString(bad.resolve("model.safetensors"), "damaged");
            running.announce(2, bad);
            await().atMost(Duration.ofSeconds(30)).until(() -> running.client
                    .get("/metrics")
                    .body()
                    .contains("mindstream_serve_swaps_total{outcome=\"failed\"}"));
            running.announce(3, directory.resolve("bad.run").resolve("removed"));
            await().atMost(Duration.ofSeconds(30)).until(() -> running.client
                    .get("/metrics")
                    .body()
                    .contains("mindstream_serve_swaps_total{outcome=\"removed\"}"));
            JsonObject body = new JsonObject(
                    running.client.post(ask(QUESTION).put("max_tokens", 3)).body());
            assertThat(body.getString("model")).isEqualTo("run/1");

            running.announce(4);
            running.awaitServing("run/4");
        }
    }

    @Test
    void aServerThatStartsLaterServesTheNewest() throws Exception {
        try (Running running = new Running("later.")) {
            running.announce(1);
            running.announce(2);
            running.awaitServing("run/2");
            try (ServeRole later =
                    new ServeRole(SETTINGS, Optional.of(running.cluster), running.topics, Optional.empty())) {
                later.start();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(later.checkpoint()).contains("run/2"));
            }
        }
    }

    @Test
    void metricsArePushedWithTheirHistory() {
        try (Running running = new Running("metrics.")) {
            for (int step = 1; step <= 5; step++) {
                running.measure(step, 10.0 / step);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.client.get("/metrics").body().contains("mindstream_train_loss 2.0"));
            TestClient.Socket socket = running.client.open("/v1/metrics");
            for (int step = 1; step <= 5; step++) {
                assertThat(socket.next())
                        .isEqualTo(new JsonObject()
                                .put("run", "run")
                                .put("step", step)
                                .put("at", 1000 + step)
                                .put("values", new JsonObject().put("train.loss", 10.0 / step)));
            }
            running.measure(6, 0.25);
            assertThat(socket.next().getInteger("step")).isEqualTo(6);
            socket.sendText("hello");
            assertThat(socket.next().getString("type")).isEqualTo("error");
            // A paused reader loses the oldest, not the server its memory.
            socket.socket().pause();
            for (int step = 7; step < 4000; step++) {
                running.measure(step, step);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.client.get("/metrics").body().contains("mindstream_step 3999"));
            socket.socket().resume();
            int last = 6;
            while (last < 3999) {
                int step = socket.next().getInteger("step");
                assertThat(step).isGreaterThan(last);
                last = step;
            }
            socket.close();
        }
    }

    /** A role on topics of its own, its client, and the trainer's side of the topics. */
    private static final class Running implements AutoCloseable {
        private final String prefix;
        private final ClusterProperties cluster;
        private final Topics topics;
        private final BusProducer producer;
        private final ServeRole role;
        private final TestClient client;
        private final boolean adapters;

        Running(String prefix) {
            this(prefix, false);
        }

        /** @param adapters whether checkpoints are adapters of one base, {@link #base} */
        Running(String prefix, boolean adapters) {
            this.prefix = prefix;
            this.adapters = adapters;
            this.cluster = new ClusterProperties(broker.cluster().client(), prefix, (short) 1, false);
            this.topics = Topics.of(BUS, prefix);
            try (TopicAdmin admin = new TopicAdmin(cluster)) {
                admin.ensure(topics.all());
            }
            producer = new BusProducer(cluster, "test");
            role = new ServeRole(SETTINGS, Optional.of(cluster), topics, Optional.empty());
            role.start();
            client = new TestClient(role.port());
        }

        Path checkpoint(int step) throws IOException {
            Path path = directory.resolve(prefix + "run").resolve("step-" + step);
            if (!adapters) {
                return TinyCheckpoint.write(path, step);
            }
            if (!Files.exists(base())) {
                TinyCheckpoint.write(base(), 1);
            }
            return TinyCheckpoint.writeAdapter(path, base(), step);
        }

        Path base() {
            return directory.resolve(prefix + "run").resolve("base");
        }

        String reply() {
            return HotSwapIT.reply(client);
        }

        void announce(int step) throws IOException {
            announce(step, checkpoint(step));
        }

        void announce(int step, Path path) {
            CheckpointEvent event = new CheckpointEvent("run", step, path.toUri(), 0, 0, Map.of(), 0);
            producer.writer(topics.checkpoints()).send(event.name(), event).join();
        }

        void measure(int step, double loss) {
            Metric metric = new Metric("run", step, 1000 + step, Map.of("train.loss", loss));
            producer.writer(topics.metrics()).send("run", metric);
            if (step % 100 < 10) {
                producer.flush();
            }
        }

        void awaitServing(String name) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(role.checkpoint()).contains(name));
        }

        @Override
        public void close() {
            client.close();
            role.close();
            producer.close();
        }
    }
}
