package dev.polyphony.planners.llm;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a language model is told of tools and artifacts, as trees. */
final class Cards {
    private static final int MOST_EXAMPLES = 3;
    private static final int LONGEST_LABEL = 80;

    private Cards() {}

    static Map<String, Object> of(Signature tool) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", tool.name());
        card.put("does", tool.does());
        card.put("inputs", ports(tool.inputs()));
        card.put("outputs", ports(tool.outputs()));
        if (!tool.examples().isEmpty()) {
            card.put("asked", tool.examples().stream().limit(MOST_EXAMPLES).toList());
        }
        return card;
    }

    static Map<String, Object> of(AbsentTool tool) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("does", tool.signature().does());
        card.put("to make it available", tool.remedy());
        return card;
    }

    private static Map<String, Object> ports(List<Port> ports) {
        Map<String, Object> all = new LinkedHashMap<>();
        ports.forEach(port -> all.put(port.name(), kind(port)));
        return all;
    }

    private static String kind(Port port) {
        StringBuilder kind = new StringBuilder();
        if (!port.choices().isEmpty()) {
            kind.append("setting, one of ").append(port.choices());
        } else if (port.min() != null || port.max() != null) {
            kind.append("setting, number from %s to %s".formatted(number(port.min()), number(port.max())));
        } else {
            kind.append(port.isParameter() ? "setting, words" : port.modality().name());
            if (port.isList()) {
                kind.append(", many");
            }
            if (!port.isRequired() && !port.isParameter()) {
                kind.append(", optional");
            }
        }
        if (port.defaultValue() != null) {
            kind.append(", optional, ").append(port.defaultValue()).append(" if left out");
        }
        if (!port.description().isBlank()) {
            kind.append(": ").append(port.description());
        }
        return kind.toString();
    }

    private static String number(@Nullable Double limit) {
        if (limit == null) {
            return "any";
        }
        return limit == Math.rint(limit) ? Long.toString(limit.longValue()) : limit.toString();
    }

    static Map<String, Object> of(String handle, Artifact artifact) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("id", handle);
        card.put("kind", artifact.modality().name());
        String label = artifact.label();
        if (label != null) {
            card.put("label", capped(label, LONGEST_LABEL));
        }
        Measures measures = artifact.measures();
        if (measures.width() != null && measures.height() != null) {
            card.put("pixels", measures.width() + " x " + measures.height());
        }
        if (measures.duration() != null) {
            card.put("seconds", Math.round(measures.duration().toMillis() / 100.0) / 10.0);
        }
        return card;
    }

    /** Returns the beginning of a text, with a mark where it goes on. */
    static String capped(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
