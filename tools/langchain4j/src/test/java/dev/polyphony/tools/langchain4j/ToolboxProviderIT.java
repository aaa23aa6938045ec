package dev.polyphony.tools.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.ChatReply;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code AiService} of LangChain4j, its model scripted behind the OpenAI protocol, calls the tools of an agent. */
class ToolboxProviderIT {
    private static final Pattern ID = Pattern.compile("artifact:([0-9a-f]{64}) \\(image/png\\)");

    interface Assistant {
        String chat(String request);
    }

    @TempDir
    Path home;

    private final ScriptedLlm llm = ScriptedLlm.start();
    private Polyphony agent;
    private Assistant assistant;

    @BeforeEach
    void assemble() {
        Tool turn = Tool.named("image.turn")
                .does("Turns a picture by 90 degrees.")
                .takes("picture", Modality.IMAGE)
                .takes(Port.choice("way", "left", "right"))
                .gives(Modality.IMAGE, call -> {
                    BufferedImage given = Pictures.read(call.image("picture"));
                    return Pictures.png(new BufferedImage(given.getHeight(), given.getWidth(), given.getType()));
                });
        agent = Polyphony.builder()
                .home(home)
                .tools(turn)
                .tools(LocalTools.available())
                .build();
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl())
                .apiKey("none")
                .modelName("scripted")
                .maxRetries(0)
                .build();
        // tag::provider[]
        assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .toolProvider(ToolboxProvider.of(agent.toolbox(), agent.artifacts()))
                .build();
        // end::provider[]
    }

    @AfterEach
    void close() {
        agent.close();
        llm.close();
    }

    private Artifact picture() throws IOException {
        return agent.attach(Attachment.of(
                Pictures.png(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB))
                        .bytes(),
                "wide.png"));
    }

    private static ChatReply.Call call(String tool, String arguments) {
        return new ChatReply.Call(tool, arguments);
    }

    @Test
    void aModelTurnsAPictureAndReadsOfItsResult() throws IOException {
        Artifact picture = picture();
        llm.next(
                Reply.calls(
                        call("image_turn", "{\"picture\":\"artifact:%s\",\"way\":\"right\"}".formatted(picture.id()))),
                Reply.text("Here it is."));

        assertThat(assistant.chat("Turn artifact:" + picture.id())).isEqualTo("Here it is.");

        ChatAsk second = llm.lastAsked();
        assertThat(second.toolResults()).isEqualTo(1);
        Matcher id = ID.matcher(second.toString());
        String last = "";
        while (id.find()) {
            last = id.group(1);
        }
        assertThat(agent.artifacts().find(last)).hasValueSatisfying(turned -> {
            assertThat(turned.measures().width()).isEqualTo(20);
            assertThat(turned.measures().height()).isEqualTo(40);
        });
    }

    @Test
    void theLocalToolsAreCalledAsWell() {
        llm.next(
                Reply.calls(
                        call(
                                "text_summarize",
                                "{\"text\":\"Horses run on the beach. The weather is fine. Horses like the beach.\",\"sentences\":1}")),
                Reply.text("Done."));

        assertThat(assistant.chat("Summarise it")).isEqualTo("Done.");

        assertThat(llm.lastAsked().toString()).containsPattern("Horses (run on|like) the beach\\.");
    }

    @Test
    void structuredResultsAreWordsAndArtifacts() {
        llm.next(
                Reply.calls(call("text_classify", "{\"text\":\"What a lovely, wonderful day!\"}")),
                Reply.text("Nice."));

        assertThat(assistant.chat("How does it sound?")).isEqualTo("Nice.");

        assertThat(llm.lastAsked().toString())
                .containsPattern("artifact:[0-9a-f]{64}")
                .contains("positive");
    }

    @Test
    void theModelIsToldWhatItDidWrong() {
        llm.next(
                Reply.calls(call("image_turn", "{\"picture\":\"artifact:nothing\"}")),
                Reply.calls(call("image_turn", "{}")),
                Reply.calls(call("text_summarize", "{\"text\":\"Some words.\",\"sentences\":0}")),
                Reply.text("I give up."));

        assertThat(assistant.chat("Turn it")).isEqualTo("I give up.");

        assertThat(llm.lastAsked().toString())
                .contains("is no artifact", "lacks its input", "must be a number in [1, 50]", "Maybe");
    }
}
