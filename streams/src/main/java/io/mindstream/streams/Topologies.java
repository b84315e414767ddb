package io.mindstream.streams;

import io.mindstream.bus.Topics;
import io.mindstream.config.GenerationSettings;
import io.mindstream.config.Profile;
import io.mindstream.config.StreamSettings;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.SampleComposer;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/**
 * The four topologies put together into one: they share a thread, a producer and so a transaction, which is what commits cost. They know
 * each other only through topics, all the same.
 *
 * @param catalog sources to draw from
 * @param curator quality rules
 */
record Topologies(Topics topics, Profile profile, Catalog catalog, Curator curator) {
    Topology build() {
        StreamSettings settings = profile.stream();
        GenerationSettings generation = profile.generation();
        Duration window = Duration.ofMillis(settings.duplicateWindow());
        StreamsBuilder builder = new StreamsBuilder();
        new PlanningTopology(
                        topics,
                        new CreditLedger.Limits(
                                settings.requestBudget(), settings.outstandingPerLabel(), settings.outstanding()),
                        new RequestFactory(catalog.labels(), DensityScorer.VERSION, settings.requestTtl()),
                        catalog.branches())
                .addTo(builder);
        new GenerationTopology(
                        topics,
                        new Generator(catalog, new DensityFilter(profile.scoring()), new SampleComposer(generation)))
                .addTo(builder);
        new CurationTopology(
                        topics,
                        curator,
                        window,
                        Duration.ofMillis(settings.nearWindow()),
                        Duration.ofMillis(settings.requestTtl()))
                .addTo(builder);
        new FeedbackTopology(topics, window, profile.labels().domain()).addTo(builder);
        return builder.build();
    }
}
