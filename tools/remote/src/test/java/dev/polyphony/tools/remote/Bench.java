package dev.polyphony.tools.remote;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.FakeEndpoint;
import dev.polyphony.tools.remote.adapter.Adapters;
import dev.polyphony.tools.remote.adapter.Service;
import dev.polyphony.tools.remote.http.Auth;
import dev.polyphony.tools.remote.http.Endpoint;
import dev.polyphony.tools.remote.http.Network;
import dev.polyphony.tools.remote.http.Remote;
import dev.polyphony.tools.remote.http.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A fake endpoint and a way to ask it. */
final class Bench implements AutoCloseable {
    static final String CANARY = "canary-7f3a9c51d2e84b60";

    final FakeEndpoint server = FakeEndpoint.start();
    final Network network = Network.open();

    /** Returns the work of a tool that paints. */
    RemoteBody painter(Family family) {
        return painter(family, endpoint -> endpoint);
    }

    /** Returns the work of a tool that paints, at an endpoint with other settings. */
    RemoteBody painter(Family family, UnaryOperator<Endpoint> settings) {
        return body(family.kind, "text-to-image", Modality.TEXT, Modality.IMAGE, family.options, settings);
    }

    /** Returns the work of a tool with one input and one output. */
    RemoteBody body(
            String kind,
            String task,
            Modality takes,
            Modality gives,
            Map<String, String> options,
            UnaryOperator<Endpoint> settings) {
        Signature signature = new Signature(
                "test.tool",
                "Does it.",
                List.of(Port.one("in", takes)),
                List.of(Port.one(gives.portName(), gives)),
                List.of());
        Endpoint endpoint = settings.apply(Endpoint.of("fake", kind, server.baseUrl())
                .withAuth(new Auth(Auth.Scheme.BEARER, Secret.of(CANARY)))
                .withDeadline(Duration.ofSeconds(20))
                .withPollInterval(Duration.ofMillis(20)));
        return new RemoteBody(
                new Remote(network, endpoint, Clock.systemUTC()),
                Adapters.of(kind),
                new Service(signature, task, "m", options));
    }

    /** Asks for a horse. */
    static Outputs run(RemoteBody body, Path folder) throws Exception {
        return body.run(call(folder));
    }

    static FakeCall call(Path folder) {
        return FakeCall.of(Map.of("in", List.of(new Value.Text("a horse"))), folder);
    }

    static ToolCall call(Path folder, Value value) {
        return FakeCall.of(Map.of("in", List.of(value)), folder);
    }

    @Override
    public void close() {
        network.close();
        server.close();
    }
}
