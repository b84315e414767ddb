package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.model.text.BpeTrainer;
import io.mindstream.model.text.TokenizerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model tokenizer}: makes the byte-level BPE tokenizer of the nano model. */
@Command(
        name = "tokenizer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a byte-level BPE tokenizer from what the profile's sources say, and writes it as tokenizer.json.",
            "The same profile, sources and options give the same file."
        })
final class TokenizerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOptions options;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.")
    private Path out;

    @Option(
            names = "--vocab",
            paramLabel = "N",
            defaultValue = "1536",
            description = "Most entries, special tokens included (default: ${DEFAULT-VALUE}).")
    private int vocabulary;

    @Option(
            names = "--scenes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Scenes to draw in each domain of each source (default: ${DEFAULT-VALUE}).")
    private int scenes;

    @Override
    public Integer call() throws IOException {
        Profile profile = options.load();
        Catalog catalog = Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
        TokenizerFile file = new BpeTrainer(vocabulary).train(new TokenizerCorpus(catalog).lines(scenes));
        file.write(out);
        spec.commandLine()
                .getOut()
                .println(out + ": " + file.size() + " entries from "
                        + catalog.sources().size() + " sources");
        return 0;
    }
}
