package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.samples.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** {@code tail}: the live figures of a training, a line for each moment. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Follows the live metrics of training and queue, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions profile;

    @Option(names = "--for", paramLabel = "TIME", description = "Stops by itself, for example after 30s, 10m, 1h.")
    private Duration limit;

    @Option(names = "--json", description = "One JSON object a line: every metric as it was published.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ClusterProperties properties = cluster.orRunningOn(data.dir);
        Topics topics = Topics.of(profile.load().bus(), properties.topicPrefix());
        Flux<String> lines = json
                ? objects(properties, topics)
                : silence(TailLine.follow(properties, topics), properties)
                        .sample(Duration.ofMillis(500))
                        .map(TailLine::toString);
        if (limit != null) {
            lines = lines.take(limit);
        }
        PrintWriter out = spec.commandLine().getOut();
        // What it is piped into may have seen enough; picocli's writer hides that System.out has failed.
        lines.doOnNext(out::println)
                .takeUntil(line -> out.checkError() || System.out.checkError())
                .blockLast();
        return 0;
    }

    private static Flux<String> objects(ClusterProperties cluster, Topics topics) {
        ReadOptions live = ReadOptions.from(Start.latest()).clientId("tail");
        Flux<String> metrics =
                KafkaFlux.read(cluster, topics.metrics(), live).map(received -> object(received.value()));
        // A trainer that waits for samples publishes no metric; its queue still shows that it is there.
        Flux<String> pulse = KafkaFlux.read(cluster, topics.queueState(), live).map(received -> "");
        return silence(Flux.merge(metrics, pulse), cluster).filter(line -> !line.isEmpty());
    }

    private static <T> Flux<T> silence(Flux<T> records, ClusterProperties cluster) {
        return records.timeout(
                SILENCE,
                Flux.error(() -> new IOException("nothing from " + cluster.bootstrap() + " for " + SILENCE.toSeconds()
                        + " s: has it stopped?")));
    }

    private static String object(Metric metric) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("run", metric.run()).put("step", metric.step()).put("at", metric.at());
        ObjectNode values = node.putObject("values");
        new TreeMap<>(metric.values()).forEach(values::put);
        return node.toString();
    }
}
