package dev.polyphony.planners.search.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.PlanRequest;
import dev.polyphony.planners.search.SearchPlanner;
import dev.polyphony.planners.search.fixture.MiniLm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Public planning data, which lies outside the sources: {@code -Dpolyphony.planning.data=FOLDER} runs these,
 * {@code -Dpolyphony.planning.most=N} takes N requests of each set, evenly.
 */
@EnabledIfSystemProperty(named = "polyphony.planning.data", matches = ".+")
class PublicDataTest {
    private static final SearchPlanner PLANNER = SearchPlanner.of(MiniLm.shared());
    private static final Path DATA = Path.of(System.getProperty("polyphony.planning.data", "."));
    private static final int MOST = Integer.getInteger("polyphony.planning.most", 100);

    @Test
    void plansTheAgentsTasks() {
        Tally tally = run(HfAgents.catalogue(), HfAgents.samples(DATA.resolve("hf_agents/evaluation_tasks.json")));

        assertThat(tally.exactShare()).as("%s", tally).isGreaterThanOrEqualTo(90);
    }

    @Test
    void plansUntypedCatalogues() {
        Tally ultratool = run("gnn4taskplan/ultratool", "data.json");
        Tally tmdb = run("gnn4taskplan/tmdb", "data.json");

        assertThat(ultratool.validShare()).as("%s", ultratool).isGreaterThanOrEqualTo(90);
        assertThat(tmdb.nodeF1()).as("%s", tmdb).isPositive();
    }

    @Test
    void plansTypedCatalogues() {
        for (String set : List.of("huggingface", "multimedia", "dailylifeapis")) {
            Tally tally = run("taskbench/data_" + set, "user_requests.json");

            assertThat(tally.validShare()).as("%s %s", set, tally).isGreaterThanOrEqualTo(90);
        }
    }

    private static Tally run(String folder, String requests) {
        return run(
                Catalogue.read(DATA.resolve(folder).resolve("tool_desc.json")),
                Samples.read(DATA.resolve(folder).resolve(requests)));
    }

    private static Tally run(Catalogue catalogue, List<Sample> samples) {
        Tally tally = new Tally();
        int stride = Math.max(1, samples.size() / MOST);
        for (int i = 0; i < samples.size(); i += stride) {
            Sample sample = samples.get(i);
            long start = System.nanoTime();
            var draft = PLANNER.plan(PlanRequest.of(sample.request(), sample.attachments(), catalogue.toolbox()));
            tally.add(sample, catalogue, draft, (System.nanoTime() - start) / 1e6);
        }
        return tally;
    }
}
