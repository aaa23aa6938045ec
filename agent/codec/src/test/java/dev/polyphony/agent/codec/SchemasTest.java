package dev.polyphony.agent.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunState;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                WireAbsentTool.class,
                WireArtifact.class,
                WireBinding.class,
                WireEstimate.class,
                WireFinding.class,
                WireOutputRef.class,
                WirePlan.class,
                WirePort.class,
                WireProposal.class,
                WireProvenance.class,
                WireRun.class,
                WireSession.class,
                WireTask.class,
                WireTaskEstimate.class,
                WireTool.class,
                WireToolbox.class
            })
    void saysOfEachRecordWhatItsAnnotationsSay(Class<?> wire) {
        assertThat(SchemaCheck.properties(Json.name(wire))).isEqualTo(members(wire, false));
        assertThat(SchemaCheck.required(Json.name(wire))).isEqualTo(members(wire, true));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void saysOfEachEventWhatItsAnnotationsSay(EventType type) {
        String shape = SchemaCheck.eventShape(type.wireName());
        Set<String> all = members(type.wire(), false);
        all.addAll(members(WireEnvelope.class, false));
        Set<String> required = members(type.wire(), true);
        required.addAll(members(WireEnvelope.class, true));
        assertThat(SchemaCheck.properties(shape)).isEqualTo(all);
        assertThat(SchemaCheck.required(shape)).isEqualTo(required);
    }

    @Test
    void knowsEveryEventOfTheVocabulary() {
        Set<Class<?>> known =
                Arrays.stream(EventType.values()).map(EventType::event).collect(Collectors.toSet());
        assertThat(known).isEqualTo(leaves(RunEvent.class).collect(Collectors.toSet()));
    }

    @Test
    void knowsEveryWordOfTheVocabulary() {
        String all = Schemas.everything();
        Stream.of(Modality.values(), Cardinality.values(), RunState.values(), Finding.Code.values())
                .flatMap(Arrays::stream)
                .forEach(word -> assertThat(all).contains("\"" + word + "\""));
    }

    @Test
    void givesASchemaThatIsCompleteInItself() {
        assertThat(Schemas.of("Toolbox")).contains("\"Port\"", "\"Modality\"").doesNotContain("RunEvent", "\"Plan\"");
    }

    @Test
    void saysWhichShapesThereAre() {
        assertThatThrownBy(() -> Schemas.of("Plna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"Plna\"", "Maybe one of", "Toolbox");
    }

    private static Set<String> members(Class<?> wire, boolean requiredOnly) {
        return Arrays.stream(wire.getRecordComponents())
                .map(component -> component.getAccessor().getAnnotation(JsonProperty.class))
                .filter(property -> !requiredOnly || property.required())
                .map(JsonProperty::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(SchemasTest::leaves)
                : Stream.of(sealed);
    }
}
