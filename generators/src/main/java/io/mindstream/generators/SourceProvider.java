package io.mindstream.generators;

import io.mindstream.config.GenerationSettings;

/** Makes a source from the profile; found through {@link java.util.ServiceLoader}. */
public interface SourceProvider {
    Source<?> create(GenerationSettings settings);
}
