package dev.polyphony.planners.direct;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives an any-to-any model's own answer, with what it made where the model put it. Plans of other tools, and a model that
 * failed, are left to another fusion. Thread-safe.
 */
public final class DirectFusion implements Fusion {
    private static final Pattern MARK = Pattern.compile("\\[(image|video|audio) ([1-9]\\d{0,3})\\]");
    private static final int LONGEST_LABEL = 120;

    private final String tool;
    private final Fusion others;

    /**
     * Returns a fusion.
     *
     * @param tool name of the model's tool
     * @param others writes the answers of other plans
     */
    public DirectFusion(String tool, Fusion others) {
        this.tool = tool;
        this.others = others;
    }

    @Override
    public String name() {
        return others.name();
    }

    @Override
    public void fuse(FusionRequest request, Consumer<String> pieces) {
        List<Task> tasks = request.plan().tasks();
        Outcome outcome = tasks.size() == 1 && tasks.get(0).tool().equals(tool)
                ? request.outcomes().get(tasks.get(0).id())
                : null;
        if (outcome instanceof Outcome.Success success) {
            write(request, success.outputs(), pieces);
        } else {
            others.fuse(request, pieces);
        }
    }

    private static void write(FusionRequest request, Map<String, List<Artifact>> outputs, Consumer<String> pieces) {
        String answer = outputs.getOrDefault(DirectPorts.ANSWER, List.of()).stream()
                .map(artifact -> ((Value.Text) request.reader().apply(artifact)).text())
                .findFirst()
                .orElse("");
        Matcher mark = MARK.matcher(answer);
        int at = 0;
        while (mark.find()) {
            String words = answer.substring(at, mark.start());
            Artifact made = made(outputs, mark.group(1), Integer.parseInt(mark.group(2)));
            if (made != null) {
                if (!words.isEmpty()) {
                    pieces.accept(words);
                }
                pieces.accept(link(made, words));
                at = mark.end();
            }
        }
        if (at < answer.length()) {
            pieces.accept(answer.substring(at));
        }
    }

    private static @Nullable Artifact made(Map<String, List<Artifact>> outputs, String port, int number) {
        List<Artifact> list = outputs.getOrDefault(port, List.of());
        return number <= list.size() ? list.get(number - 1) : null;
    }

    /** Returns an embedded medium, sounds and films as well as pictures, whose label is what the model said of it. */
    private static String link(Artifact made, String words) {
        String label =
                words.replaceAll("[\\[\\]()!]", "").replaceAll("\\s+", " ").strip();
        label = label.replaceAll("[.:,]$", "").strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            label = made.modality().portName();
        }
        return "![%s](artifact:%s)".formatted(label, made.id());
    }
}
