package dev.polyphony.tools.anytoany.pipeline;

/** A part of a model. Thread-safe; closing it frees what it holds outside the heap. */
public interface Component extends AutoCloseable {
    @Override
    default void close() {}
}
