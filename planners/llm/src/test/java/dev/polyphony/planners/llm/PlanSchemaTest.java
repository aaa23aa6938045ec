package dev.polyphony.planners.llm;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.testkit.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSchemaTest {
    private static final Handles PHOTO = new Handles(List.of(Examples.picture("photo.jpg")));

    private static List<?> faults(String plan, Toolbox toolbox, Handles handles) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(PlanSchema.of(toolbox.tools(), handles));
        return schema.validate(plan, InputFormat.JSON);
    }

    static List<PlanExample> examples() {
        return PlanExample.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void allowsGoodPlans(PlanExample example) {
        Handles handles = new Handles(example.attachments());
        String plan = Data.of(PlanTree.of(example.draft(), handles)).json().replace("\"2\"", "2");
        assertThat(faults(plan, Examples.toolbox(), handles)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an unknown tool, an input of another tool, an artifact that is not there, words for a picture,
                // a choice that there is not, a list where one is taken, a member too many
                "{\"id\": \"t1\", \"tool\": \"image.paint\", \"inputs\": []}",
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"sound\", \"value\": {\"artifact\": \"a1\"}}]}",
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"picture\", \"value\": {\"artifact\": \"a2\"}}]}",
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"picture\", \"value\": \"photo.jpg\"}]}",
                "{\"id\": \"t1\", \"tool\": \"text.speak\", \"inputs\": [{\"name\": \"voice\", \"value\": \"loud\"}]}",
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"picture\", \"value\": [{\"artifact\": \"a1\"}]}]}",
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [], \"dep\": [-1]}"
            })
    void forbidsWhatCouldNotBeRun(String task) {
        String plan = "{\"tasks\": [%s], \"deliverables\": [], \"answer\": null}";
        assertThat(faults(plan.formatted(task), Examples.toolbox(), PHOTO)).isNotEmpty();
        String good =
                "{\"id\": \"t1\", \"tool\": \"image.read\", \"inputs\": [{\"name\": \"picture\", \"value\": {\"artifact\": \"a1\"}}]}";
        assertThat(faults(plan.formatted(good), Examples.toolbox(), PHOTO)).isEmpty();
    }

    private static Toolbox many(int tools) {
        return Toolbox.of(
                IntStream.range(0, tools)
                        .mapToObj(i -> Tool.named("tool.n" + i)
                                .does("Does something.")
                                .takes("text", TEXT)
                                .gives(TEXT, call -> ""))
                        .toList(),
                List.of());
    }

    static List<Toolbox> toolboxes() {
        return List.of(Examples.toolbox(), Toolbox.of(), many(260));
    }

    @ParameterizedTest
    @MethodSource("toolboxes")
    void keepsToThePartThatStrictServersTake(Toolbox toolbox) throws Exception {
        for (Handles handles : List.of(PHOTO, new Handles(List.of()))) {
            List<String> faults = new ArrayList<>();
            JsonNode schema = new ObjectMapper().readTree(PlanSchema.of(toolbox.tools(), handles));
            walk(schema, schema, "", faults);
            assertThat(faults).isEmpty();
        }
    }

    /** Every object closed with all members required, no empty choice, every reference there. */
    private static void walk(JsonNode root, JsonNode node, String at, List<String> faults) {
        if (node.path("type").asText().equals("object")) {
            List<String> members = new ArrayList<>();
            node.path("properties").fieldNames().forEachRemaining(members::add);
            List<String> required = new ArrayList<>();
            node.path("required").forEach(name -> required.add(name.asText()));
            if (members.isEmpty()
                    || !required.equals(members)
                    || node.path("additionalProperties").asBoolean(true)) {
                faults.add(at + " is not closed");
            }
        }
        for (String list : List.of("anyOf", "enum")) {
            if (node.has(list) && node.path(list).isEmpty()) {
                faults.add(at + " has no choice");
            }
        }
        if (node.has("$ref") && root.at(node.path("$ref").asText().substring(1)).isMissingNode()) {
            faults.add(at + " refers to nothing");
        }
        node.fields().forEachRemaining(member -> walk(root, member.getValue(), at + "/" + member.getKey(), faults));
        if (node.isArray()) {
            node.forEach(item -> walk(root, item, at, faults));
        }
    }

    @Test
    void staysSmallForALargeCatalogue() {
        assertThat(PlanSchema.of(many(260).tools(), PHOTO).length()).isLessThan(8_000);
    }
}
