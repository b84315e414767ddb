package io.mindstream.bus.client;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.BusSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real broker for all integration tests of this JVM; each test takes topics under a prefix of its own. */
public final class SharedBroker implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ClusterProperties.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
        ClusterProperties cluster = running.broker.cluster();
        String prefix = context.getRequiredTestMethod().getName() + ".";
        return new ClusterProperties(cluster.client(), prefix, (short) 1, false);
    }

    private record Running(EmbeddedBroker broker, Path directory) implements AutoCloseable {
        static Running start() {
            try {
                Path directory = Files.createTempDirectory("mindstream-broker");
                return new Running(EmbeddedBroker.start(directory, new BusSettings(2, 0, 16, 1, 16)), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
