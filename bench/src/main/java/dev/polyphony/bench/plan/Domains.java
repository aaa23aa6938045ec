package dev.polyphony.bench.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ControlLLM's labels: for each request the sub-tasks, each with the domains of which one is right. They were written by a
 * model, so what they give is a hint, no mark.
 *
 * @param samples id of a request to its sub-tasks, each as a set of domains
 * @param ofTool id of a tool to its domain
 */
record Domains(Map<String, List<Set<String>>> samples, Map<String, String> ofTool) {
    /** Two of the labels are Python literals. */
    private static final JsonMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    /** How many sub-tasks there are, and for how many the plan has a task of its own of a right domain. */
    record Recall(int found, int wanted) {}

    /** Returns true if the file holds such labels. */
    static boolean isIn(Path file) {
        List<JsonNode> values = JsonFiles.readAll(file);
        return values.size() == 1
                && !values.get(0).has("problems")
                && values.get(0).isObject()
                && values.get(0).elements().hasNext()
                && values.get(0).elements().next().path(0).has("output");
    }

    /** Reads labels, with ids as {@link Samples} gives them, and the domains of a catalogue. */
    static Domains read(Path labels, Path tools) {
        Map<String, List<Set<String>>> samples = new HashMap<>();
        JsonFiles.read(labels)
                .forEach(type -> type.forEach(each -> samples.put(
                        String.valueOf(samples.size()),
                        subTasks(each.path("output").asText()))));
        Map<String, String> ofTool = new HashMap<>();
        for (JsonNode tool : JsonFiles.readAll(tools)) {
            ofTool.put(tool.path("name").asText(), tool.path("domain").asText());
        }
        return new Domains(samples, ofTool);
    }

    private static List<Set<String>> subTasks(String output) {
        String plan = output.replaceAll("(?s).*<Solution>|</Solution>.*", "");
        List<Set<String>> all = new ArrayList<>();
        try {
            for (JsonNode task : LENIENT.readTree(plan)) {
                Set<String> domains = new HashSet<>();
                JsonNode named = task.path("task");
                if (named.isTextual()) {
                    domains.add(named.asText());
                }
                named.forEach(n -> domains.add(n.asText()));
                all.add(domains);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("\"%s\" is no plan.\nMaybe the file is damaged.".formatted(plan), e);
        }
        return all;
    }

    /** Returns how many sub-tasks of all requests the predictions serve; each task serves one at most. */
    Recall recall(Map<String, JsonNode> predictions) {
        int found = 0;
        int wanted = 0;
        for (Map.Entry<String, List<Set<String>>> sample : samples.entrySet()) {
            JsonNode prediction = predictions.get(sample.getKey());
            List<String> planned = prediction == null
                    ? List.of()
                    : Gold.of(prediction).shapes().get(0).tools().stream()
                            .map(tool -> ofTool.getOrDefault(tool, ""))
                            .toList();
            wanted += sample.getValue().size();
            found += served(sample.getValue(), planned);
        }
        return new Recall(found, wanted);
    }

    /** The most sub-tasks that can be given a task each: augmenting paths. */
    static int served(List<Set<String>> wanted, List<String> planned) {
        Map<Integer, Integer> servant = new HashMap<>();
        int served = 0;
        for (int w = 0; w < wanted.size(); w++) {
            served += give(w, wanted, planned, servant, new HashSet<>()) ? 1 : 0;
        }
        return served;
    }

    private static boolean give(
            int w, List<Set<String>> wanted, List<String> planned, Map<Integer, Integer> servant, Set<Integer> tried) {
        for (int p = 0; p < planned.size(); p++) {
            if (wanted.get(w).contains(planned.get(p)) && tried.add(p)) {
                Integer before = servant.get(p);
                if (before == null || give(before, wanted, planned, servant, tried)) {
                    servant.put(p, w);
                    return true;
                }
            }
        }
        return false;
    }
}
