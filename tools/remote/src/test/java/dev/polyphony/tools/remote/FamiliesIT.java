package dev.polyphony.tools.remote;

import static dev.polyphony.testkit.EndpointAnswer.bytes;
import static dev.polyphony.testkit.EndpointAnswer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.ContentFilteredException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.EndpointAsk;
import dev.polyphony.testkit.FakeCall;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliesIT {
    private final Bench bench = new Bench();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bench.close();
    }

    private static Value only(Outputs outputs) {
        return outputs.values().values().iterator().next().get(0);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void paintsThroughEachFamilyAndHandsTheWorkInOnce(Family family) throws Exception {
        family.imitate(bench.server);

        Outputs outputs = Bench.run(bench.painter(family), folder);

        assertThat(((Media) only(outputs)).bytes()).isEqualTo(Samples.png());
        assertThat(bench.server.asked(family.submit)).hasSize(1);
        EndpointAsk ask = bench.server.asked(family.submit).get(0);
        assertThat(ask.text()).contains("a horse");
        assertThat(ask.headers())
                .containsEntry("authorization", "Bearer " + Bench.CANARY)
                .containsKey("idempotency-key");
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void cancelsOnTheServerWhenItsThreadIsInterrupted(Family family) throws Exception {
        family.imitate(bench.server);
        String stage = family.hasJobs() ? family.look : family.submit;
        bench.server.on(
                stage, family.hasJobs() ? family.running() : EndpointAnswer.failing(EndpointAnswer.Manner.SILENT));
        RemoteBody body = bench.painter(family);
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                Bench.run(body, folder);
            } catch (Throwable e) {
                thrown[0] = e;
            }
        });
        thread.start();
        bench.server.await(all -> !bench.server.asked(stage).isEmpty());

        long begun = System.nanoTime();
        thread.interrupt();
        thread.join(5_000);

        assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        switch (family) {
            case DIFFUSERS ->
                bench.server.await(all -> !bench.server.asked("DELETE /jobs/7").isEmpty());
            case REPLICATE ->
                bench.server.await(all ->
                        !bench.server.asked("POST /v1/predictions/7/cancel").isEmpty());
            case FAL ->
                bench.server.await(
                        all -> !bench.server.asked("PUT /m/requests/7/cancel").isEmpty());
            case COMFYUI ->
                bench.server.await(all -> !bench.server.asked("POST /queue").isEmpty());
            default -> {}
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"DIFFUSERS", "REPLICATE", "FAL", "NOVITA", "WAVESPEED", "COMFYUI"})
    void looksAtTheSameJobAgainAfterALostConnectionAndPaysOnce(Family family) throws Exception {
        family.imitate(bench.server);
        RemoteBody body = bench.painter(family);
        bench.server.on(family.look, EndpointAnswer.status(500));
        assertThatThrownBy(() -> Bench.run(body, folder)).hasMessageContaining("answered 500");

        family.imitate(bench.server);
        Bench.run(body, folder);

        assertThat(bench.server.asked(family.submit)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"REPLICATE", "FAL", "NOVITA", "WAVESPEED"})
    void fetchesTheResultOfAJobAgainAndPaysOnce(Family family) throws Exception {
        family.imitate(bench.server);
        RemoteBody body = bench.painter(family);
        bench.server.on("GET /files/1.png", EndpointAnswer.status(502));
        assertThatThrownBy(() -> Bench.run(body, folder)).hasMessageContaining("answered 502");
        bench.server.on("GET /files/1.png", bytes("image/png", new byte[] {'<'}), bytes("image/png", Samples.png()));

        assertThat(((Media) only(Bench.run(body, folder))).bytes()).isEqualTo(Samples.png());

        assertThat(bench.server.asked(family.submit)).hasSize(1);
        Bench.run(body, folder);
        assertThat(bench.server.asked(family.submit)).hasSize(2);
    }

    @Test
    void endsAJobThatIsStuckWhenItsTimeIsOverAndCancelsIt() throws Exception {
        Family.DIFFUSERS.imitate(bench.server);
        bench.server.on(Family.DIFFUSERS.look, Family.DIFFUSERS.running());
        RemoteBody body = bench.painter(Family.DIFFUSERS, e -> e.withDeadline(Duration.ofMillis(300)));

        assertThatThrownBy(() -> Bench.run(body, folder))
                .isInstanceOf(TimedOutException.class)
                .hasMessageContainingAll("fake", "0.3 s", "polyphony.remote.fake.deadline");
        bench.server.await(all -> !bench.server.asked("DELETE /jobs/7").isEmpty());
    }

    @Test
    void reportsTheJobAndHowFarItIs() throws Exception {
        Family.DIFFUSERS.imitate(bench.server);
        FakeCall call = Bench.call(folder);

        bench.painter(Family.DIFFUSERS).run(call);

        assertThat(call.reported()).contains("job 7", "0.5/1");
    }

    @Test
    void tellsOnceEachThatAJobWaitsAndThatItsModelIsLoaded() throws Exception {
        Family.DIFFUSERS.imitate(bench.server);
        EndpointAnswer queued =
                EndpointAnswer.status(202).with("X-State", "queued").with("X-Ahead", "2");
        EndpointAnswer loading = EndpointAnswer.status(202).with("X-State", "loading");
        bench.server.on(
                Family.DIFFUSERS.look,
                queued,
                queued,
                loading,
                loading,
                Family.DIFFUSERS.running(),
                bytes("image/png", Samples.png()));
        FakeCall call = Bench.call(folder);

        bench.painter(Family.DIFFUSERS).run(call);

        assertThat(call.reported()).containsExactly("job 7", "fake waits behind 2", "fake loads its model", "0.5/1");
    }

    @Test
    void tellsThatTheWorkOfAJobFailedAndAsksForItNoMore() {
        Family.DIFFUSERS.imitate(bench.server);
        bench.server.on(Family.DIFFUSERS.look, json(424, "{\"error\":\"RuntimeError: no convergence\"}"));

        assertThatThrownBy(() -> Bench.run(bench.painter(Family.DIFFUSERS), folder))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("fake failed", "no convergence", "Maybe another model");
        assertThat(bench.server.asked()).hasSize(2);
    }

    @Test
    void answersAboutAPictureThroughTheModelServer() throws Exception {
        bench.server.on("POST /generate", bytes("text/plain", " An orange field.\n".getBytes(UTF_8)));
        RemoteBody body =
                bench.body("polyphony-diffusers", "image-to-text", Modality.IMAGE, Modality.TEXT, Map.of(), e -> e);

        Outputs outputs = body.run(Bench.call(folder, Media.of(Modality.IMAGE, Samples.png())));

        assertThat(only(outputs)).isEqualTo(new Value.Text("An orange field."));
        assertThat(bench.server.asked().get(0).text()).contains("\"task\":\"image-to-text\"", "\"image\":\"iVBOR");
    }

    @ParameterizedTest
    @ValueSource(bytes = {' ', (byte) 0xff})
    void takesNothingAndWhatIsNoTextForNoAnswer(byte only) {
        bench.server.on("POST /generate", bytes("text/plain", new byte[] {only}));
        RemoteBody body =
                bench.body("polyphony-diffusers", "image-to-text", Modality.IMAGE, Modality.TEXT, Map.of(), e -> e);

        assertThatThrownBy(() -> body.run(Bench.call(folder, Media.of(Modality.IMAGE, Samples.png()))))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContaining("fake sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[{\"b64_json\":\"%s\"}]}", "{\"images\":[\"data:image/png;base64,%s\"]}"})
    void takesPicturesOfTheTaskApiInAnyOfItsShapes(String shape) throws Exception {
        bench.server.on("POST /models/m", json(shape.formatted(Samples.base64(Samples.png()))));

        assertThat(((Media) only(Bench.run(bench.painter(Family.HF_TASK), folder))).bytes())
                .isEqualTo(Samples.png());
    }

    @Test
    void waitsForAModelThatIsBeingLoaded() throws Exception {
        bench.server.on(
                "POST /models/m",
                json(503, "{\"error\":\"Model m is currently loading\",\"estimated_time\":0.05}"),
                bytes("image/png", Samples.png()));
        FakeCall call = Bench.call(folder);

        bench.painter(Family.HF_TASK).run(call);

        assertThat(bench.server.asked()).hasSize(2);
        assertThat(call.reported()).contains("fake loads its model");
    }

    @Test
    void refusesABlackPictureAsTheWorkOfASafetyFilter() {
        bench.server.on("POST /models/m", bytes("image/png", Samples.png(Color.BLACK)));

        assertThatThrownBy(() -> Bench.run(bench.painter(Family.HF_TASK), folder))
                .isInstanceOf(ContentFilteredException.class)
                .hasMessageContainingAll("black picture", "policy");
    }

    @Test
    void asksOnceMoreForWhatIsNoResultAndThenFails() {
        bench.server.on("POST /models/m", bytes("image/png", "<html>busy</html>".getBytes(UTF_8)));

        assertThatThrownBy(() -> Bench.run(bench.painter(Family.HF_TASK), folder))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("fake sent", "Maybe");
        assertThat(bench.server.asked()).hasSize(2);
    }

    @Test
    void leavesAnEndpointWithoutCreditAlone() {
        bench.server.on("POST /models/m", json(402, "{\"error\":\"You have exceeded your monthly included credits\"}"));
        RemoteBody body = bench.painter(Family.HF_TASK);

        assertThatThrownBy(() -> Bench.run(body, folder))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("credit");
        assertThatThrownBy(() -> Bench.run(body, folder))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("left alone");
        assertThat(bench.server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1000000000"})
    void passesTheWaitThatIsAskedForOnButNeverBeyondTheDeadline(String seconds) {
        bench.server.on("POST /models/m", json(429, "{}").with("Retry-After", seconds));

        assertThatThrownBy(() -> Bench.run(bench.painter(Family.HF_TASK), folder))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(seconds.equals("7") ? 7 : 20)));
    }

    @Test
    void transcribesSpeechThroughTheOpenAiForm() throws Exception {
        bench.server.on("POST /v1/audio/transcriptions", json("{\"text\":\" Hello there. \"}"));
        RemoteBody body = bench.body(
                "openai-audio", "automatic-speech-recognition", Modality.AUDIO, Modality.TEXT, Map.of(), e -> e);

        Outputs outputs = body.run(Bench.call(folder, Media.of(Modality.AUDIO, Samples.wav())));

        assertThat(only(outputs)).isEqualTo(new Value.Text("Hello there."));
        assertThat(bench.server.asked().get(0).body()).contains("filename=\"sound.wav\"", "RIFF");
    }

    @Test
    void speaksThroughTheOpenAiForm() throws Exception {
        bench.server.on("POST /v1/audio/speech", bytes("audio/wav", Samples.wav()));
        RemoteBody body = bench.body(
                "openai-audio", "text-to-speech", Modality.TEXT, Modality.AUDIO, Map.of("voice", "nova"), e -> e);

        assertThat(((Media) only(Bench.run(body, folder))).bytes()).isEqualTo(Samples.wav());
        assertThat(bench.server.asked().get(0).text()).contains("\"voice\":\"nova\"");
    }

    @Test
    void describesAPictureThroughChat() throws Exception {
        bench.server.on(
                "POST /v1/chat/completions",
                json("{\"choices\":[{\"message\":{\"content\":\"An orange field.\"},\"finish_reason\":\"stop\"}]}"));
        RemoteBody body = bench.body("openai-chat", "image-to-text", Modality.IMAGE, Modality.TEXT, Map.of(), e -> e);

        Outputs outputs = body.run(Bench.call(folder, Media.of(Modality.IMAGE, Samples.png())));

        assertThat(only(outputs)).isEqualTo(new Value.Text("An orange field."));
        assertThat(bench.server.asked().get(0).text()).contains("data:image/png;base64,", "one sentence");
    }

    @Test
    void classifiesDetectsAndNamesThroughTheTaskApi() throws Exception {
        bench.server.on(
                "POST /models/m", json("[{\"label\":\"cat\",\"score\":0.1},{\"label\":\"dog\",\"score\":0.9}]"));
        RemoteBody classify =
                bench.body("hf-task", "image-classification", Modality.IMAGE, Modality.LABELS, Map.of(), e -> e);
        Media picture = Media.of(Modality.IMAGE, Samples.png());
        assertThat(only(classify.run(Bench.call(folder, picture))))
                .isEqualTo(new Value.Labels(List.of(new Value.Label("dog", 0.9), new Value.Label("cat", 0.1))));

        bench.server.on(
                "POST /models/m",
                json("[{\"label\":\"dog\",\"score\":0.9,\"box\":{\"xmin\":1,\"ymin\":2,\"xmax\":11,\"ymax\":22}}]"));
        RemoteBody detect = bench.body("hf-task", "object-detection", Modality.IMAGE, Modality.BOXES, Map.of(), e -> e);
        assertThat(only(detect.run(Bench.call(folder, picture))))
                .isEqualTo(new Value.Boxes(48, 32, List.of(new Value.Box("dog", 0.9, 1, 2, 10, 20))));

        bench.server.on(
                "POST /models/m",
                json("[{\"entity_group\":\"PER\",\"word\":\"Ada\",\"score\":0.9,\"start\":0,\"end\":3}]"));
        RemoteBody entities =
                bench.body("hf-task", "token-classification", Modality.TEXT, Modality.TABLE, Map.of(), e -> e);
        assertThat(((Value.Table) only(Bench.run(entities, folder))).rows())
                .containsExactly(List.of("PER", "Ada", 0.9, 0L, 3L));
    }
}
