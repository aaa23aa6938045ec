package dev.polyphony.bench.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks all systems for the same, in turn, so that whatever the machine does otherwise hits all of them. */
final class SideBySide {
    private final List<Contender> contenders;
    private final MockProcess model;
    private final PrintWriter err;

    SideBySide(List<Contender> contenders, MockProcess model, PrintWriter err) {
        this.contenders = contenders;
        this.model = model;
        this.err = err;
    }

    /** Times of one system. */
    private static final class Times {
        final List<Long> nanos = new ArrayList<>();
        long llm;
        long tools;
        int errors;
    }

    /** Runs all scenarios at zero latency, until the compiler has seen them. */
    void warmUp(List<String> scenarios, int rounds) throws IOException, InterruptedException {
        for (String id : scenarios) {
            run(id, Duration.ZERO, Duration.ZERO, rounds);
        }
    }

    /** Returns one row for each system that serves the scenario. */
    List<Row> run(String id, Duration llm, Duration tool, int rounds) throws IOException, InterruptedException {
        Scenario scenario = Scenarios.of(id, llm, tool);
        String words = "Do it. " + Marker.of(id, llm, tool);
        Map<Contender, Times> all = new LinkedHashMap<>();
        contenders.stream().filter(c -> c.serves(id)).forEach(c -> all.put(c, new Times()));
        model.takeCalls();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contender, Times> one : all.entrySet()) {
                once(one.getKey(), scenario, words, one.getValue());
            }
        }
        List<Row> rows = new ArrayList<>();
        all.forEach((contender, times) -> rows.add(Row.of(
                contender.name(), scenario, tool.toMillis(), 1, times.nanos, times.llm, times.tools, times.errors)));
        return rows;
    }

    private void once(Contender contender, Scenario scenario, String words, Times times)
            throws IOException, InterruptedException {
        long tools = contender.toolCalls();
        long begun = System.nanoTime();
        try {
            contender.serve(scenario, words);
            times.nanos.add(System.nanoTime() - begun);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            times.errors++;
            err.printf("%s, %s: %s%n", contender.name(), scenario.id(), e);
        }
        times.tools += contender.toolCalls() - tools;
        times.llm += model.takeCalls();
    }
}
