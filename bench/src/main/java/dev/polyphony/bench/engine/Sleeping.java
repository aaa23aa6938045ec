package dev.polyphony.bench.engine;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.concurrent.atomic.LongAdder;

/** The tools of {@link BenchTools} as LangChain4j has them: methods that sleep, and count their calls. Thread-safe. */
public final class Sleeping {
    private static final String PREFIX = "tool_";
    private static final String WHAT = "what to work on";
    private static final String TIME = "how long to work";

    private final LongAdder calls = new LongAdder();

    /** Returns the name of a tool in the form that the chat API allows. */
    static String nameOf(String tool) {
        return PREFIX + tool.replace('.', '_');
    }

    /** Makes a picture. */
    @Tool(name = "tool_image_make", value = "Makes a picture from words.")
    public String make(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "picture 1");
    }

    /** Describes a picture. */
    @Tool(name = "tool_image_caption", value = "Describes a picture in a sentence.")
    public String caption(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "a street with two cars");
    }

    /** Estimates depth. */
    @Tool(name = "tool_image_depth", value = "Estimates how far everything in a picture is.")
    public String depth(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "picture 2");
    }

    /** Classifies a picture. */
    @Tool(name = "tool_image_classify", value = "Says what a picture shows.")
    public String classify(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "street");
    }

    /** Speaks. */
    @Tool(name = "tool_speech_speak", value = "Says a text aloud.")
    public String speak(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "sound 1");
    }

    /** Does whatever S5 and S6 have to be done. */
    @Tool(name = "tool_text_work", value = "Works on texts.")
    public String part(@P(WHAT) String input, @P(TIME) long millis) throws InterruptedException {
        return work(millis, "a part");
    }

    /** Sleeps as long as a tool works. */
    String work(long millis, String result) throws InterruptedException {
        calls.increment();
        if (millis > 0) {
            Thread.sleep(millis);
        }
        return result;
    }

    /** Returns how often any of the tools has been called so far. */
    long calls() {
        return calls.sum();
    }
}
