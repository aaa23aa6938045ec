package dev.polyphony.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Task;
import org.junit.jupiter.api.Test;

class RepeatPartTest {
    @Test
    void editsOneTaskAndNoEdge() {
        Draft before = RepeatPart.plan(3, -1);
        Draft after = RepeatPart.plan(3, 4);
        assertThat(before.tasks()).hasSize(10);
        for (Task task : before.tasks()) {
            Task same = after.tasks().stream()
                    .filter(other -> other.id().equals(task.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(same.dependencies()).isEqualTo(task.dependencies());
            assertThat(same.equals(task)).isEqualTo(!task.id().equals("n4"));
        }
    }

    @Test
    void findsAllThatDependsOnATask() {
        Draft plan = RepeatPart.plan(1, -1);
        for (Task task : plan.tasks()) {
            var cone = RepeatPart.cone(plan, task.id());
            assertThat(cone).contains(task.id());
            for (Task other : plan.tasks()) {
                boolean follows = other.dependencies().stream().anyMatch(cone::contains);
                assertThat(cone.contains(other.id()))
                        .as("%s in the cone of %s", other.id(), task.id())
                        .isEqualTo(follows || other.id().equals(task.id()));
            }
        }
    }
}
