package dev.polyphony;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.EMBEDDING;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedToolsTest {
    private static Tool tool(String name, Modality takes, Modality gives, String endpoint) {
        return Tool.named(name)
                .does("Does it.")
                .takes("in", takes)
                .pure()
                .servedBy(endpoint)
                .gives(gives, call -> "");
    }

    private static List<String> bindings(Tool tool) {
        return tool.bindings().stream().map(Binding::id).toList();
    }

    @Test
    void givesAToolOfTwoSourcesTheBindingsOfBoth() {
        List<Tool> all = JoinedTools.of(List.of(
                List.of(tool("text.say", TEXT, AUDIO, "here")),
                List.of(tool("text.say", TEXT, AUDIO, "there"), tool("text.other", TEXT, TEXT, "there"))));

        assertThat(all).extracting(Tool::name).containsExactly("text.say", "text.other");
        assertThat(bindings(all.get(0))).containsExactly("here", "there");
    }

    @Test
    void keepsTheFirstOfTwoToolsWithOtherPorts() {
        List<Tool> all = JoinedTools.of(List.of(
                List.of(tool("text.say", TEXT, AUDIO, "here")), List.of(tool("text.say", AUDIO, AUDIO, "there"))));

        assertThat(bindings(all.get(0))).containsExactly("here");
    }

    @Test
    void neverMixesTheSpacesOfTwoEmbeddingModels() {
        List<Tool> all = JoinedTools.of(List.of(
                List.of(tool("text.embed", TEXT, EMBEDDING, "here")),
                List.of(tool("text.embed", TEXT, EMBEDDING, "there"))));

        assertThat(bindings(all.get(0))).containsExactly("here");
    }
}
