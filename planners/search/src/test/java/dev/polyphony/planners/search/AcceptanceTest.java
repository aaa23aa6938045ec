package dev.polyphony.planners.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.search.fixture.Case;
import dev.polyphony.planners.search.fixture.MiniLm;
import dev.polyphony.planners.search.fixture.ProductTools;
import dev.polyphony.planners.search.fixture.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptanceTest {
    private static final Toolbox TOOLBOX = ProductTools.toolbox();
    private static final SearchPlanner PLANNER = SearchPlanner.of(MiniLm.shared());

    static List<Case> rows() {
        return Case.read("/requests/rows.txt");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void plansWhatTheTableDemands(Case row) {
        Draft draft = PLANNER.plan(row.planRequest(TOOLBOX));

        Verdict verdict = Verdict.of(row, draft, TOOLBOX);

        assertThat(verdict.right())
                .as("%s%nwant %s%ngot  %s", row, row.right(), verdict.got())
                .isTrue();
    }

    @Test
    void plansNearlyAllOtherPhrasings() {
        assertThat(share("tuned")).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void plansMostPhrasingsThatWereHeldOut() {
        assertThat(share("held-out")).isGreaterThanOrEqualTo(0.6);
    }

    private static double share(String set) {
        List<Case> cases = Case.read("/requests/" + set + ".txt");
        List<String> wrong = new ArrayList<>();
        for (Case each : cases) {
            if (!Verdict.of(each, PLANNER.plan(each.planRequest(TOOLBOX)), TOOLBOX)
                    .right()) {
                wrong.add(each.toString());
            }
        }
        System.out.printf("%s: %d of %d right%n", set, cases.size() - wrong.size(), cases.size());
        return 1 - (double) wrong.size() / cases.size();
    }
}
