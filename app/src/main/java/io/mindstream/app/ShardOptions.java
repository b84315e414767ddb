package io.mindstream.app;

import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.WeightsWriter;
import picocli.CommandLine.Option;

/** How large the weights files are that a command writes. */
final class ShardOptions {
    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            defaultValue = "5GB",
            converter = ByteSize.Converter.class,
            description = "Most bytes of a weights file, such as 500MB (default: ${DEFAULT-VALUE}, as transformers).")
    private ByteSize shardSize;

    WeightsWriter writer(ElementType stored) {
        return new WeightsWriter(stored, shardSize.bytes());
    }
}
