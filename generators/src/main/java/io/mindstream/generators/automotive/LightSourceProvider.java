package io.mindstream.generators.automotive;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Makes the source {@code warning-lights}. */
public final class LightSourceProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new LightSource();
    }
}
