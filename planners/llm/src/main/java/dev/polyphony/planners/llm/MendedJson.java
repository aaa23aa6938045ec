package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plan, or another object, in what a language model wrote: found among prose, thoughts and code fences, with trailing commas let pass and one
 * missing bracket put in.
 *
 * @param json the object; null if there is none
 * @param mended what was wrong with the text, in a few words each; empty if it was the object alone
 */
record MendedJson(@Nullable JsonNode json, List<String> mended) {
    private static final Pattern THOUGHTS = Pattern.compile("(?s)^\\s*<think>.*?</think>");
    private static final Pattern FENCE = Pattern.compile("(?s)```[a-zA-Z]*(.*?)(?:```|$)");
    private static final int MOST_CHARS = 256 << 10;
    private static final int MOST_STARTS = 20;

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    MendedJson {
        mended = List.copyOf(mended);
    }

    /** Returns the first object that has the form of a plan. */
    static MendedJson of(String written) {
        return of(written, PlanReader::isPlan);
    }

    /** Returns the first object that is one of these. */
    static MendedJson of(String written, Predicate<JsonNode> wanted) {
        if (written.length() > MOST_CHARS) {
            return new MendedJson(null, List.of());
        }
        JsonNode whole = parse(STRICT, written.strip());
        if (whole != null && wanted.test(whole)) {
            return new MendedJson(whole, List.of());
        }
        List<String> mended = new ArrayList<>();
        String text = THOUGHTS.matcher(written).replaceFirst("");
        if (!text.equals(written)) {
            mended.add("thoughts before it");
        }
        Matcher fence = FENCE.matcher(text);
        if (fence.find() && fence.group(1).contains("{")) {
            mended.add("a code fence around it");
            text = fence.group(1);
        }
        return search(opened(text.strip(), mended), mended, wanted);
    }

    /** Returns the text with the bracket before the tasks that it may lack. */
    private static String opened(String text, List<String> mended) {
        if (text.startsWith("\"tasks\"")) {
            mended.add("the first bracket missing");
            return "{" + text;
        }
        if (text.startsWith("[")) {
            mended.add("a list of tasks alone");
            return "{\"tasks\": " + text + (text.endsWith("]") ? "}" : "");
        }
        return text;
    }

    private static MendedJson search(String text, List<String> before, Predicate<JsonNode> wanted) {
        int starts = 0;
        for (int at = text.indexOf('{'); at >= 0 && starts++ < MOST_STARTS; at = text.indexOf('{', at + 1)) {
            Brackets brackets = Brackets.of(text, at);
            if (!brackets.whole()) {
                continue;
            }
            List<String> mended = new ArrayList<>(before);
            if (at > 0 || brackets.end() < text.length()) {
                mended.add("words around it");
            }
            if (brackets.missing() > 0) {
                mended.add("a bracket missing");
            }
            JsonNode json = parse(STRICT, brackets.object());
            if (json == null) {
                mended.add("commas or line breaks out of place");
                json = parse(LENIENT, brackets.object());
            }
            if (json != null && wanted.test(json)) {
                return new MendedJson(json, mended);
            }
        }
        return new MendedJson(null, before);
    }

    private static @Nullable JsonNode parse(ObjectMapper mapper, String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
