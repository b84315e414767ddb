package io.mindstream.app;

import io.mindstream.bus.broker.EmbeddedBroker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code broker}: the embedded broker alone, for roles in processes of their own. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the embedded Kafka broker alone until Ctrl-C, for stream, train and serve in processes of their own:",
            "  ./mindstream broker --dir d/broker --set bus.port=9092",
            "  ./mindstream stream --dir d/stream-1 --bootstrap 127.0.0.1:9092"
        })
final class BrokerCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run((profile, data, session) -> {
            EmbeddedBroker broker = new Roles(profile, data, new UserDataOptions(), session).broker();
            options.say("embedded Kafka broker on " + broker.bootstrap());
            return RoleOptions.endpoints(broker.bootstrap(), null);
        });
    }
}
