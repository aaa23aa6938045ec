package dev.polyphony.tools.remote.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The multimodal models of the survey, those that took their place, and the systems that plan over tools. Immutable.
 *
 * @param source where it is from
 * @param models the 26 of the survey in its order, then others
 * @param systems that plan over tools
 */
public record ModelCatalogue(String source, List<ModelCard> models, List<ToolSystem> systems) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public ModelCatalogue {
        models = List.copyOf(models);
        systems = List.copyOf(systems);
    }

    /** Returns the catalogue that this library carries. */
    public static ModelCatalogue carried() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("/dev/polyphony/tools/remote/models.json")) {
            if (in == null) {
                throw new RegistrationException("models.json is missing.\nMaybe the jar of tools/remote is damaged.");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue.
     *
     * @throws RegistrationException if it is no JSON of this form, or two models have one name
     */
    public static ModelCatalogue read(String json) {
        ModelCatalogue read;
        try {
            read = MAPPER.readValue(json, ModelCatalogue.class);
        } catch (JsonProcessingException e) {
            throw new RegistrationException(
                    "the catalogue of models can't be read: %s.\nMaybe compare the entry with one that works."
                            .formatted(e.getOriginalMessage()),
                    e);
        }
        long names = read.models.stream().map(ModelCard::slug).distinct().count();
        if (names < read.models.size()) {
            throw new RegistrationException(
                    "%d models have %d names.\nMaybe one is there twice.".formatted(read.models.size(), names));
        }
        return read;
    }

    /** Returns the model of this name, in any spelling: {@code LLaVA-1.5}, {@code llava 1.5}, {@code llava-1-5}. */
    public Optional<ModelCard> model(String name) {
        String wanted = plain(name);
        return models.stream().filter(card -> plain(card.name()).equals(wanted)).findFirst();
    }

    /** Returns the system of this name, in any spelling. */
    public Optional<ToolSystem> system(String name) {
        String wanted = plain(name);
        return systems.stream()
                .filter(system -> plain(system.name()).equals(wanted))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
    }
}
