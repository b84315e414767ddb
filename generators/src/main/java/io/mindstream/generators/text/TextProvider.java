package io.mindstream.generators.text;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link TextSource}. */
public final class TextProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new TextSource();
    }
}
