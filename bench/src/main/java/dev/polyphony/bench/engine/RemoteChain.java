package dev.polyphony.bench.engine;

import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Traits;
import dev.polyphony.tools.remote.RemoteTools;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The product's own tool for summaries over HTTP, with the endpoints of {@link MockTools} behind it. Close it once. */
final class RemoteChain implements AutoCloseable {
    private final RemoteTools source;
    private final Tool tool;

    private RemoteChain(RemoteTools source) {
        this.source = source;
        Tool declared = source.tools().get(0);
        // pure, since only what may be called twice is hedged
        this.tool =
                new Tool(declared.signature(), new Traits("1", "", true, Duration.ofMinutes(2)), declared.bindings());
    }

    /** @param endpoints base URLs by name */
    static RemoteChain of(Map<String, String> endpoints) {
        Map<String, String> settings = new LinkedHashMap<>();
        endpoints.forEach((name, url) -> {
            settings.put(name + ".kind", "hf-endpoint");
            settings.put(name + ".base-url", url);
            settings.put(name + ".tools", Scenarios.SUMMARIZE + "=m");
        });
        return new RemoteChain(RemoteTools.from(settings, "{\"endpoints\":{}}", Clock.systemUTC()));
    }

    /** Returns the tool, with a binding for each endpoint. */
    Tool tool() {
        return tool;
    }

    @Override
    public void close() {
        source.close();
    }
}
