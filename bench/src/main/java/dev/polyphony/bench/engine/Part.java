package dev.polyphony.bench.engine;

import java.util.List;

/** A part of the benchmark: one question, the rows that answer it, and how they are to be read. */
interface Part {
    /** Returns the word by which it is chosen. */
    String name();

    /** Returns what is measured, as Markdown that stands above the table. */
    String about();

    /** Returns the columns of its table. */
    List<Column> columns();

    /** Measures. */
    List<Row> run(Rig rig) throws Exception;

    /** Returns what the rows should show, each with whether they do. */
    List<Bar> bars(List<Row> rows);
}
