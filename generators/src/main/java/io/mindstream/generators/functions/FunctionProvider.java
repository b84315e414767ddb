package io.mindstream.generators.functions;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link FunctionSource}. */
public final class FunctionProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new FunctionSource(settings);
    }
}
