package dev.polyphony.bench.engine;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one system in one scenario. In JSON the figures stand beside the names.
 *
 * @param system the system; {@code polyphony} is ours, and {@code polyphony-…} a variant of it
 * @param scenario what was asked
 * @param clients how many asked at the same time
 * @param figures by name with unit: {@code p50_ms}
 */
record Row(
        @JsonProperty("system") String system,
        @JsonProperty("scenario") String scenario,
        @JsonProperty("clients") int clients,
        @JsonAnyGetter Map<String, Double> figures) {
    Row {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Returns a figure; NaN if this row has none of this name. */
    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** Returns this row with one more figure, rounded to thousandths; without it if it is no number. */
    Row with(String name, double value) {
        if (!Double.isFinite(value)) {
            return this;
        }
        Map<String, Double> more = new LinkedHashMap<>(figures);
        more.put(name, Math.round(value * 1_000) / 1_000.0);
        return new Row(system, scenario, clients, more);
    }

    /** Returns the row of a system in a scenario; one without figures if there is none. */
    static Row find(List<Row> rows, String system, String scenario) {
        return rows.stream()
                .filter(row -> row.system().equals(system) && row.scenario().equals(scenario))
                .findFirst()
                .orElse(new Row(system, scenario, 0, Map.of()));
    }
}
