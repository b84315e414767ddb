package io.mindstream.generators.charts;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ChartSource}. */
public final class ChartProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ChartSource();
    }
}
