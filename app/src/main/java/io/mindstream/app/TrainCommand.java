package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: queue and trainer. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the curriculum queue and the trainer until Ctrl-C; goes on from the newest checkpoint in --dir.",
            "Needs a Kafka cluster: --bootstrap or --kafka-properties.",
            "Checkpoints are announced by file URI: servers elsewhere need the same path mounted."
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions options;

    @Mixin
    private UserDataOptions userData;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = {
                "Model to start from, in Hugging Face layout (default: nano with random weights).",
                "--set trainer.lora.rank=8 trains an adapter beside it instead of the model itself."
            })
    private Path base;

    @Override
    public Integer call() throws Exception {
        ClusterProperties kafka = cluster.own().orElseThrow(ClusterOptions::missing);
        return options.run((profile, data, session) -> {
            Roles roles = new Roles(profile, data, userData, session);
            roles.ensureTopics(kafka);
            roles.watch(kafka, options::say);
            roles.trainer(kafka, Optional.ofNullable(base));
            options.say("training, Kafka at " + kafka.bootstrap());
            return cluster.endpoints(kafka.bootstrap(), null);
        });
    }
}
