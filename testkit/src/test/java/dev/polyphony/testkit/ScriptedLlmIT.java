package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scripted server as a real client sees it. */
class ScriptedLlmIT {
    private final ScriptedLlm llm = ScriptedLlm.start();

    @AfterEach
    void stop() {
        llm.close();
    }

    private OpenAiChatModel model() {
        return OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl())
                .modelName("m")
                .apiKey("k")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    /** Collects a stream: the pieces, and the end or the error. */
    private static final class Collected implements StreamingChatResponseHandler {
        final List<String> pieces = new ArrayList<>();
        final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }

        ChatResponse await() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }
    }

    private Collected stream(String words) {
        Collected collected = new Collected();
        OpenAiStreamingChatModel.builder()
                .baseUrl(llm.baseUrl())
                .modelName("m")
                .apiKey("k")
                .timeout(Duration.ofSeconds(10))
                .build()
                .chat(words, collected);
        return collected;
    }

    @Test
    void forgetsAllButTheLastRequestsIfToldSo() {
        llm.keeping(1).otherwise(Reply.text("yes"));
        model().chat("first");
        model().chat("second");
        assertThat(llm.asked()).singleElement().satisfies(ask -> {
            assertThat(ask.user()).isEqualTo("second");
            assertThat(ask.number()).isEqualTo(2);
        });
    }

    @Test
    void answersAClientInOnePiece() {
        llm.otherwise(Reply.text("Grüße, 🐈 Katze!"));
        ChatResponse response = model().chat(SystemMessage.from("Be kind."), UserMessage.from("Hello"));
        assertThat(response.aiMessage().text()).isEqualTo("Grüße, 🐈 Katze!");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(4);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(4);
        assertThat(llm.lastAsked().system()).isEqualTo("Be kind.");
        assertThat(llm.lastAsked().user()).isEqualTo("Hello");
        assertThat(llm.lastAsked().headers()).containsEntry("authorization", "Bearer k");
    }

    @Test
    void answersAClientPieceByPiece() throws Exception {
        llm.otherwise(Reply.text("A cat on a mat, 🐈 indeed.").at(2000));
        Collected answer = stream("What is it?");
        assertThat(answer.await().aiMessage().text()).isEqualTo("A cat on a mat, 🐈 indeed.");
        assertThat(String.join("", answer.pieces)).isEqualTo("A cat on a mat, 🐈 indeed.");
        assertThat(answer.pieces).hasSizeGreaterThan(4);
        assertThat(answer.await().tokenUsage().outputTokenCount()).isEqualTo(7);
        assertThat(llm.lastAsked().stream()).isTrue();
    }

    @Test
    void callsFunctionsInBothForms() throws Exception {
        llm.otherwise(Reply.calls(
                new ChatReply.Call("draw", "{\"what\":\"a horse\"}"),
                new ChatReply.Call("speak", "{\"text\":\"ho\"}")));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("Draw and speak"))
                .toolSpecifications(ToolSpecification.builder().name("draw").build())
                .build();
        assertThat(model().chat(request).aiMessage().toolExecutionRequests())
                .extracting(call -> call.name() + call.arguments())
                .containsExactly("draw{\"what\":\"a horse\"}", "speak{\"text\":\"ho\"}");
        assertThat(llm.lastAsked().tools()).containsExactly("draw");
        assertThat(stream("Draw").await().aiMessage().toolExecutionRequests())
                .extracting(call -> call.name() + call.arguments())
                .containsExactly("draw{\"what\":\"a horse\"}", "speak{\"text\":\"ho\"}");
    }

    @Test
    void picksRepliesByQueueThenRuleThenDefault() {
        llm.next(Reply.text("first"))
                .when(ask -> ask.user().contains("horse"))
                .reply(ask -> Reply.text("rule " + ask.number()))
                .otherwise(Reply.text("else"));
        assertThat(model().chat("horse")).isEqualTo("first");
        assertThat(model().chat("horse")).isEqualTo("rule 2");
        assertThat(model().chat("cow")).isEqualTo("else");
        assertThat(llm.counts()).isEqualTo(new LlmCounts(3, 3, 0, 0));
    }

    @Test
    void saysSoWhereNothingIsScripted() {
        assertThatThrownBy(() -> model().chat("hello")).hasMessageContaining("no reply is scripted");
        assertThat(llm.counts().unscripted()).isEqualTo(1);
    }

    @Test
    void notesTheSchemaAndRefusesItIfTold() {
        llm.otherwise(Reply.text("{}"));
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("plan")
                        .rootElement(JsonObjectSchema.builder()
                                .addStringProperty("a")
                                .build())
                        .build())
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("x"))
                .responseFormat(format)
                .build();
        model().chat(request);
        assertThat(llm.lastAsked().wantsSchema()).isTrue();
        assertThat(llm.lastAsked().responseFormat()).contains("\"name\":\"plan\"");
        llm.refusesSchemas();
        assertThatThrownBy(() -> model().chat(request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("response_format");
    }

    @Test
    void refusesKeysModelsAndTooManyRequests() {
        llm.otherwise(Reply.rateLimited("7")).requiresKey("k").serves("m");
        assertThatThrownBy(() -> model().chat("x")).isInstanceOf(RateLimitException.class);
        llm.serves("other");
        assertThatThrownBy(() -> model().chat("x")).isInstanceOf(ModelNotFoundException.class);
        llm.requiresKey("another");
        assertThatThrownBy(() -> model().chat("x")).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void truncatesAndCutsAndFails() {
        llm.next(
                Reply.text("a long answer").truncatedAfter(1),
                Reply.text("a long answer").cutAfter(1),
                Reply.hangUp(),
                Reply.html());
        assertThatThrownBy(() -> model().chat("half a JSON")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> model().chat("connection closed")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> model().chat("no answer")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> model().chat("HTML")).isInstanceOf(RuntimeException.class);
        assertThat(llm.counts()).isEqualTo(new LlmCounts(4, 4, 0, 0));
    }

    @Test
    void failsInTheMiddleOfAStream() throws Exception {
        llm.next(
                Reply.text("a long answer").cutAfter(2),
                Reply.text("a long answer").failingAfter(1),
                Reply.text("a long answer").truncatedAfter(2));
        assertThatThrownBy(() -> stream("cut").await()).isInstanceOf(ExecutionException.class);
        // this client takes an error event and a missing end for the end; one that minds has to look itself
        assertThat(stream("error").await().aiMessage().text()).isEqualTo("a lo");
        assertThat(stream("truncated").await().aiMessage().text()).isEqualTo("a long a");
    }

    @Test
    void noticesThatTheClientHasGone() throws Exception {
        llm.next(Reply.text("late").after(Duration.ofMinutes(5)), Reply.never());
        OpenAiChatModel impatient = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl())
                .modelName("m")
                .maxRetries(0)
                .timeout(Duration.ofMillis(100))
                .build();
        assertThatThrownBy(() -> impatient.chat("x")).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> impatient.chat("x")).isInstanceOf(TimeoutException.class);
        llm.await(counts -> counts.cancelled() == 2);
    }

    @Test
    void dripsByteByByte() throws Exception {
        llm.next(Reply.text("slow").dripping(Duration.ofNanos(20_000)));
        assertThat(model().chat("x")).isEqualTo("slow");
    }

    @Test
    void goesOnUntilTheClientHasHadEnough() throws Exception {
        llm.next(Reply.endless("and so on "));
        StreamingChatResponseHandler leaver = new StreamingChatResponseHandler() {
            private int seen;

            @Override
            public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                if (++seen == 1000) {
                    context.streamingHandle().cancel();
                }
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {}

            @Override
            public void onError(Throwable error) {}
        };
        OpenAiStreamingChatModel.builder()
                .baseUrl(llm.baseUrl())
                .modelName("m")
                .build()
                .chat("x", leaver);
        llm.await(counts -> counts.cancelled() == 1);
    }

    @Test
    void refusesConnectionsOnceItIsClosed() {
        llm.close();
        assertThatThrownBy(() -> model().chat("x")).hasStackTraceContaining("ConnectException");
        assertThat(ScriptedLlm.nowhere()).startsWith("http://127.0.0.1:").endsWith("/v1");
    }
}
