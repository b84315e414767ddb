package io.mindstream.generators.changes;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ChangeSource}. */
public final class ChangeProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ChangeSource(settings);
    }
}
