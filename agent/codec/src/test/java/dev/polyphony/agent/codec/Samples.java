package dev.polyphony.agent.codec;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** One value of each shape with all members, and one with the required members alone. */
final class Samples {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.250Z");
    static final String PICTURE_ID = "a".repeat(64);
    static final String SOUND_ID = "0123456789abcdef".repeat(4);

    static final Artifact PICTURE = new Artifact(
            PICTURE_ID, Modality.IMAGE, "image/png", 70_212, "harbour é.png", Measures.ofPicture(640, 480));
    static final Artifact WORDS = new Artifact("b".repeat(64), Modality.TEXT, "text/plain", 0, null, Measures.NONE);
    static final Artifact FILM = new Artifact(
            SOUND_ID,
            Modality.VIDEO,
            "video/mp4",
            1_048_576,
            "film.mp4",
            new Measures(1280, 720, Duration.ofMillis(12_345), 48_000, 2, 29.97));
    static final Provenance SEEDED = new Provenance(
            PICTURE_ID,
            "run-1",
            "t2",
            "image.generate",
            "3",
            "hf:stabilityai/sdxl",
            Map.of("prompt", "a \"red\" boat"),
            42L,
            List.of(SOUND_ID),
            AT);
    static final Provenance SEEDLESS =
            new Provenance(PICTURE_ID, "run-1", "t2", "image.crop", "1", "local", Map.of(), null, List.of(), AT);
    static final Problem PROBLEM = new Problem("timed_out", "The attempt took 5 s.\nMaybe allow more.", true);
    static final Finding FINDING =
            new Finding(Finding.Code.UNUSED_OUTPUT, "/tasks/1", "nothing needs task \"t2\".\nMaybe deliver it.");
    static final Plan PLAN = Plan.restored(new Draft(
            List.of(
                    Task.of("t1", "image.caption", Map.of("picture", new Input.Given(PICTURE_ID))),
                    new Task("t2", "speech.say", ordered(), List.of("t1"))),
            List.of(new OutputRef("t2", "audio")),
            null));
    static final Estimate ESTIMATE = new Estimate(
            Duration.ofMillis(900),
            0.002,
            List.of(
                    new Estimate.OfTask("t1", "local", Duration.ZERO, 0, true, List.of(), List.of()),
                    new Estimate.OfTask(
                            "t2", "cloud", Duration.ofMillis(900), 0.002, false, List.of("text"), List.of("cloud")),
                    new Estimate.OfTask("t3", "local", null, 0, false, List.of(), List.of())));
    static final Plan WORDS_ONLY = Plan.restored(Draft.answering("Good morning."));
    static final RunSummary GOING =
            new RunSummary("run-2", "s-1", null, "tools", "Say it", List.of(), RunState.RUNNING, AT, null, null);
    static final RunSummary DONE = new RunSummary(
            "run-3",
            "s-1",
            "run-2",
            "tools",
            "Say it again",
            List.of(PICTURE, WORDS),
            RunState.COMPLETED,
            AT,
            Duration.ofMillis(1_500),
            "Here: [film](artifact:%s)".formatted(SOUND_ID));
    static final Session SESSION = new Session("s-1", "Boats", AT, AT.plusSeconds(60));
    static final Toolbox TOOLBOX = toolbox();
    static final List<String> MODES = List.of("tools", "auto", "end-to-end");

    private Samples() {}

    static Stream<Sample> all() {
        return Stream.concat(shapes(), EventSamples.all());
    }

