package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector.Choice;
import dev.polyphony.agent.BindingSelector.Observation;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThompsonSelectorTest {
    private static Binding binding(String id) {
        return new Binding(id, false, null, call -> Outputs.of("text", new Value.Text(id)));
    }

    private static final Tool TOOL = Tool.named("say.it")
            .does("Says it.")
            .servedBy("a")
            .alsoServedBy(binding("b"))
            .alsoServedBy(binding("c").costing(1))
            .gives(TEXT, call -> "a");

    private static void observe(ThompsonSelector selector, String binding, int times, double seconds, boolean success) {
        for (int i = 0; i < times; i++) {
            selector.observed(new Observation("say.it", binding, Duration.ofNanos((long) (seconds * 1e9)), success));
        }
    }

    private static String first(ThompsonSelector selector) {
        return selector.rank(TOOL).get(0).binding().id();
    }

    @Test
    void keepsTheOrderOfDeclarationWhileNothingIsKnown() {
        assertThat(new ThompsonSelector(7, 0.5).rank(TOOL))
                .extracting(choice -> choice.binding().id())
                .containsExactly("a", "b", "c");
    }

    @Test
    void prefersTheFasterOfTwoThatWork() {
        ThompsonSelector selector = new ThompsonSelector(1, 0);
        observe(selector, "a", 20, 2.0, true);
        observe(selector, "b", 20, 0.5, true);
        assertThat(first(selector)).isEqualTo("b");
        assertThat(selector.rank(TOOL).get(0).reason()).contains("best expected among 3", "0.50 s", "20 calls");
    }

    @Test
    void prefersTheOneThatWorksToAFasterOneThatFails() {
        ThompsonSelector selector = new ThompsonSelector(1, 0);
        observe(selector, "a", 20, 0.1, false);
        observe(selector, "a", 2, 0.1, true);
        observe(selector, "b", 20, 0.5, true);
        assertThat(first(selector)).isEqualTo("b");
    }

    @Test
    void aDearBindingMustBeMuchBetter() {
        ThompsonSelector selector = new ThompsonSelector(1, 0);
        observe(selector, "a", 20, 2, true);
        observe(selector, "b", 20, 2, true);
        observe(selector, "c", 20, 0.5, true);
        assertThat(first(selector)).isNotEqualTo("c");
    }

    @Test
    void exploresNoMoreThanItsShareAndRepeatsWithItsSeed() {
        List<String> once = choices(42);
        assertThat(choices(42)).isEqualTo(once);
        assertThat(once.stream().filter(id -> !id.equals("a")).count()).isBetween(1L, 60L);
    }

    private static List<String> choices(long seed) {
        ThompsonSelector selector = new ThompsonSelector(seed, 0.05);
        observe(selector, "a", 30, 0.5, true);
        return IntStream.range(0, 1_000).mapToObj(i -> first(selector)).toList();
    }

    @Test
    void forgetsOldTimesWhenABindingBecomesSlow() {
        ThompsonSelector selector = new ThompsonSelector(1, 0);
        observe(selector, "a", 200, 0.2, true);
        observe(selector, "b", 50, 1.0, true);
        assertThat(first(selector)).isEqualTo("a");
        observe(selector, "a", 150, 5.0, true);
        assertThat(first(selector)).isEqualTo("b");
    }

    @Test
    void triesBindingsThatNobodyHasCalledYetHoweverFastTheOthersAre() {
        ThompsonSelector selector = new ThompsonSelector(3, 0.05);
        observe(selector, "a", 30, 0.01, true);
        assertThat(IntStream.range(0, 400).mapToObj(i -> first(selector))).contains("b");
    }

    @Test
    void findsOutThatABindingThatIsNotCalledHasBecomeBetter() {
        ThompsonSelector selector = new ThompsonSelector(5, 0.05);
        observe(selector, "a", 100, 0.04, true);
        observe(selector, "b", 100, 0.06, true);
        int found = 0;
        while (!first(selector).equals("b") && found < 1_000) {
            observe(selector, "a", 1, 0.04, true);
            found++;
        }
        assertThat(found).as("calls until it was tried again").isBetween(20, 999);
        observe(selector, "b", 60, 0.015, true);
        assertThat(IntStream.range(0, 100)
                        .filter(i -> first(selector).equals("b"))
                        .count())
                .isGreaterThan(90);
    }

    @Test
    void saysThatThereIsOnlyOne() {
        Tool single = Tool.named("x.y").does("Does.").gives(TEXT, call -> "");
        assertThat(new ThompsonSelector(1, 1).rank(single))
                .extracting(Choice::reason)
                .containsExactly("the only binding");
    }
}
