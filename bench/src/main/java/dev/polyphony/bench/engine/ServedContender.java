package dev.polyphony.bench.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** Polyphony in a JVM of its own, asked over HTTP: see {@link Host}. */
final class ServedContender implements Contender {
    /** Its name in the results. */
    static final String NAME = "polyphony-over-http";

    private final ChildJvm host;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServedContender(String model, Path scratch) throws IOException {
        host = ChildJvm.start(ChildJvm.THIS_JDK, List.of("-Xmx2g"), Host.class, "polyphony", model, scratch.toString());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String scenarioId) {
        return Scenarios.SHARED.contains(scenarioId);
    }

    @Override
    public boolean inThisProcess() {
        return false;
    }

    @Override
    public void serve(Scenario scenario, String words) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(host.url()))
                        .POST(BodyPublishers.ofString(words))
                        .build(),
                BodyHandlers.ofString());
        MockModel.checkAnswer(answer.body());
    }

    @Override
    public long toolCalls() throws IOException, InterruptedException {
        return host.get("/count").path("tool").asLong();
    }

    @Override
    public void close() {
        host.close();
    }
}
