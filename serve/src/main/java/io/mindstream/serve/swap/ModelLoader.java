package io.mindstream.serve.swap;

import io.mindstream.serve.engine.ReplyModel;
import java.io.IOException;

/** Makes a model of a checkpoint. Called on the loader's thread, while other models answer. */
@FunctionalInterface
public interface ModelLoader {
    /**
     * @throws IOException when a file is missing or cannot be read
     * @throws RuntimeException when what is in the files is no model that can be served
     */
    ReplyModel load(Checkpoint checkpoint) throws IOException;
}
