package dev.polyphony.tools.remote;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ToolBody;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.remote.adapter.Adapter;
import dev.polyphony.tools.remote.adapter.Service;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Remote;
import java.io.IOException;

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
            return outputs;
        } catch (PolyphonyException e) {
            if (!e.retriable()) {
                attempt.settle();
            }
            throw e;
        }
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
