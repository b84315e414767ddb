package io.mindstream.generators.shapes;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ShapesSource}. */
public final class ShapesProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ShapesSource();
    }
}
