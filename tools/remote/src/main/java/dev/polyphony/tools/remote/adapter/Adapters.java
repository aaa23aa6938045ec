package dev.polyphony.tools.remote.adapter;

import dev.polyphony.agent.RegistrationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The wire families by their kinds. */
public final class Adapters {
    private static final Map<String, Adapter> ALL = Map.ofEntries(
            Map.entry("hf-task", new HfTaskAdapter()),
            Map.entry("hf-endpoint", new HfTaskAdapter()),
            Map.entry("openai-chat", new OpenAiChatAdapter()),
            Map.entry("openai-images", new OpenAiImagesAdapter()),
            Map.entry("openai-audio", new OpenAiSoundAdapter()),
            Map.entry("polyphony-diffusers", new DiffusersAdapter()),
            Map.entry("replicate", new ReplicateAdapter()),
            Map.entry("fal", new FalAdapter()),
            Map.entry("novita", new NovitaAdapter()),
            Map.entry("wavespeed", new WaveSpeedAdapter()),
            Map.entry("a1111", new A1111Adapter()),
            Map.entry("comfyui", new ComfyUiAdapter()),
            Map.entry("gradio", new GradioAdapter()),
            Map.entry("kserve-v2", new KserveAdapter()));

    private Adapters() {}

    /** Returns the kinds that there are, in the order of the alphabet. */
    public static Set<String> kinds() {
        return new TreeSet<>(ALL.keySet());
    }

    /**
     * Returns the adapter of a kind.
     *
     * @throws RegistrationException if there is none
     */
    public static Adapter of(String kind) {
        Adapter adapter = new TreeMap<>(ALL).get(kind);
        if (adapter == null) {
            throw new RegistrationException(
                    "kind \"%s\" is none of %s.\nMaybe polyphony-diffusers?".formatted(kind, kinds()));
        }
        return adapter;
    }
}
