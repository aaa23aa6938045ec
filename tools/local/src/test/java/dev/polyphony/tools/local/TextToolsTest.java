package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.Value.Embedding;
import dev.polyphony.agent.Value.Labels;
import dev.polyphony.agent.Value.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextToolsTest {
    private static final List<Tool> TOOLS = new TextTools(new MiniLmEmbedder()).all();

    @Test
    void embedsAText() throws Exception {
        Value value = only("text.embed", call("text.embed").with("text", "a cat"));
        assertThat(((Embedding) value).values()).hasSize(384);
    }

    @Test
    void findsAParaphraseMoreAlikeThanAnotherSubject() throws Exception {
        double paraphrase = similarity("A dog runs in the park.", "A puppy is running on the grass.");
        double other = similarity("A dog runs in the park.", "The central bank raised its interest rate.");
        assertThat(paraphrase).isGreaterThan(other + 0.3);
        assertThat(similarity("same", "same")).isCloseTo(1, within(1e-4));
    }

    @Test
    void classifiesTheSentimentUnlessLabelsAreGiven() throws Exception {
        var call = call("text.classify").with("text", "I love this phone.");
        assertThat(((Labels) only("text.classify", call)).labels().get(0).label())
                .isEqualTo("positive");
        call.with("labels", "cooking, technology");
        assertThat(((Labels) only("text.classify", call)).labels().get(0).label())
                .isEqualTo("technology");
    }

    @Test
    void summarizesToSoManySentences() throws Exception {
        String text = "The tram was approved. It costs forty million euros. It opens in May. Residents fear its noise.";
        var call = call("text.summarize").with("text", text).with("sentences", "1");
        assertThat(Language.sentences(((Text) only("text.summarize", call)).text()))
                .hasSize(1);
    }

    @Test
    void answersFromTheText() throws Exception {
        var call = call("text.answer").with("question", "When does it open?").with("text", "The tram opens in May.");
        assertThat(only("text.answer", call)).isEqualTo(new Text("May"));
    }

    @Test
    void refusesBlankTextAndNamesTheInput() {
        assertThatThrownBy(() -> only("text.embed", call("text.embed").with("text", " ")))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("\"text\"", "blank", "Maybe");
    }

    private double similarity(String first, String second) throws Exception {
        var call = call("text.similarity").with("first", first).with("second", second);
        var labels = ((Labels) only("text.similarity", call)).labels();
        assertThat(labels)
                .singleElement()
                .satisfies(label -> assertThat(label.label()).isEqualTo("similarity"));
        return labels.get(0).score();
    }

    private Value only(String name, FakeCall call) throws Exception {
        return call.run(tool(name)).values().values().iterator().next().get(0);
    }

    private FakeCall call(String name) {
        return FakeCall.of(tool(name));
    }

    private Tool tool(String name) {
        return TOOLS.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
