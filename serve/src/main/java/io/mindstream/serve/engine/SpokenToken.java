package io.mindstream.serve.engine;

/**
 * One token of a reply.
 *
 * @param text whole characters that it completes: none where it ends inside of one, and then the next that completes it has it all
 * @param bytes its own part of the reply's UTF-8, none for a special token; nobody writes to it
 * @param logProbability under the model itself, in nats: at temperature 1, without penalty and of all tokens, however it was sampled
 */
public record SpokenToken(String text, byte[] bytes, float logProbability) {}
