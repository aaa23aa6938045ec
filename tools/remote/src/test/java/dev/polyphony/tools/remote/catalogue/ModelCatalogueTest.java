package dev.polyphony.tools.remote.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private static final ModelCatalogue CATALOGUE = ModelCatalogue.carried();

    private static List<ModelCard> survey() {
        return CATALOGUE.models().stream().filter(card -> card.number() != null).toList();
    }

    @Test
    void holdsThe26ModelsOfTheSurveyInItsOrder() {
        assertThat(survey())
                .extracting(ModelCard::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 26).boxed().toList());
        assertThat(survey())
                .extracting(ModelCard::name)
                .contains("Flamingo", "BLIP-2", "Shikra", "BuboGPT", "Qwen-VL-Chat", "NExT-GPT", "CoDi-2", "VILA");
        assertThat(CATALOGUE.systems())
                .extracting(ToolSystem::name)
                .containsExactly("Visual-ChatGPT", "ViperGPT", "MM-REACT", "HuggingGPT", "AudioGPT");
    }

    @Test
    void tellsWhichOfThemThePipelineOfFiveComponentsHolds() {
        assertThat(survey().stream().filter(card -> card.fit().equals("FIT"))).hasSize(19);
        assertThat(survey().stream().filter(card -> card.fit().equals("FIT+"))).hasSize(4);
        assertThat(survey().stream().filter(card -> card.fit().equals("LLM+")))
                .extracting(ModelCard::name)
                .containsExactly("Flamingo", "CogVLM");
        assertThat(survey().stream().filter(card -> card.fit().equals("X")))
                .extracting(ModelCard::name)
                .containsExactly("CoDi-2");
    }

    @Test
    void speaksOfModalitiesThatThereAre() {
        Set<String> known = Set.of("POINTS3D");
        CATALOGUE
                .models()
                .forEach(card -> assertThat(Stream.of(
                                        card.in(),
                                        card.out(),
                                        card.encoders().keySet(),
                                        card.signals().keySet(),
                                        card.generators().keySet())
                                .flatMap(java.util.Collection::stream))
                        .as(card.name())
                        .allMatch(m -> known.contains(m)
                                || Stream.of(Modality.values())
                                        .anyMatch(modality -> modality.name().equals(m))));
        assertThat(CATALOGUE.models()).allSatisfy(card -> {
            assertThat(card.servedBy()).isIn("vllm", "transformers", "own-code", "closed", "unknown");
            assertThat(card.inputFusion()).isIn("SOFT_TOKENS", "CROSS_ATTENTION_LAYERS", "VISUAL_EXPERT");
            assertThat(card.template() == null || card.template().contains("{q}"))
                    .as("%s has a gap for the question", card.name())
                    .isTrue();
        });
    }

    @Test
    void findsAModelInAnySpelling() {
        for (String name : List.of("LLaVA-1.5", "llava 1.5", "llava-1-5", "LLAVA15")) {
            assertThat(CATALOGUE.model(name)).as(name).hasValueSatisfying(card -> {
                assertThat(card.slug()).isEqualTo("llava-1-5");
                assertThat(card.inputProjector()).hasToString("two-layer MLP, 576 tokens");
            });
        }
        assertThat(CATALOGUE.model("GPT-9")).isEmpty();
        assertThat(CATALOGUE.system("hugginggpt")).isPresent();
    }

    @Test
    void refusesACatalogueThatIsNone() {
        assertThatThrownBy(() -> ModelCatalogue.read("{\"source\":\"\",\"models\":[],\"systems\":[],\"modles\":[]}"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("modles", "Maybe");
        String card =
                "{\"name\":\"%s\",\"in\":[],\"out\":[],\"encoders\":{},\"inputProjector\":{},\"inputFusion\":\"\","
                        + "\"llm\":\"\",\"servedBy\":\"\",\"fit\":\"\",\"verified\":false}";
        assertThatThrownBy(() -> ModelCatalogue.read("{\"source\":\"\",\"systems\":[],\"models\":["
                        + card.formatted("A 1") + "," + card.formatted("a-1") + "]}"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("2 models have 1 names", "Maybe");
    }
}
