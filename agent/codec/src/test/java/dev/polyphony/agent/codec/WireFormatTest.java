package dev.polyphony.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.PolyphonyException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the wire format fixed: every shape and event against its golden file, and the rules that hold for all of them. */
class WireFormatTest {
    /** Objects whose members are names that the user chose, so that an unknown one means something. */
    private static final Set<String> MAPS = Set.of("inputs", "outputs", "parameters");

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTheGoldenFile(Sample sample) {
        String written = sample.encode().get();
        Golden.updateIfAsked(sample.file(), written);
        assertThat(written).isEqualTo(Golden.line(sample.file()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsTheGoldenFile(Sample sample) {
        assertThat(sample.decode().apply(Golden.line(sample.file()))).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ignoresUnknownMembersAtEveryDepth(Sample sample) {
        JsonNode tree = Golden.tree(sample.file());
        addUnknownMembers(tree, "");
        assertThat(sample.decode().apply(tree.toString())).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsNullAsAbsent(Sample sample) {
        ObjectNode tree = (ObjectNode) Golden.tree(sample.file());
        for (String member : optionalMembers(tree, sample.shape())) {
            if (!tree.has(member)) {
                tree.putNull(member);
            }
        }
        assertThat(sample.decode().apply(tree.toString())).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void neverWritesNull(Sample sample) {
        assertThat(hasNull(Golden.tree(sample.file()))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsItsSchema(Sample sample) {
        assertThat(SchemaCheck.faults(sample.shape(), Golden.line(sample.file())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void namesTheRequiredMemberThatIsMissing(Sample sample) {
        for (String member : SchemaCheck.required(shapeOf(sample))) {
            ObjectNode tree = (ObjectNode) Golden.tree(sample.file());
            tree.remove(member);
            assertThatThrownBy(() -> sample.decode().apply(tree.toString()))
                    .isInstanceOf(PolyphonyException.class)
                    .hasMessageContainingAll("is not readable", member, "\nMaybe ");
            assertThat(SchemaCheck.faults(sample.shape(), tree.toString())).isNotEmpty();
        }
    }

    @Test
    void coversEachOptionalMemberBothPresentAndAbsent() {
        Set<String> uncovered = new TreeSet<>();
        List<Sample> samples = samples().toList();
        for (Sample sample : samples) {
            String shape = shapeOf(sample);
            for (String member : SchemaCheck.optional(shape)) {
                List<Boolean> seen = samples.stream()
                        .filter(s -> shapeOf(s).equals(shape))
                        .map(s -> Golden.tree(s.file()).has(member))
                        .distinct()
                        .toList();
                if (seen.size() < 2 && !(shape.equals("Plan") && member.equals("deliverables"))) {
                    uncovered.add(shape + "." + member);
                }
            }
        }
        assertThat(uncovered).isEmpty();
    }

    private static String shapeOf(Sample sample) {
        return shapeOf(Golden.tree(sample.file()), sample.shape());
    }

    private static String shapeOf(JsonNode tree, String shape) {
        return shape.equals("RunEvent")
                ? SchemaCheck.eventShape(tree.path("type").asText())
                : shape;
    }

    private static Set<String> optionalMembers(JsonNode tree, String shape) {
        return SchemaCheck.optional(shapeOf(tree, shape));
    }

    private static void addUnknownMembers(JsonNode node, String name) {
        node.fields().forEachRemaining(member -> addUnknownMembers(member.getValue(), member.getKey()));
        if (node.isArray()) {
            node.forEach(item -> addUnknownMembers(item, ""));
        }
        if (node instanceof ObjectNode object && !MAPS.contains(name)) {
            object.putObject("laterMember").put("deep", true);
        }
    }

    private static boolean hasNull(JsonNode node) {
        boolean[] found = {node.isNull()};
        node.forEach(child -> found[0] |= hasNull(child));
        return found[0];
    }
}
