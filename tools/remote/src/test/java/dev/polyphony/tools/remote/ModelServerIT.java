package dev.polyphony.tools.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.ModelServer;
import dev.polyphony.tools.media.MediaProbe;
import dev.polyphony.tools.remote.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real model server, with tiny pipelines of random weights, asked through tools/remote. */
class ModelServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final MediaProbe PROBE = MediaProbe.create();

    @TempDir
    static Path tiny;

    @TempDir
    Path folder;

    private static ModelServer server;

    @BeforeAll
    static void start() {
        String missing = ModelServer.missing();
        assumeTrue(missing == null, () -> "no model server: " + missing);
        server = ModelServer.start(tiny, "cpu");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static RemoteTools tools(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("diffusers.base-url", server.baseUrl());
        settings.put("diffusers.poll-interval", "10ms");
        return RemoteTools.from(
                settings,
                Files.readString(Path.of("..", "..", "src", "main", "resources", RemoteTools.CATALOGUE)),
                Clock.systemUTC());
    }

    /** Settings under which the server is asked for one tool with small parameters. */
    private static Map<String, String> small(String tool, String model, String... options) {
        Map<String, String> settings = new HashMap<>();
        settings.put("diffusers.tools", tool + "=" + model);
        for (String option : options) {
            String[] parts = option.split("=");
            settings.put("diffusers.options.param." + parts[0], parts[1]);
        }
        return settings;
    }

    private static Binding binding(RemoteTools source, String tool) {
        return source.tools().stream()
                .filter(t -> t.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .bindings()
                .get(0);
    }

    private FakeCall call(Map<String, Value> inputs) throws Exception {
        Map<String, List<Value>> lists = new HashMap<>();
        inputs.forEach((port, value) -> lists.put(port, List.of(value)));
        return FakeCall.of(lists, Files.createTempDirectory(folder, "call")).within(PATIENCE);
    }

    private static Value.Text words(String text) {
        return new Value.Text(text);
    }

    private static Value only(Binding binding, FakeCall call) throws Exception {
        return binding.body().run(call).values().values().iterator().next().get(0);
    }

    private Probe.Result probed(Value value) throws Exception {
        return PROBE.probe(((Media) value).file(Files.createTempDirectory(folder, "probe")), "the result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stable-diffusion-v1-5/stable-diffusion-v1-5", "stabilityai/stable-diffusion-xl-base-1.0"})
    void paintsAPictureWithProgressAndTheSameAgainForTheSameSeed(String model) throws Exception {
        try (RemoteTools source = tools(small("image.paint", model, "num_inference_steps=100", "width=96"))) {
            Binding paint = binding(source, "image.paint");
            FakeCall call = call(Map.of("text", words("a horse on a beach")));
            Media first = (Media) only(paint, call);
            Media again = (Media) only(paint, call(Map.of("text", words("a horse on a beach"))));
            Media other = (Media) only(paint, call(Map.of("text", words("a dog in a wood"))));

            assertThat(first.modality()).isEqualTo(Modality.IMAGE);
            assertThat(probed(first).mediaType()).isEqualTo("image/png");
            assertThat(probed(first).measures()).isEqualTo(Measures.ofPicture(96, 64));
            assertThat(again.bytes()).isEqualTo(first.bytes()).isNotEqualTo(other.bytes());
            assertThat(call.reported())
                    .anyMatch(said -> said.startsWith("job "))
                    .anyMatch(said -> said.matches("0\\.\\d+/1"));
        }
    }

    @Test
    void changesAPicture() throws Exception {
        try (RemoteTools source = tools(small(
                "image.edit",
                "stable-diffusion-v1-5/stable-diffusion-v1-5",
                "strength=0.5",
                "num_inference_steps=200"))) {
            Media picture = Media.of(Modality.IMAGE, Samples.png());
            FakeCall call = call(Map.of("picture", picture, "text", words("make the sky pink")));

            Media edited = (Media) only(binding(source, "image.edit"), call);

            assertThat(probed(edited).mediaType()).isEqualTo("image/png");
            assertThat(edited.bytes()).isNotEqualTo(picture.bytes());
            assertThat(call.reported()).anyMatch(said -> said.matches("0\\.\\d+/1"));
        }
    }

    @Test
    void filmsWithProgress() throws Exception {
        try (RemoteTools source = tools(small(
                "video.film",
                "cerspense/zeroscope_v2_576w",
                "width=64",
                "height=64",
                "num_frames=8",
                "fps=4",
                "num_inference_steps=40"))) {
            FakeCall call = call(Map.of("text", words("a running horse")));

            Value film = only(binding(source, "video.film"), call);

            assertThat(probed(film).mediaType()).isEqualTo("video/mp4");
            assertThat(probed(film).measures()).isEqualTo(new Measures(64, 64, Duration.ofSeconds(2), null, null, 4.0));
            assertThat(call.reported()).anyMatch(said -> said.matches("0\\.\\d+/1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"sound.make, cvssp/audioldm2", "music.compose, cvssp/audioldm2-music"})
    void soundsWithProgress(String tool, String model) throws Exception {
        try (RemoteTools source = tools(small(tool, model, "audio_length_in_s=1.5", "num_inference_steps=40"))) {
            FakeCall call = call(Map.of("text", words("rain on a roof")));

            Value sound = only(binding(source, tool), call);

            assertThat(probed(sound).mediaType()).isEqualTo("audio/wav");
            assertThat(probed(sound).measures()).isEqualTo(Measures.ofSound(Duration.ofMillis(1_500), 16_000, 1));
            assertThat(call.reported()).anyMatch(said -> said.matches("0\\.\\d+/1"));
        }
    }

    @Test
    void answersAboutAPicture() throws Exception {
        try (RemoteTools source = tools(small("image.ask", "llava-hf/llava-1.5-7b-hf", "max_new_tokens=24"))) {
            Media picture = Media.of(Modality.IMAGE, Samples.png());

            Value answer = only(
                    binding(source, "image.ask"), call(Map.of("picture", picture, "question", words("What is it?"))));

            assertThat(((Value.Text) answer).text()).isNotBlank();
        }
    }

    @Test
    void cancelsOnTheServerSoThatTheNextJobGoesOn() throws Exception {
        String model = "cerspense/zeroscope_v2_576w";
        try (RemoteTools longest = tools(small(
                        "video.film", model, "num_frames=8", "num_inference_steps=500", "width=64", "height=64"));
                RemoteTools quick = tools(
                        small("video.film", model, "num_frames=2", "num_inference_steps=2", "width=64", "height=64"))) {
            FakeCall call = call(Map.of("text", words("a running horse")));
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> {
                try {
                    only(binding(longest, "video.film"), call);
                } catch (Throwable e) {
                    thrown[0] = e;
                }
            });
            thread.start();
            String job =
                    call.awaitReport(said -> said.startsWith("job "), PATIENCE).substring(4);
            call.awaitReport(said -> said.matches("0\\.\\d*[1-9]\\d*/1"), PATIENCE);

            thread.interrupt();
            thread.join(10_000);
            only(binding(quick, "video.film"), call(Map.of("text", words("a running horse"))));

            assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
            assertThat(get("/jobs/" + job).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void tellsWhatAServerRefuses() throws Exception {
        try (RemoteTools odd = tools(small("image.paint", "stable-diffusion-v1-5/stable-diffusion-v1-5", "width=63"));
                RemoteTools unknown = tools(small("image.paint", "nobody/nothing"))) {
            assertThatThrownBy(() -> only(binding(odd, "image.paint"), call(Map.of("text", words("a horse")))))
                    .isInstanceOf(ToolArgumentsException.class)
                    .hasMessageContainingAll("width (63)", "Maybe");
            assertThatThrownBy(() -> only(binding(unknown, "image.paint"), call(Map.of("text", words("a horse")))))
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessageContainingAll("nobody/nothing", "polyphony.remote.diffusers.tools");
        }
    }

    @Test
    void servesAllThatTheCatalogueSaysOfIt() throws Exception {
        Map<String, Set<String>> served = new HashMap<>();
        for (JsonNode model : Json.parse(get("/models").body()).path("models")) {
            Set<String> tasks = new TreeSet<>();
            model.path("tasks").forEach(task -> tasks.add(task.asText()));
            served.put(model.path("name").asText(), tasks);
        }
        Preset diffusers =
                Preset.read(Files.readString(Path.of("..", "..", "src", "main", "resources", RemoteTools.CATALOGUE)))
                        .stream()
                        .filter(preset -> preset.name().equals("diffusers"))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> tasks = new HashMap<>();
        ToolCard.all().forEach(card -> tasks.put(card.signature().name(), card.task()));

        assertThat(diffusers.served())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(served.getOrDefault(String.valueOf(one.model()), Set.of()))
                        .as("%s", one)
                        .contains(tasks.get(one.tool())));
    }

    private static java.net.http.HttpResponse<String> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
