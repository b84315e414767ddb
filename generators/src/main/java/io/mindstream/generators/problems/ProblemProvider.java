package io.mindstream.generators.problems;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ProblemSource}. */
public final class ProblemProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ProblemSource(settings);
    }
}
