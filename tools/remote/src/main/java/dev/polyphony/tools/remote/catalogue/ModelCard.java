package dev.polyphony.tools.remote.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one multimodal model. That it is catalogued does not say that anybody serves it.
 *
 * @param name as its authors write it
 * @param number in the list of the 26 of the survey; null if it is none of them
 * @param in the modalities that it reads
 * @param out the modalities that it makes
 * @param encoders by modality
 * @param inputProjector from encoders to the backbone
 * @param inputFusion {@code SOFT_TOKENS}, {@code CROSS_ATTENTION_LAYERS} or {@code VISUAL_EXPERT}
 * @param llm the backbone
 * @param signals how many signal tokens it has, by the modality that they ask for
 * @param outputProjector from signals to generators: {@code tfm}, {@code mlp-tfm} or {@code mlp}; null if there is none
 * @param generators by modality
 * @param weights ids of the hub, the usual one first
 * @param servedBy {@code vllm} for servers that speak OpenAI's protocol, {@code transformers}, {@code own-code} for its
 *     authors' program, {@code closed}, {@code unknown}
 * @param successor models that took its place
 * @param template its prompt with {@code {q}} for the question, for servers that add none; null if it is not known
 * @param coordinates the scale of coordinates that it writes: {@code 1}, {@code 100}, {@code 999}, {@code 1000} or
 *     {@code pixels}; null if it writes none
 * @param asks its own words for tasks, by their Hugging Face names
 * @param fit {@code FIT} if the pipeline of five components holds it, {@code FIT+} with a codec or a tool besides,
 *     {@code LLM+} if it needs layers inside the backbone, {@code X} if it emits in another way
 * @param fitNote what there is to say besides; null if nothing
 * @param scores published ones, in percent, by benchmark
 * @param verified true if the template was seen in the published config
 */
public record ModelCard(
        String name,
        @Nullable Integer number,
        @JsonProperty("in") List<String> in,
        @JsonProperty("out") List<String> out,
        Map<String, Part> encoders,
        Part inputProjector,
        String inputFusion,
        String llm,
        Map<String, Integer> signals,
        @Nullable String outputProjector,
        Map<String, String> generators,
        List<String> weights,
        String servedBy,
        List<String> successor,
        @Nullable String template,
        @Nullable String coordinates,
        Map<String, String> asks,
        String fit,
        @Nullable String fitNote,
        Map<String, Double> scores,
        boolean verified) {

    /**
     * A component.
     *
     * @param key the name under which the pipeline of five components has it; null if it has none
     * @param tokens how many tokens of the backbone it makes; null if that is not known
     * @param what in words; null if the key says it
     */
    public record Part(
            @Nullable String key,
            @Nullable Integer tokens,
            @Nullable String what) {
        @Override
        public String toString() {
            String words = what != null ? what : Objects.requireNonNullElse(key, "?");
            return tokens == null ? words : words + ", " + tokens + (tokens == 1 ? " token" : " tokens");
        }
    }

    /** What is absent is empty. */
    public ModelCard {
        in = List.copyOf(in);
        out = List.copyOf(out);
        encoders = Map.copyOf(encoders);
        signals = orEmpty(signals);
        generators = orEmpty(generators);
        weights = orEmpty(weights);
        successor = orEmpty(successor);
        asks = orEmpty(asks);
        scores = orEmpty(scores);
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Returns what settings call it: {@code llava-1-5}. */
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Returns true if it writes words, so that a chat server can serve it. */
    public boolean chats() {
        return out.contains("TEXT");
    }
}
