package io.mindstream.generators.signs;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link SignSource}. */
public final class SignProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new SignSource(settings);
    }
}
