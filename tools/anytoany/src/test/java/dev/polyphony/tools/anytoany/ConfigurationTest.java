package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.tools.anytoany.exported.Components;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final List<Configuration> ALL = Configuration.all();

    @Test
    void eachOfTheTwentySixSaysWhetherItFits() {
        assertThat(ALL).extracting(Configuration::number).hasSize(26).isSorted().doesNotHaveDuplicates();
        assertThat(ALL).extracting(Configuration::name).doesNotHaveDuplicates().doesNotContain("");
        assertThat(ALL)
                .extracting(Configuration::fit)
                .containsOnly("FIT", "FIT+", "LLM+", "X")
                .filteredOn(fit -> fit.startsWith("FIT"))
                .hasSize(23);
    }

    @Test
    void whatDoesNotFitSaysWhatItNeeds() {
        assertThat(ALL)
                .filteredOn(model -> !model.fit().equals("FIT"))
                .allSatisfy(model -> assertThat(model.needs()).as(model.name()).isNotEmpty());
        assertThat(ALL)
                .filteredOn(model -> model.needs().isEmpty())
                .extracting(Configuration::name)
                .containsExactly("BLIP-2", "InstructBLIP", "NExT-GPT", "LLaVA-1.5")
                .allSatisfy(name -> assertThat(ALL)
                        .filteredOn(model -> model.name().equals(name))
                        .allMatch(model -> model.tested() != null));
    }

    @Test
    void allNameComponentsThatThereAre() {
        Registry registry = Components.all();
        for (Configuration model : ALL) {
            assertThat(model.types())
                    .as(model.name())
                    .containsKeys("tokenizer", "layout", "encoder", "input", "language");
            model.types()
                    .forEach((kind, types) -> assertThat(registry.types(kind))
                            .as("%s of %s", kind, model.name())
                            .containsAll(types));
        }
    }

    @Test
    void theTableInTheDocsIsMadeOfThem() throws IOException {
        StringBuilder table =
                new StringBuilder("| # | model | fit | needs | tested |\n| --- | --- | --- | --- | --- |\n");
        for (Configuration model : ALL) {
            table.append("| %d | %s | %s | %s | %s |\n"
                    .formatted(
                            model.number(),
                            model.name(),
                            model.fit(),
                            model.needs().isEmpty() ? "nothing more" : String.join("; ", model.needs()),
                            model.tested() == null ? "–" : model.tested()));
        }
        Path docs = Path.of("../../docs/nextgpt.md");
        String text = Files.readString(docs);
        int from = text.indexOf("| # | model |");
        int to = text.indexOf("\n\n", from) + 1;
        if (System.getProperty("docs.update") != null) {
            Files.writeString(docs, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("docs/nextgpt.md; -Ddocs.update writes it")
                    .isEqualTo(table.toString());
        }
    }
}
