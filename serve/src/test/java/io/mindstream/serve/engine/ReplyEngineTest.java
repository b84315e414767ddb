package io.mindstream.serve.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mindstream.serve.chat.ApiException;
import io.mindstream.serve.chat.ChatMessage;
import io.mindstream.serve.chat.ChatRequest;
import io.mindstream.serve.chat.Sampling;
import io.mindstream.serve.metrics.ServeMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplyEngineTest {
    private final ExecutorService preparers = Executors.newFixedThreadPool(2);
    private final ServedModels models = new ServedModels();
    private final ServeMeters meters = new ServeMeters(new SimpleMeterRegistry());
    private final AtomicInteger preparing = new AtomicInteger();
    private final ReplyEngine engine = new ReplyEngine(models, this::prepare, new EngineLimits(4, 10_000, 50), meters);

    @AfterEach
    void close() {
        engine.close();
        models.close();
        preparers.shutdownNow();
    }

    @Test
    void aReplyComesWholeAndNamesItsCheckpoint() {
        models.replace(new EchoModel("run/1"));
        Recorder recorder = submit("a", "one two three");

        assertThat(recorder.await()).isEqualTo(new ReplyEnd("run/1", Finish.STOP, 3, 3));
        assertThat(recorder.text).hasToString("one two three");
    }

    @Test
    void beforeTheFirstCheckpointARequestIsRefused() {
        assertThat(refused("a", "Hi").error().code()).isEqualTo("not_ready");
        assertThat(refused("a", "Hi").error().status()).isEqualTo(503);
    }

    @Test
    void anUnknownModelIsRefusedAndNamesTheCurrentOne() {
        models.replace(new EchoModel("run/1"));

        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> engine.submit("a", request("gpt-4", "Hi", List.of(), 5), new Recorder()));

        assertThat(refused.error().status()).isEqualTo(404);
        assertThat(refused.error().param()).isEqualTo("model");
        assertThat(refused.error().message()).contains("gpt-4").contains("run/1");
    }

    @Test
    void aStopStringEndsTheReplyBeforeIt() {
        models.replace(new EchoModel("run/1"));
        Recorder recorder = new Recorder();
        engine.submit("a", request("", "one two three four", List.of("o th"), 50), recorder);

        assertThat(recorder.await()).isEqualTo(new ReplyEnd("run/1", Finish.STOP, 4, 3));
        assertThat(recorder.text).hasToString("one tw");
    }

    @Test
    void tokensAreToldWithTheirTextAndNotBehindAStopString() {
        models.replace(new EchoModel("run/1"));
        Recorder whole = new Recorder();
        engine.submit("a", request("", "one two three", List.of("four"), 50, true), whole);
        Recorder stopped = new Recorder();
        engine.submit("a", request("", "one two three four", List.of("o th"), 50, true), stopped);
        Recorder before = new Recorder();
        engine.submit("a", request("", "one two three four", List.of(" three"), 50, true), before);
        Recorder unasked = new Recorder();
        engine.submit("a", request("", "one two", List.of(), 50, false), unasked);

        whole.await();
        assertThat(whole.tokens).extracting(SpokenToken::text).containsExactly("one", " two", " three");
        assertThat(whole.tokens).extracting(SpokenToken::logProbability).containsExactly(0f, -1f, -2f);
        stopped.await();
        assertThat(stopped.text).hasToString("one tw");
        assertThat(stopped.tokens).extracting(SpokenToken::text).containsExactly("one", " two");
        before.await();
        assertThat(before.tokens).extracting(SpokenToken::text).containsExactly("one", " two");
        unasked.await();
        assertThat(unasked.tokens).isEmpty();
    }

    @Test
    void lengthIsLimited() {
        models.replace(new EchoModel("run/1"));
        Recorder recorder = new Recorder();
        engine.submit("a", request("", "one two three", List.of(), 2), recorder);

        assertThat(recorder.await()).isEqualTo(new ReplyEnd("run/1", Finish.LENGTH, 3, 2));
        assertThat(recorder.text).hasToString("one two");
    }

    @Test
    void aPromptThatLeavesNoRoomIsRefused() {
        models.replace(new EchoModel("run/1"));
        String words = IntStream.range(0, 980).mapToObj(i -> "w").collect(Collectors.joining(" "));
        Recorder tooLong = new Recorder();
        engine.submit("a", request("", words, List.of(), 21), tooLong);
        Recorder fits = new Recorder();
        engine.submit("a", request("", words, List.of(), 20), fits);

        assertThatThrownBy(tooLong::await)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("max_tokens: 21 and the prompt's 980 are more than the model's length of 1000");
        assertThat(fits.await().finish()).isEqualTo(Finish.LENGTH);
    }

    @Test
    void aFullQueueRefusesAndClientsTakeTurns() {
        Semaphore steps = new Semaphore(0);
        models.replace(new EchoModel("run/1", steps));
        Recorder running = submit("a", "first");
        running.awaitStarted();
        List<Recorder> waiting = new ArrayList<>();
        for (String client : List.of("a", "a", "a", "b")) {
            waiting.add(submit(client, client + waiting.size()));
        }

        assertThat(refused("c", "one more").error().status()).isEqualTo(429);
        // A client whose prompt is not made yet loses its turn.
        preparersAreDone();
        steps.release(1000);
        waiting.forEach(Recorder::await);

        // By the engine's own time: what hangs on a future may also be run by who waits for it, and out of order.
        assertThat(waiting.stream().sorted(Comparator.comparingLong(recorder -> recorder.endedAt)))
                .extracting(recorder -> recorder.text.toString())
                .containsExactly("a0", "b3", "a1", "a2");
    }

    @Test
    void pictureBytesThatWaitAreBounded() {
        Semaphore steps = new Semaphore(0);
        models.replace(new EchoModel("run/1", steps));
        submit("a", "first").awaitStarted();
        submit("a", "x".repeat(4000));

        assertThat(refused("b", "x".repeat(4000)).error().code()).isEqualTo("queue_full");
        steps.release(1000);
    }

    @Test
    void aCancelledReplyStopsAndTheNextGoesOn() {
        Semaphore steps = new Semaphore(0);
        models.replace(new EchoModel("run/1", steps));
        Recorder running = new Recorder();
        ReplyHandle handle = engine.submit("a", request("", "one two three four", List.of(), 50), running);
        Recorder waiting = new Recorder();
        ReplyHandle waitingHandle = engine.submit("a", request("", "never", List.of(), 50), waiting);
        Recorder next = submit("a", "next");
        running.awaitStarted();
        steps.release(2);
        await().until(() -> running.text.toString().equals("one two"));

        waitingHandle.cancel();
        assertThat(waiting.await().finish()).isEqualTo(Finish.ABORT);
        handle.cancel();
        steps.release(1000);

        assertThat(running.await().finish()).isEqualTo(Finish.ABORT);
        assertThat(running.text).hasToString("one two");
        assertThat(next.await().finish()).isEqualTo(Finish.STOP);
        assertThat(waiting.text).hasToString("");
    }

    @Test
    void aModelThatFailsFailsOneRequest() {
        models.replace(new EchoModel("run/1"));
        ReplyModel broken = new EchoModel("run/2");
        broken.close();
        models.replace(broken);
        Recorder failed = submit("a", "Hi");
        assertThatThrownBy(failed::await).hasCauseInstanceOf(Recorder.Failed.class);

        models.replace(new EchoModel("run/3"));
        assertThat(submit("a", "Hi").await().model()).isEqualTo("run/3");
    }

    @Test
    void aRequestThatNamesTheCheckpointKeepsIt() {
        Semaphore steps = new Semaphore(0);
        EchoModel first = new EchoModel("run/1", steps);
        models.replace(first);
        Recorder running = submit("a", "running");
        running.awaitStarted();
        Recorder pinned = new Recorder();
        engine.submit("a", request("run/1", "pinned", List.of(), 50), pinned);
        Recorder floating = submit("a", "floating");
        EchoModel second = new EchoModel("run/2");
        models.replace(second);
        steps.release(1000);

        assertThat(running.await().model()).isEqualTo("run/1");
        assertThat(pinned.await().model()).isEqualTo("run/1");
        assertThat(floating.await().model()).isEqualTo("run/2");
        await().until(() -> first.closes() == 1);
        assertThat(second.closes()).isZero();
    }

    @Test
    void manySwapsUnderLoadDropNothing() throws Exception {
        List<EchoModel> all = new ArrayList<>();
        all.add(new EchoModel("run/0"));
        models.replace(all.get(0));
        AtomicBoolean swapping = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(3);
        List<Future<Integer>> counts = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            int client = c;
            counts.add(clients.submit(() -> {
                int replies = 0;
                while (swapping.get() || replies < 50) {
                    String text = "client " + client + " says " + replies;
                    Recorder recorder = submit(client, text);
                    ReplyEnd end = recorder.await();
                    assertThat(recorder.text).hasToString(text);
                    assertThat(end.model()).startsWith("run/");
                    assertThat(end.model()).isEqualTo(recorder.awaitStarted());
                    replies++;
                }
                return replies;
            }));
        }
        for (int i = 1; i <= 300; i++) {
            EchoModel next = new EchoModel("run/" + i);
            all.add(next);
            models.replace(next);
            Recorder recorder = submit("swapper " + i % 3, "after swap " + i);
            assertThat(recorder.await().model()).isEqualTo("run/" + i);
        }
        swapping.set(false);
        for (Future<Integer> count : counts) {
            assertThat(count.get()).isGreaterThanOrEqualTo(50);
        }
        clients.shutdown();

        await().untilAsserted(() ->
                assertThat(all.subList(0, 300)).extracting(EchoModel::closes).containsOnly(1));
        assertThat(all.get(300).closes()).isZero();
    }

    @Test
    void aDrainWaitsForRepliesUnderWayAndThenEndsThem() {
        Semaphore steps = new Semaphore(1);
        models.replace(new EchoModel("run/1", steps));
        Recorder quick = submit("a", "quick");
        quick.awaitStarted();
        engine.drain(Duration.ofSeconds(20));
        assertThat(quick.await().finish()).isEqualTo(Finish.STOP);
        assertThat(refused("a", "late").error().code()).isEqualTo("shutting_down");
    }

    @Test
    void aDrainEndsWhatDoesNotEndInTime() {
        Semaphore steps = new Semaphore(1);
        EchoModel model = new EchoModel("run/1", steps);
        models.replace(model);
        Recorder stuck = submit("a", "one two three");
        Recorder waiting = submit("a", "waiting");
        stuck.awaitStarted();
        engine.drain(Duration.ofMillis(50));

        assertThatThrownBy(stuck::await).hasMessageContaining("shutting down");
        assertThatThrownBy(waiting::await).hasMessageContaining("shutting down");
        models.close();
        assertThat(model.closes()).as("closed while in use").isZero();
        steps.release(10);
        await().until(() -> model.closes() == 1);
    }

    private void preparersAreDone() {
        await().until(() -> preparing.get() == 0);
    }

    /** On the preparers, counted until it has ended. */
    private void prepare(Runnable task) {
        preparing.incrementAndGet();
        preparers.execute(() -> {
            try {
                task.run();
            } finally {
                preparing.decrementAndGet();
            }
        });
    }

    private Recorder submit(Object client, String text) {
        Recorder recorder = new Recorder();
        engine.submit(client, request("", text, List.of(), 50), recorder);
        return recorder;
    }

    private ApiException refused(String client, String text) {
        return catchThrowableOfType(
                ApiException.class, () -> engine.submit(client, request("", text, List.of(), 50), new Recorder()));
    }

    private static ChatRequest request(String model, String text, List<String> stop, int maxTokens) {
        return request(model, text, stop, maxTokens, false);
    }

    private static ChatRequest request(String model, String text, List<String> stop, int maxTokens, boolean logprobs) {
        return new ChatRequest(
                model,
                List.of(ChatMessage.user(text)),
                OptionalInt.of(maxTokens),
                Sampling.GREEDY,
                stop,
                logprobs,
                true,
                false);
    }
}
