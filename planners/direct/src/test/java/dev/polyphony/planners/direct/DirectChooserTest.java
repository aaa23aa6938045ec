package dev.polyphony.planners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ModeChooser;
import dev.polyphony.agent.ModeChooser.Choice;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Turn;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectChooserTest {
    private static final Turn BY_MODEL = new Turn("draw", "here", List.of(), List.of(Models.TOOL));
    private static final Turn BY_TOOLS = new Turn("read", "here", List.of(), List.of("image.read"));

    private static Choice choose(String text, List<Artifact> attachments, Draft tools, Turn... history) {
        Planner planner = new Planner() {
            @Override
            public String name() {
                return "tools";
            }

            @Override
            public Draft plan(PlanRequest request) {
                return tools;
            }
        };
        return new DirectChooser(
                        Models.model(),
                        words -> Stream.of(words.split(" "))
                                .filter(word -> word.startsWith("x"))
                                .toList(),
                        planner)
                .choose(new PlanRequest(text, attachments, Toolbox.of(), List.of(history), null, List.of()));
    }

    private static final Draft NOTHING = Draft.answering("nothing fits");
    private static final Draft PLAN = Draft.of(List.of(Task.of("t", "image.read", Map.of())));

    @Test
    void takesToolsForWhatTheModelCannotReadOrUnderstand() {
        assertThat(choose("sum up", List.of(DirectPlannerTest.artifact('1', Modality.TEXT)), NOTHING))
                .isEqualTo(new Choice(false, "the any-to-any model does not read text"));
        assertThat(choose("draw xylophones and xebecs", List.of(), NOTHING, BY_MODEL))
                .isEqualTo(new Choice(false, "the any-to-any model does not know \"xylophones\", \"xebecs\""));
    }

    @Test
    void goesOnWithTheModelsAnswerAndOnlyWithItsOwn() {
        assertThat(choose("make it blue", List.of(), PLAN, BY_TOOLS, BY_MODEL).endToEnd())
                .isTrue();
        assertThat(choose("make it blue", List.of(), PLAN, BY_MODEL, BY_TOOLS).endToEnd())
                .isFalse();
    }

    @Test
    void takesToolsIfTheyDoAllThatIsAsked() {
        Choice tools = choose("read it", List.of(), PLAN);
        assertThat(tools.endToEnd()).isFalse();
        assertThat(tools.reason()).isEqualTo("they do all that is asked");
        assertThat(tools.planned()).extracting(ModeChooser.Planned::draft).isSameAs(PLAN);
        assertThat(choose("draw a circle", List.of(), NOTHING))
                .returns(true, Choice::endToEnd)
                .returns(null, Choice::planned);
        Draft half = new Draft(PLAN.tasks(), List.of(), "and no tool draws");
        assertThat(choose("read it and draw a circle", List.of(), half).endToEnd())
                .isTrue();
    }
}
