package io.mindstream.generators.geometry;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link GeometrySource}. */
public final class GeometryProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new GeometrySource(settings);
    }
}
