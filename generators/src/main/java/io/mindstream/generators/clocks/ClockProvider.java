package io.mindstream.generators.clocks;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ClockSource}. */
public final class ClockProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ClockSource(settings);
    }
}
