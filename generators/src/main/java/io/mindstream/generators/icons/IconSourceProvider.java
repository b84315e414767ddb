package io.mindstream.generators.icons;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Makes the source {@code icons}. */
public final class IconSourceProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new IconSource(settings);
    }
}
