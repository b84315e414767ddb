package io.mindstream.generators.gauge;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link GaugeSource}. */
public final class GaugeProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new GaugeSource();
    }
}
