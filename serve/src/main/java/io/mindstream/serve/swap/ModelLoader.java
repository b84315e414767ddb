package io.mindstream.serve.swap;

import io.mindstream.serve.engine.ReplyModel;
import java.io.IOException;

/** Makes a model of a checkpoint. Called on the loader's thread, while other models answer. */
@FunctionalInterface
public interface ModelLoader extends AutoCloseable {
    /**
     * @throws IOException when a file is missing or cannot be read
     * @throws RuntimeException when what is in the files is no model that can be served
     */
    ReplyModel load(Checkpoint checkpoint) throws IOException;

    /** Lets go of what it keeps for checkpoints to come. Models that it made stay as they are. */
    @Override
    default void close() {}
}
