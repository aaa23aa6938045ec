package dev.polyphony.tools.remote;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ToolBody;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.adapter.Adapter;
import dev.polyphony.tools.remote.adapter.Service;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Remote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The work of a binding: asks an endpoint, and once more if what came was no result. Thread-safe. */
final class RemoteBody implements ToolBody {
    private final Remote remote;
    private final Adapter adapter;
    private final Service service;

    RemoteBody(Remote remote, Adapter adapter, Service service) {
        this.remote = remote;
        this.adapter = adapter;
        this.service = service;
    }

    @Override
    public Outputs run(ToolCall call) throws IOException, InterruptedException {
        Attempt attempt = remote.begin(call);
        try {
            Outputs outputs = ask(attempt);
            attempt.settle();
            return withoutKey(outputs);
        } catch (PolyphonyException e) {
            if (!e.retriable()) {
                attempt.settle();
            }
            throw e;
        }
    }

    /** An endpoint that repeats its key in a text would have it kept. */
    private Outputs withoutKey(Outputs outputs) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        outputs.values()
                .forEach((port, list) -> values.put(
                        port,
                        list.stream()
                                .map(value -> value instanceof Value.Text text
                                        ? new Value.Text(remote.withoutKey(text.text()))
                                        : value)
                                .toList()));
        return new Outputs(values);
    }

    private Outputs ask(Attempt attempt) throws IOException, InterruptedException {
        try {
            return adapter.run(service, attempt);
        } catch (InvalidOutputException first) {
            attempt.call()
                    .progress("%s sent no result and is asked once more"
                            .formatted(remote.endpoint().name()));
        }
        try {
            return adapter.run(service, attempt);
        } catch (InvalidOutputException e) {
            throw attempt.failures().invalid(e);
        }
    }
}
