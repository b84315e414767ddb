package io.mindstream.generators.tables;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link TableSource}. */
public final class TableProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new TableSource(settings);
    }
}
