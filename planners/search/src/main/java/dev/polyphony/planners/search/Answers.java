package dev.polyphony.planners.search;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.build.Found;
import dev.polyphony.planners.search.build.Step;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.match.Card;
import dev.polyphony.planners.search.match.SmallTalk;
import dev.polyphony.planners.search.match.ToolIndex;
import dev.polyphony.planners.search.match.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words for the user where nothing is run, or not all: small talk, a missing tool, a missing or unfitting attachment. */
final class Answers {
    private static final int ABILITIES_SHOWN = 12;
    private final PlanRequest request;
    private final ToolIndex index;
    private final SmallTalk talk;

    Answers(PlanRequest request, ToolIndex index, Vectors vectors) {
        this.request = request;
        this.index = index;
        this.talk = new SmallTalk(vectors);
    }

    /** Returns what to say to a request that is talk and nothing else; null if it asks for something. */
    @Nullable
    String smallTalk(Reading reading) {
        if (reading.clauses().isEmpty()) {
            return request.attachments().isEmpty()
                    ? "There is nothing to do yet. Ask for something, or attach a file. " + abilities()
                    : "What should be done with %s? ".formatted(attached()) + abilities();
        }
        return switch (talk.kind(reading, index)) {
            case NONE -> null;
            case GREETING -> "Hello! Attach something or ask away: I can work on text, pictures, sound and video.";
            case THANKS -> "You are welcome.";
            case FAREWELL -> "Goodbye!";
            case ABILITIES -> abilities();
        };
    }

    /** Returns the draft of a plan, with words where something is missing. */
    Draft draft(Found found, List<Step> steps) {
        List<String> words = new ArrayList<>();
        found.absent().forEach(card -> words.add(absent(card)));
        if (!found.missing().isEmpty()) {
            words.add(missing(found.missing(), found.lacking()));
        }
        if (found.nodes().isEmpty()) {
            words.add(nothingFits(steps.stream()
                    .filter(s -> s.clause().mood() != Mood.CONTEXT)
                    .map(s -> s.clause().text())
                    .findFirst()
                    .orElse(request.text().strip())));
        }
        return new Draft(found.tasks(), found.deliverables(), words.isEmpty() ? null : String.join("\n", words));
    }

    /** Returns the draft of calls, absent tools and what depends on them left out; with words where nothing is called. */
    Draft draft(List<Task> tasks, List<String> pieces) {
        List<String> words = new ArrayList<>();
        List<Task> here = new ArrayList<>();
        for (Task task : tasks) {
            Card card = index.cards().stream()
                    .filter(c -> c.name().equals(task.tool()))
                    .findFirst()
                    .orElseThrow();
            if (card.isAbsent()) {
                words.add(absent(card));
            } else if (here.stream().map(Task::id).toList().containsAll(task.dependencies())) {
                here.add(task);
            }
        }
        if (tasks.isEmpty()) {
            words.add(nothingFits(pieces.get(0)));
        }
        return new Draft(here, List.of(), words.isEmpty() ? null : String.join("\n", words));
    }

    private static String absent(Card card) {
        return "%s is missing: %s\nMaybe %s."
                .formatted(card.name(), lowerFirst(card.signature().does()), String.valueOf(card.remedy()));
    }

    private String missing(Set<Modality> kinds, List<Card> lacking) {
        String tool = lacking.isEmpty() ? "This" : lacking.get(0).name();
        String needs =
                kinds.stream().map(k -> "%s (%s)".formatted(k.name(), noun(k))).collect(Collectors.joining(" and "));
        if (request.attachments().isEmpty()) {
            return "%s needs %s, and nothing is attached.\nMaybe attach %s."
                    .formatted(tool, needs, kinds.stream().map(Answers::noun).collect(Collectors.joining(" and ")));
        }
        return "%s needs %s, but got %s.\nMaybe attach %s%s"
                .formatted(
                        tool,
                        needs,
                        attached(),
                        kinds.stream().map(Answers::noun).collect(Collectors.joining(" and ")),
                        instead());
    }

    /** What could be done with what is attached. */
    private String instead() {
        Set<Modality> here =
                request.attachments().stream().map(Artifact::modality).collect(Collectors.toSet());
        List<String> able = index.cards().stream()
                .filter(c -> !c.isAbsent())
                .filter(c -> c.signature().inputs().stream()
                        .filter(p -> p.isRequired() && !p.isParameter())
                        .allMatch(p -> here.contains(p.modality())))
                .map(Card::name)
                .limit(5)
                .toList();
        return able.isEmpty() ? "." : "; what is attached could go to %s.".formatted(String.join(", ", able));
    }

    private String nothingFits(String wish) {
        return "No tool here fits \"%s\". %s\nMaybe add a tool for it, or put it in other words."
                .formatted(shorten(wish), abilities());
    }

    private String abilities() {
        List<Card> here = index.cards().stream().filter(c -> !c.isAbsent()).toList();
        if (here.isEmpty()) {
            return "No tool is installed.";
        }
        String more = here.size() > ABILITIES_SHOWN ? "\n- and %d more".formatted(here.size() - ABILITIES_SHOWN) : "";
        return "What I can do:\n"
                + here.stream()
                        .limit(ABILITIES_SHOWN)
                        .map(c -> "- %s: %s"
                                .formatted(c.name(), lowerFirst(c.signature().does())))
                        .collect(Collectors.joining("\n"))
                + more;
    }

    private String attached() {
        return request.attachments().stream()
                .map(a -> "%s (%s)".formatted(a.modality(), a.label() == null ? noun(a.modality()) : a.label()))
                .collect(Collectors.joining(", "));
    }

    static String noun(Modality kind) {
        return switch (kind) {
            case IMAGE -> "a picture, such as a photo";
            case AUDIO -> "a sound, such as a recording";
            case VIDEO -> "a video";
            case TEXT -> "a text";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String lowerFirst(String sentence) {
        return sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1))
                ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
                : sentence;
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "\u2026";
    }
}
