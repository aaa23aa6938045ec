package dev.polyphony.planners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DirectFusionTest {
    private static final Artifact ANSWER = DirectPlannerTest.artifact('a', Modality.TEXT);
    private static final Artifact CIRCLE = DirectPlannerTest.artifact('1', Modality.IMAGE);
    private static final Artifact NOTE = DirectPlannerTest.artifact('2', Modality.AUDIO);

    private static final Fusion OTHERS = new Fusion() {
        @Override
        public String name() {
            return "others";
        }

        @Override
        public void fuse(FusionRequest request, Consumer<String> pieces) {
            pieces.accept("by others");
        }
    };

    private static String fused(String tool, Outcome outcome, String answer) {
        FusionRequest request = new FusionRequest(
                "x",
                List.of(),
                Plan.restored(Draft.of(List.of(Task.of("t", tool, Map.of())))),
                Map.of("t", outcome),
                Toolbox.of(Models.model()),
                artifact -> new Value.Text(answer));
        StringBuilder all = new StringBuilder();
        new DirectFusion(Models.TOOL, OTHERS).fuse(request, all::append);
        return all.toString();
    }

    private static Outcome made() {
        return new Outcome.Success(Map.of("answer", List.of(ANSWER), "image", List.of(CIRCLE), "audio", List.of(NOTE)));
    }

    @Test
    void putsWhatWasMadeInItsPlace() {
        assertThat(fused(
                        Models.TOOL,
                        made(),
                        "here is a circle .\n\n[image 1]\n\nand here is the note a .\n\n[audio 1]"))
                .isEqualTo(
                        "here is a circle .\n\n![here is a circle](artifact:%s)\n\nand here is the note a .\n\n![and here is the note a](artifact:%s)"
                                .formatted(CIRCLE.id(), NOTE.id()));
    }

    @Test
    void leavesMarksThatStandForNothing() {
        assertThat(fused(Models.TOOL, made(), "[image 2] and [audio 1]!"))
                .isEqualTo("[image 2] and ![image 2 and](artifact:%s)!".formatted(NOTE.id()));
    }

    @Test
    void leavesOtherPlansAndFailuresToOthers() {
        assertThat(fused("text.echo", made(), "x")).isEqualTo("by others");
        assertThat(fused(Models.TOOL, new Outcome.Failure(new Problem("tool_failed", "no", false)), "x"))
                .isEqualTo("by others");
    }
}
