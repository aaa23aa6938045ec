package dev.polyphony.planners.direct;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A session as an any-to-any model takes it in: earlier turns as a transcript, one line for what was asked and one for what
 * was answered, in which {@code [image 2]} stands for the second picture that the model is given. Not thread-safe.
 */
final class Conversation {
    private static final int MOST_TURNS = 6;
    private static final int MOST_CHARS = 4_000;
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\n]*\\]\\(artifact:([0-9a-f]{64})\\)");
    private static final Pattern MARK = Pattern.compile("\\[(?=(?:image|video|audio) \\d+\\])");

    private final Predicate<Artifact> readable;
    private final Map<Modality, List<Artifact>> media = new EnumMap<>(Modality.class);
    private final String attached;
    private final String before;

    /** @param reads what the model can be given */
    Conversation(PlanRequest request, Set<Modality> reads) {
        readable = artifact -> reads.contains(artifact.modality());
        attached = request.attachments().stream().map(this::mark).collect(Collectors.joining(" "));
        List<Turn> turns = request.history();
        List<String> lines = new ArrayList<>();
        int chars = 0;
        for (int i = turns.size() - 1; i >= 0 && turns.size() - i <= MOST_TURNS; i--) {
            String line = line(turns.get(i));
            chars += line.length();
            if (chars > MOST_CHARS) {
                break;
            }
            lines.add(0, line);
        }
        before = String.join("\n", lines);
    }

    private String line(Turn turn) {
        Set<Artifact> given = new LinkedHashSet<>(turn.artifacts());
        StringBuilder answer = new StringBuilder();
        Matcher link = LINK.matcher(turn.answer());
        int at = 0;
        while (link.find()) {
            answer.append(plain(turn.answer().substring(at, link.start())));
            at = link.end();
            for (Artifact artifact : turn.artifacts()) {
                if (artifact.id().equals(link.group(1))) {
                    given.remove(artifact);
                    answer.append(' ').append(mark(artifact)).append(' ');
                }
            }
        }
        answer.append(plain(turn.answer().substring(at)));
        String marks = given.stream()
                .filter(readable)
                .map(artifact -> mark(artifact) + " ")
                .collect(Collectors.joining());
        return "user: %s%s\nmodel: %s".formatted(marks, tidy(plain(turn.text())), tidy(answer.toString()));
    }

    private String mark(Artifact artifact) {
        if (!readable.test(artifact)) {
            return "";
        }
        List<Artifact> list = media.computeIfAbsent(artifact.modality(), m -> new ArrayList<>());
        int index = list.indexOf(artifact);
        if (index < 0) {
            index = list.size();
            list.add(artifact);
        }
        return "[%s %d]".formatted(artifact.modality().portName(), index + 1);
    }

    /** Returns words in which nothing looks like a mark, or like a turn. */
    private static String plain(String words) {
        return MARK.matcher(words).replaceAll("(").replaceAll("\\s+", " ");
    }

    private static String tidy(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    /** Returns what came with the request: {@code [image 1] [audio 1]}; empty if nothing did. */
    String attached() {
        return attached.strip();
    }

    /** Returns the transcript of the earlier turns; empty if there are none. */
    String before() {
        return before;
    }

    /** Returns what the marks stand for, by modality. */
    Map<Modality, List<Artifact>> media() {
        return media;
    }
}
