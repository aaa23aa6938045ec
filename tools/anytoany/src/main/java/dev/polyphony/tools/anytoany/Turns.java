package dev.polyphony.tools.anytoany;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a conversation is written at the ports of the tool. Words and media are kept apart: {@code [image 2]} marks the place
 * of the second picture of the list {@code image}. Earlier turns have two lines each, oldest first: {@code user: } with marks
 * and words, {@code model: } with words and marks in the order of the answer.
 */
final class Turns {
    static final String TEXT = "text";
    static final String ATTACHED = "attached";
    static final String BEFORE = "before";
    static final String ANSWER = "answer";

    private static final Pattern MARK = Pattern.compile("\\[(image|video|audio) ([1-9]\\d{0,5})\\]");
    private static final String USER = "user: ";
    private static final String MODEL = "model: ";

    private Turns() {}

    /**
     * Returns the conversation that a call hands over.
     *
     * @throws ToolArgumentsException if a line is no turn, or a mark stands for nothing
     */
    static Dialogue dialogue(ToolCall call) {
        List<Dialogue.Exchange> before = new ArrayList<>();
        List<String> lines = call.has(BEFORE) ? call.text(BEFORE).lines().toList() : List.of();
        for (int i = 0; i < lines.size(); i += 2) {
            String asked = lines.get(i);
            String answered = i + 1 < lines.size() ? lines.get(i + 1) : "";
            if (!asked.startsWith(USER) || !answered.startsWith(MODEL)) {
                throw new ToolArgumentsException(
                        "line %d of \"%s\" begins no turn.\nMaybe write \"user: …\", then \"model: …\" on a line of its own."
                                .formatted(i + 1, BEFORE));
            }
            String said = asked.substring(USER.length());
            before.add(new Dialogue.Exchange(
                    MARK.matcher(said).replaceAll("").strip(),
                    media(call, said),
                    answer(call, answered.substring(MODEL.length()))));
        }
        return new Dialogue(before, call.text(TEXT), call.has(ATTACHED) ? media(call, call.text(ATTACHED)) : List.of());
    }

    private static List<Media> media(ToolCall call, String marks) {
        List<Media> media = new ArrayList<>();
        Matcher mark = MARK.matcher(marks);
        while (mark.find()) {
            media.add(marked(call, mark));
        }
        return media;
    }

    private static List<Answered> answer(ToolCall call, String line) {
        List<Answered> answer = new ArrayList<>();
        Matcher mark = MARK.matcher(line);
        int at = 0;
        while (mark.find()) {
            String words = line.substring(at, mark.start()).strip();
            if (!words.isEmpty()) {
                answer.add(new Answered.Words(words));
            }
            answer.add(new Answered.Shown(marked(call, mark), words));
            at = mark.end();
        }
        String rest = line.substring(at).strip();
        if (!rest.isEmpty()) {
            answer.add(new Answered.Words(rest));
        }
        return answer;
    }

    private static Media marked(ToolCall call, Matcher mark) {
        String port = mark.group(1);
        List<Media> list = call.media(port);
        int number = Integer.parseInt(mark.group(2));
        if (number > list.size()) {
            throw new ToolArgumentsException("%s stands for nothing: \"%s\" holds %d.\nMaybe count from 1."
                    .formatted(mark.group(), port, list.size()));
        }
        return list.get(number - 1);
    }

    /**
     * Returns an answer as words with marks, each in a paragraph of its own.
     *
     * @param made takes the media, by modality
     */
    static String text(List<Answered> answer, Map<Modality, List<Media>> made) {
        StringBuilder text = new StringBuilder();
        for (Answered piece : answer) {
            if (piece instanceof Answered.Words words) {
                paragraph(text, words.text().strip());
            } else if (piece instanceof Answered.Shown shown) {
                Modality modality = shown.media().modality();
                List<Media> list = made.computeIfAbsent(modality, m -> new ArrayList<>());
                list.add(shown.media());
                paragraph(text, "[%s %d]".formatted(modality.name().toLowerCase(Locale.ROOT), list.size()));
            }
        }
        return text.isEmpty() ? "The model gave no answer." : text.toString();
    }

    private static void paragraph(StringBuilder text, String words) {
        if (!words.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(words);
        }
    }
}
