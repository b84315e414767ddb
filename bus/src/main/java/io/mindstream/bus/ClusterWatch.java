package io.mindstream.bus;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a cluster again and again whether it is there, and says so in one line when it goes away and in one when it is back. The clients
 * that work with it wait and reconnect by themselves, without a word that a user would see.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** A broker that only has much to do answers within this. */
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final String address;
    private final Consumer<String> say;
    private final Admin admin;
    private final ScheduledExecutorService timer;
    private boolean away;
    private long lastAnswer = System.nanoTime();

    /**
     * @param say what to do with a line, on the watch's thread
     * @throws BusException naming the cluster, when its properties are such that there can be no client; it need not answer
     */
    public ClusterWatch(ClusterProperties cluster, Consumer<String> say) {
        this.address = cluster.bootstrap();
        this.say = say;
        try {
            admin = Admin.create(cluster.admin("watch"));
        } catch (KafkaException e) {
            throw BusException.of("cluster " + address, e);
        }
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cluster-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER.toMillis()))
                    .nodes()
                    .get();
            long silent = Duration.ofNanos(System.nanoTime() - lastAnswer).toSeconds();
            lastAnswer = System.nanoTime();
            if (away) {
                away = false;
                tell("Kafka at " + address + " answers again, after " + silent + " s");
            }
        } catch (ExecutionException e) {
            if (!away && !timer.isShutdown()) {
                away = true;
                tell("Kafka at " + address + " does not answer; waiting for it to come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String line) {
        LOG.warn("{}", line);
        say.accept(line);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
