package dev.polyphony.bench.engine;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.time.Duration;

/** LangChain4j's AiServices: the model calls tools in a loop, those of one turn one after the other or all at once. */
final class AiServicesContender implements Contender {
    private final String name;
    private final boolean concurrent;
    private final Sleeping tools = new Sleeping();
    private final Assistant assistant;

    /** What AiServices implements. */
    interface Assistant {
        String chat(String words);
    }

    private AiServicesContender(String name, String baseUrl, boolean concurrent) {
        this.name = name;
        this.concurrent = concurrent;
        AiServices<Assistant> services =
                AiServices.builder(Assistant.class).chatModel(model(baseUrl)).tools(tools);
        this.assistant = (concurrent ? services.executeToolsConcurrently() : services).build();
    }

    /** Returns the default: tools of one turn are run one after the other. */
    static Contender sequential(String baseUrl) {
        return new AiServicesContender("aiservices", baseUrl, false);
    }

    /** Returns one that runs all tools of a turn at the same time. */
    static Contender concurrent(String baseUrl) {
        return new AiServicesContender("aiservices-concurrent", baseUrl, true);
    }

    static ChatModel model(String baseUrl) {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("none")
                .modelName("scripted")
                .timeout(Duration.ofSeconds(60))
                .maxRetries(0)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(String scenarioId) {
        return concurrent || !scenarioId.startsWith("S6");
    }

    @Override
    public void serve(Scenario scenario, String words) {
        MockModel.checkAnswer(assistant.chat(words));
    }

    @Override
    public long toolCalls() {
        return tools.calls();
    }

    @Override
    public void close() {}
}
