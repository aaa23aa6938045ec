package dev.polyphony.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a running tool is given: its inputs by port name, and the attempt that it is part of. All inputs were checked
 * against the tool's ports before. Used by the thread that runs the tool; {@code progress} and {@code cancelled} may be
 * called from any thread.
 */
public interface ToolCall {
    /** Returns all values of an input, in order; empty if an optional input was left out. */
    List<Value> values(String port);

    /** Returns true if the input holds something. */
    default boolean has(String port) {
        return !values(port).isEmpty();
    }

    /**
     * Returns the only value of an input.
     *
     * @throws ToolArgumentsException if the port is empty or holds something else
     */
    default <V extends Value> V value(String port, Class<V> type) {
        return Inputs.only(port, values(port), type);
    }

    /** Returns the words at a TEXT input, or a parameter's literal or default. */
    default String text(String port) {
        return value(port, Value.Text.class).text();
    }

    /** Returns the number that a parameter was set to, or its default. */
    default double number(String port) {
        return Inputs.number(port, text(port));
    }

    /** Returns the picture at an IMAGE or MASK input. */
    default Media image(String port) {
        return value(port, Media.class);
    }

    /** Returns the sound at an AUDIO input. */
    default Media audio(String port) {
        return value(port, Media.class);
    }

    /** Returns the video at a VIDEO input. */
    default Media video(String port) {
        return value(port, Media.class);
    }

    /** Returns all media of an input that takes a list, in order. */
    default List<Media> media(String port) {
        return values(port).stream()
                .map(value -> Inputs.as(port, value, Media.class))
                .toList();
    }

    /** Returns all texts of an input that takes a list, in order. */
    default List<String> texts(String port) {
        return values(port).stream()
                .map(value -> Inputs.as(port, value, Value.Text.class).text())
                .toList();
    }

    /** Reports how far the work is: {@code done} of {@code total} steps, frames or bytes. */
    void progress(double done, double total);

    /** Reports what is being done, in a few words. */
    void progress(String message);

    /**
     * Says the next words of the answer while the work goes on. They are shown at once if this task is the only one of its
     * plan, was not begun before the plan was whole, and this is its first attempt; else, and by default, nothing happens. The fusion of such a plan begins with them.
     */
    default void say(String words) {}

    /**
     * Reports tokens that a language model read and wrote for this call; what is reported several times is added up.
     *
     * @param tokensIn tokens read, at least 0
     * @param tokensOut tokens written, at least 0
     */
    default void tokens(long tokensIn, long tokensOut) {}

    /** Returns true once the attempt should stop: it was cancelled or its time is over. Its thread is interrupted as well. */
    boolean cancelled();

    /** Returns the time left to this attempt; zero once it is over. */
    Duration remaining();

    /** Returns the seed for any random numbers; the same for a repeated attempt. */
    long seed();

    /** Returns an empty folder for files of this attempt. It is deleted when the outputs have been stored. */
    Path folder();
}
