package io.mindstream.generators.maps;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link MapSource}. */
public final class MapProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new MapSource(settings);
    }
}
