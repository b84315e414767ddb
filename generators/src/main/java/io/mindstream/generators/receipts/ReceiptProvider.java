package io.mindstream.generators.receipts;

import io.mindstream.config.GenerationSettings;
import io.mindstream.generators.Source;
import io.mindstream.generators.SourceProvider;

/** Offers {@link ReceiptSource}. */
public final class ReceiptProvider implements SourceProvider {
    @Override
    public Source<?> create(GenerationSettings settings) {
        return new ReceiptSource(settings);
    }
}
