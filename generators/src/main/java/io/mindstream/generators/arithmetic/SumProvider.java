package io.mindstream.generators.arithmetic;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link SumSource}. */
public final class SumProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new SumSource(settings);
    }
}
