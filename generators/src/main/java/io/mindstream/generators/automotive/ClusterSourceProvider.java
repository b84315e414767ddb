package io.mindstream.generators.automotive;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Makes the source {@code cluster}. */
public final class ClusterSourceProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ClusterSource();
    }
}
