package io.mindstream.serve.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mindstream.samples.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest value of each figure of the metrics topic as a gauge: {@code train.loss} is {@code mindstream_train_loss}, the step is
 * {@code mindstream_step}. Names come from the topic, so their number is bounded.
 */
public final class MetricGauges {
    private static final Logger LOG = LoggerFactory.getLogger(MetricGauges.class);
    private static final int MOST = 1000;
    /** Names of the server's own meters. */
    private static final String RESERVED = "serve.";

    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    public MetricGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    public synchronized void show(Metric metric) {
        set("step", metric.step());
        metric.values().forEach(this::set);
    }

    private void set(String figure, double value) {
        String name = figure.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", ".");
        if (name.startsWith(RESERVED)) {
            return;
        }
        AtomicReference<Double> known = values.get(name);
        if (known != null) {
            known.set(value);
        } else if (values.size() < MOST) {
            AtomicReference<Double> fresh = new AtomicReference<>(value);
            values.put(name, fresh);
            Gauge.builder("mindstream." + name, fresh, AtomicReference::get)
                    .description("Newest value on the metrics topic")
                    .register(registry);
            if (values.size() == MOST) {
                LOG.warn("The metrics topic has {} different figures; /metrics shows no more", MOST);
            }
        }
    }
}
