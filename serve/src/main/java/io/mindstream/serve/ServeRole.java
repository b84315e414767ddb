package io.mindstream.serve;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.config.ServeSettings;
import io.mindstream.samples.Metric;
import io.mindstream.serve.engine.EngineLimits;
import io.mindstream.serve.engine.ReplyEngine;
import io.mindstream.serve.engine.ServedModels;
import io.mindstream.serve.http.Server;
import io.mindstream.serve.metrics.MetricGauges;
import io.mindstream.serve.metrics.MetricHistory;
import io.mindstream.serve.metrics.ServeMeters;
import io.mindstream.serve.qwen.QwenLoader;
import io.mindstream.serve.swap.Checkpoint;
import io.mindstream.serve.swap.CheckpointSwap;
import io.mindstream.serve.swap.ModelLoader;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving endpoint of one process. It follows the {@code checkpoints} topic and answers with the newest checkpoint, or serves one
 * directory for good; it shows the {@code metrics} topic. Until the first checkpoint is loaded, requests get 503 {@code not_ready} at once.
 */
public final class ServeRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServeRole.class);
    /** Replies under way at the end may take this long. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final int HISTORY = 1024;
    private static final int RECENT_CHECKPOINTS = 64;
    private static final int WORKERS = 2;

    private final Optional<ClusterProperties> cluster;
    private final Topics topics;
    private final Optional<Path> fixed;

    private final PrometheusMeterRegistry registry = registry();
    private final MetricHistory history = new MetricHistory(HISTORY);
    private final MetricGauges gauges = new MetricGauges(registry);
    private final ServedModels models = new ServedModels();
    private final List<TopicFollower<?>> followers = new ArrayList<>();
    private final ReplyEngine engine;
    private final ModelLoader loader;
    private final CheckpointSwap swap;
    private final Vertx vertx;
    private final Server server;
    private boolean closed;

    /**
     * @param cluster whose topics are followed; none to serve a directory alone
     * @param topics of that cluster
     * @param fixed a checkpoint directory that is served for good: the {@code checkpoints} topic is then not followed
     * @throws IllegalArgumentException when there is neither a cluster nor a directory
     */
    public ServeRole(ServeSettings settings, Optional<ClusterProperties> cluster, Topics topics, Optional<Path> fixed) {
        this(settings, cluster, topics, fixed, new QwenLoader(settings));
    }

    /** As above, with another way to load checkpoints. */
    public ServeRole(
            ServeSettings settings,
            Optional<ClusterProperties> cluster,
            Topics topics,
            Optional<Path> fixed,
            ModelLoader loader) {
        if (cluster.isEmpty() && fixed.isEmpty()) {
            throw new IllegalArgumentException("serve: needs a cluster or a checkpoint directory");
        }
        this.cluster = cluster;
        this.topics = topics;
        this.fixed = fixed;
        this.loader = loader;
        ServeMeters meters = new ServeMeters(registry);
        vertx = vertx(registry);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("serve-prepare", WORKERS);
        engine = new ReplyEngine(
                models,
                task -> workers.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false),
                EngineLimits.of(settings),
                meters);
        swap = new CheckpointSwap(loader, models, meters, Duration.ofSeconds(1));
        server = new Server(vertx, workers, settings, models, engine, history, meters, registry);
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Vert.x 5.1 registers these gauges twice, and Micrometer says so at WARN; we have gauges of our own.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.active"));
        return registry;
    }

    private static Vertx vertx(PrometheusMeterRegistry registry) {
        EnumSet<MetricsDomain> unused = EnumSet.complementOf(EnumSet.of(MetricsDomain.HTTP_SERVER));
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions().setEnabled(true);
        unused.forEach(metrics::addDisabledMetricsCategory);
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setMetricsOptions(metrics)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    /**
     * Listens and starts to follow the topics; with a fixed directory, loads it.
     *
     * @throws ServeException when the port is busy or the directory cannot be served; one line that names it
     * @throws io.mindstream.bus.BusException when the cluster does not answer or a topic is not as it has to be
     */
    public void start() {
        try {
            server.start();
            if (fixed.isPresent()) {
                serve(fixed.get());
            }
            cluster.ifPresent(this::follow);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void serve(Path directory) {
        try {
            swap.serve(Checkpoint.of(directory));
        } catch (IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new ServeException(directory + ": cannot be served: " + reason, e);
        }
    }

    private void follow(ClusterProperties properties) {
        try (TopicAdmin admin = new TopicAdmin(properties)) {
            admin.ensure(List.of(topics.checkpoints(), topics.metrics()));
        }
        followers.add(new TopicFollower<>(properties, topics.metrics(), HISTORY, this::show));
        if (fixed.isEmpty()) {
            followers.add(new TopicFollower<>(
                    properties,
                    topics.checkpoints(),
                    RECENT_CHECKPOINTS,
                    event -> swap.announce(Checkpoint.of(event))));
        }
    }

    private void show(Metric metric) {
        history.add(metric);
        gauges.show(metric);
    }

    /** Whether a checkpoint is loaded. */
    public boolean ready() {
        return models.currentName().isPresent();
    }

    /** The checkpoint that answers now. */
    public Optional<String> checkpoint() {
        return models.currentName();
    }

    /** The port that is listened on, also where the settings say 0. After {@link #start}. */
    public int port() {
        return server.port();
    }

    /** Lets replies under way finish for some seconds, closes the sockets with 1001, and frees everything. Waits for it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        followers.forEach(TopicFollower::close);
        engine.drain(DRAIN);
        server.close();
        swap.close();
        engine.close();
        models.close();
        loader.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Vert.x did not close in order: {}", e.toString());
        }
        registry.close();
    }
}