    private static Stream<Sample> shapes() {
        return Stream.of(
                of("artifact", "Artifact", FILM, ArtifactCodec::encode, ArtifactCodec::decode),
                of("artifact.min", "Artifact", WORDS, ArtifactCodec::encode, ArtifactCodec::decode),
                of("provenance", "Provenance", SEEDED, ProvenanceCodec::encode, ProvenanceCodec::decode),
                of("provenance.min", "Provenance", SEEDLESS, ProvenanceCodec::encode, ProvenanceCodec::decode),
                of("plan", "Plan", PLAN, PlanCodec::encode, PlanCodec::decode),
                of("plan.answer", "Plan", WORDS_ONLY, PlanCodec::encode, PlanCodec::decode),
                of("draft", "Plan", PLAN.draft(), PlanCodec::encode, PlanCodec::decodeDraft),
                wire("error", "Error", PROBLEM, WireProblem::of, WireProblem.class, WireProblem::toProblem),
                wire("finding", "Finding", FINDING, WireFinding::of, WireFinding.class, WireFinding::toFinding),
                wire("run", "Run", DONE, WireRun::of, WireRun.class, WireRun::toRunSummary),
                wire("run.min", "Run", GOING, WireRun::of, WireRun.class, WireRun::toRunSummary),
                wire("session.min", "Session", SESSION, WireSession::of, WireSession.class, WireSession::toSession),
                wire(
                        "session",
                        "Session",
                        SESSION,
                        s -> WireSession.of(s, List.of(GOING, DONE)),
                        WireSession.class,
                        WireSession::toSession),
                wire(
                        "proposal",
                        "Proposal",
                        proposal(List.of(FINDING)).with(ESTIMATE),
                        WireProposal::of,
                        WireProposal.class,
                        WireProposal::toProposal),
                wire(
                        "proposal.min",
                        "Proposal",
                        proposal(List.of()),
                        WireProposal::of,
                        WireProposal.class,
                        WireProposal::toProposal),
                new Sample(
                        "toolbox",
                        "Toolbox",
                        WireToolbox.of(TOOLBOX),
                        () -> Json.write(WireToolbox.of(TOOLBOX)),
                        json -> Json.read(json, WireToolbox.class)),
                new Sample(
                        "toolbox.modes",
                        "Toolbox",
                        WireToolbox.of(TOOLBOX).with(MODES),
                        () -> Json.write(WireToolbox.of(TOOLBOX).with(MODES)),
                        json -> Json.read(json, WireToolbox.class)));
    }

    static <T> Sample of(String file, String shape, T value, Function<T, String> encode, Function<String, ?> decode) {
        return new Sample(file, shape, value, () -> encode.apply(value), decode::apply);
    }

    private static <T, W> Sample wire(
            String file, String shape, T value, Function<T, W> toWire, Class<W> wire, Function<W, T> back) {
        return of(file, shape, value, v -> Json.write(toWire.apply(v)), json -> back.apply(Json.read(json, wire)));
    }

    private static Proposal proposal(List<Finding> findings) {
        return new Proposal(PLAN, "search", findings);
    }

    private static Map<String, Input> ordered() {
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put("text", new Input.Made(new OutputRef("t1", "text"), true));
        inputs.put("speed", new Input.Literal("1.5"));
        inputs.put(
                "mixed",
                new Input.Many(
                        List.of(new Input.Literal("zwölf"), Input.Made.by("t1", "text"), new Input.Given(SOUND_ID))));
        return inputs;
    }

    private static Toolbox toolbox() {
        Signature detect = new Signature(
                "image.detect",
                "Finds things in one picture.",
                List.of(
                        Port.one("picture", Modality.IMAGE).describedAs("what to look at"),
                        Port.choice("model", "small", "large"),
                        Port.number("threshold", 0.5, 0, 1)),
                List.of(Port.one("boxes", Modality.BOXES), Port.many("crops", Modality.IMAGE)),
                List.of("where are the boats"));
        Tool tool = new Tool(
                detect,
                new Traits("2", "Apache-2.0", true, Duration.ofSeconds(5)),
                List.of(
                        new Binding("local", true, "yolo 8n", call -> new Outputs(Map.of())),
                        new Binding("hf:some/model", false, null, call -> new Outputs(Map.of())).costing(0.02)));
        Tool send = Tool.named("mail.send")
                .does("Sends a letter.")
                .takes("text", Modality.TEXT)
                .writes()
                .gives(Modality.TEXT, call -> "sent");
        Signature say = new Signature(
                "speech.say",
                "Says words.",
                List.of(Port.one("text", Modality.TEXT)),
                List.of(Port.one("audio", Modality.AUDIO)),
                List.of());
        return Toolbox.of(List.of(tool, send), List.of(new AbsentTool(say, "install the Debian package flite")));
    }
}
