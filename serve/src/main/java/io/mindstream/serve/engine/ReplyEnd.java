package io.mindstream.serve.engine;

/**
 * How a reply ended.
 *
 * @param model checkpoint that made it; empty when it was aborted before it began
 * @param promptTokens pictures included
 * @param completionTokens computed
 */
public record ReplyEnd(String model, Finish finish, int promptTokens, int completionTokens) {}
