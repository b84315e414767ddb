package io.mindstream.generators.flags;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Makes the source {@code flags}. */
public final class FlagSourceProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new FlagSource(settings);
    }
}
