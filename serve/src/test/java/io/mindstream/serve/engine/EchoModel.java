package io.mindstream.serve.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.serve.chat.ChatMessage;
import io.mindstream.serve.chat.Sampling;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that says the last message's words, one a token. It fails when it is used after it was closed, or by two threads at once. */
public final class EchoModel implements ReplyModel {
    private final String name;
    private final Semaphore steps;
    private final AtomicInteger users = new AtomicInteger();
    private volatile int closes;

    public EchoModel(String name) {
        this(name, new Semaphore(Integer.MAX_VALUE));
    }

    /** @param steps a token takes one */
    public EchoModel(String name, Semaphore steps) {
        this.name = name;
        this.steps = steps;
    }

    public int closes() {
        return closes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long step() {
        return 0;
    }

    @Override
    public int maxLength() {
        return 1000;
    }

    @Override
    public Prompt prepare(List<ChatMessage> messages) {
        requireOpen();
        String[] words = messages.get(messages.size() - 1).text().split(" ");
        return new Prompt() {
            @Override
            public int tokens() {
                return words.length;
            }

            @Override
            public Finish reply(Sampling sampling, int maxTokens, Pieces pieces) {
                assertThat(users.incrementAndGet()).isEqualTo(1);
                try {
                    for (int i = 0; i < words.length; i++) {
                        requireOpen();
                        steps.acquireUninterruptibly();
                        if (i == maxTokens) {
                            return Finish.LENGTH;
                        }
                        String word = i == 0 ? words[i] : " " + words[i];
                        if (!pieces.more(word, List.of(new SpokenToken(word, word.getBytes(UTF_8), -i)))) {
                            return Finish.ABORT;
                        }
                    }
                    requireOpen();
                    return Finish.STOP;
                } finally {
                    users.decrementAndGet();
                }
            }
        };
    }

    private void requireOpen() {
        if (closes > 0) {
            throw new IllegalStateException(name + " is used after it was closed");
        }
    }

    @Override
    public void check() {
        requireOpen();
    }

    @Override
    public synchronized void close() {
        closes++;
    }
}
