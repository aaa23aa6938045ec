package dev.polyphony.planners.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Traits;
import dev.polyphony.planners.search.chain.ToolGraph;
import dev.polyphony.planners.search.fixture.MiniLm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Catalogues of APIs, in which all ports are text and types tell nothing. */
class CallsTest {
    private static final Toolbox BOOKS = Toolbox.of(
            tool("SearchAuthor", "Search and find authors."),
            tool("SearchBook", "Search and find books."),
            tool("GetAuthorDetail", "Retrieve details of an author using its ID."),
            tool("GetAuthorPhoto", "Fetch the photos of an author using its ID."),
            tool("GetAuthorBooks", "Retrieve the books that are written by an author using its ID."),
            tool("GetBookDetail", "Retrieve details of a book using its ID."),
            tool("GetBookReview", "Retrieve the reviews of a book using its ID."),
            tool("GetBestSellers", "Obtain a list of the books that sell best."));
    private static final Toolbox HOUSE = Toolbox.of(
            tool("alarm_set", "Set a new alarm"),
            tool("alarm_cancel", "Cancel an alarm that was set before"),
            tool("laundry_booking", "Book a laundry service"),
            tool("laundry_status_query", "Query the status of a laundry booking"),
            tool("weather_query", "Get the weather forecast for a place and a date"));
    private static final SearchPlanner PLANNER = SearchPlanner.of(MiniLm.shared());

    @Test
    void looksUpTheIdOfWhatIsNamed() {
        Draft draft = plan(BOOKS, "Give me some reviews of the book \"Dune\"");

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("SearchBook", "GetBookReview");
        assertThat(draft.tasks().get(0).inputs()).containsEntry("input", new Input.Literal("Dune"));
        assertThat(draft.tasks().get(1).inputs()).containsEntry("input", Input.Made.by("t1", "text"));
    }

    @Test
    void startsFromAListWhereNothingIsNamed() {
        assertThat(plan(BOOKS, "Show me the reviews of the book that sells best")
                        .tasks())
                .extracting(Task::tool)
                .containsExactly("GetBestSellers", "GetBookReview");
    }

    @Test
    void knowsAnOwnerForAPerson() {
        assertThat(plan(BOOKS, "Show me a photo of the author Ursula Le Guin").tasks())
                .extracting(Task::tool)
                .containsExactly("SearchAuthor", "GetAuthorPhoto");
    }

    @Test
    void callsOneToolForEachClauseInOrder() {
        Draft draft = plan(HOUSE, "Cancel my alarm for 7 am, and then set a new alarm for 8 am.");

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("alarm_cancel", "alarm_set");
        assertThat(draft.tasks().get(1).dependencies()).containsExactly("t1");
    }

    @Test
    void ordersCallsWithoutFeedingPortsThatMayStayEmpty() {
        Port day = Port.optional("day", Modality.TEXT);
        Toolbox toolbox = Toolbox.of(
                tool("book_laundry", "Book a laundry service", day),
                tool("get_weather", "Get the weather forecast", day));

        Draft draft = plan(toolbox, "Get the weather forecast and then book a laundry service.");

        assertThat(draft.tasks()).extracting(Task::tool).containsExactly("get_weather", "book_laundry");
        assertThat(draft.tasks().get(1).inputs()).isEmpty();
        assertThat(draft.tasks().get(1).after()).containsExactly("t1");
    }

    @Test
    void weighsTheGraphOfTheCatalogue() {
        String request = "Book a laundry service for tomorrow, and check how it goes.";
        ToolGraph graph = new ToolGraph(Set.of(new ToolGraph.Link("laundry_booking", "laundry_status_query")));

        Draft guided = PLANNER.guidedBy(graph).plan(PlanRequest.of(request, List.of(), HOUSE));

        assertThat(guided.tasks()).extracting(Task::tool).startsWith("laundry_booking");
        assertThat(guided.tasks()).extracting(Task::tool).doesNotContain("weather_query", "alarm_set");
    }

    @Test
    void saysThatNoToolFits() {
        Draft draft = plan(HOUSE, "Paint a portrait of a galloping horse.");

        assertThat(draft.tasks()).isEmpty();
        assertThat(draft.answer()).contains("No tool here fits");
    }

    @Test
    void explainsTheSecondBestPlanToo() {
        Explanation explanation = PLANNER.explain(PlanRequest.of("Cancel my alarm for 7 am.", List.of(), HOUSE));

        assertThat(explanation.steps().get(0).tools().get(0).tool()).isEqualTo("alarm_cancel");
        assertThat(explanation.plans()).hasSize(2).isSortedAccordingTo((a, b) -> Double.compare(a.cost(), b.cost()));
    }

    private static Draft plan(Toolbox toolbox, String request) {
        return PLANNER.plan(PlanRequest.of(request, List.of(), toolbox));
    }

    private static Tool tool(String name, String does) {
        return tool(name, does, Port.one("input", Modality.TEXT));
    }

    private static Tool tool(String name, String does, Port input) {
        return new Tool(
                new Signature(name, does, List.of(input), List.of(Port.one("text", Modality.TEXT)), List.of()),
                Traits.DEFAULT,
                List.of(new Binding("planned", true, null, call -> {
                    throw new UnsupportedOperationException("planned, never called");
                })));
    }
}
