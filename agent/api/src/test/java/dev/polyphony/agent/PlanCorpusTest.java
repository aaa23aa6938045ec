package dev.polyphony.agent;

import static dev.polyphony.agent.Fixtures.PHOTO;
import static dev.polyphony.agent.Fixtures.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random and oversized drafts: what the check lets through can be run, and nothing makes it stumble. */
class PlanCorpusTest {
    private static final PlanLimits WIDE = new PlanLimits(20_000, 20_000, 20_000, 65_536);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void letsOnlyPlansThroughThatCanBeRun(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Draft draft = randomDraft(random);
            Checked checked = PlanCheck.check(draft, TOOLS, List.of(PHOTO), WIDE);
            if (checked.plan() == null) {
                assertThat(checked.errors()).as("seed %d draft %d", seed, i).isNotEmpty();
            } else {
                assertRunnable(checked.plan(), "seed %d draft %d".formatted(seed, i));
            }
        }
    }

    private static void assertRunnable(Plan plan, String where) {
        Set<String> before = new HashSet<>();
        for (Task task : plan.tasks()) {
            assertThat(before).as(where).containsAll(task.dependencies());
            Signature signature = TOOLS.find(task.tool()).orElseThrow().signature();
            for (Port port : signature.inputs()) {
                assertThat(!port.isRequired() || task.inputs().containsKey(port.name()))
                        .as(where)
                        .isTrue();
            }
            assertThat(before.add(task.id())).as(where).isTrue();
        }
    }

    private static Draft randomDraft(Random random) {
        int size = 1 + random.nextInt(8);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String id = "t" + (random.nextInt(20) == 0 ? 0 : i);
            String source = "t" + random.nextInt(size + (random.nextInt(10) == 0 ? 1 : 0));
            tasks.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Task.of(id, "image.read", Map.of("picture", Input.Made.by(source, "text")));
                        case 1 -> Task.of(id, random.nextBoolean() ? "text.join" : "no.tool", Map.of());
                        case 2, 3 -> Fixtures.join(id, source);
                        case 4 -> Fixtures.speak(id, source);
                        default -> Fixtures.read(id);
                    });
        }
        return Draft.of(tasks);
    }

    @Test
    void ordersAChainOfTenThousandTasksWithoutRecursion() {
        List<Task> tasks = new ArrayList<>(List.of(Fixtures.read("t0")));
        for (int i = 1; i < 10_000; i++) {
            tasks.add(Fixtures.join("t" + i, "t" + (i - 1)));
        }
        Plan plan =
                PlanCheck.check(Draft.of(tasks), TOOLS, List.of(PHOTO), WIDE).orThrow();
        assertThat(plan.tasks()).hasSize(10_000);
    }

    @Test
    void refusesMoreTasksThanAllowedBeforeLookingAtThem() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tasks.add(Fixtures.join("t" + i, "t" + (i + 1) % 10_000));
        }
        Checked checked = PlanCheck.check(Draft.of(tasks), TOOLS, List.of(PHOTO), PlanLimits.DEFAULT);
        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.Code.LIMIT);
            assertThat(finding.message()).contains("10000 tasks, at most 64", "Maybe");
        });
    }

    @Test
    void shortensHugeNamesInItsMessages() {
        Draft draft = Draft.of(List.of(Task.of("x".repeat(1_000_000), "y".repeat(1_000_000), Map.of())));
        Checked checked = PlanCheck.check(draft, TOOLS, List.of(), WIDE);
        assertThat(checked.findings())
                .allSatisfy(finding -> assertThat(finding.message()).hasSizeLessThan(400));
    }
}
