package dev.polyphony.tools.local;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.TABLE;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value.Table;
import dev.polyphony.agent.Value.Text;
import dev.polyphony.tools.media.Sounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools that speak and listen. */
final class SpeechTools {
    private final FreeTtsVoice freeTts;
    private final VoiceActivity activity;
    private final @Nullable Flite flite;
    private final @Nullable PocketSphinx pocketSphinx;

    SpeechTools(
            FreeTtsVoice freeTts, VoiceActivity activity, @Nullable Flite flite, @Nullable PocketSphinx pocketSphinx) {
        this.freeTts = freeTts;
        this.activity = activity;
        this.flite = flite;
        this.pocketSphinx = pocketSphinx;
    }

    List<Tool> all() {
        List<Tool> tools = new ArrayList<>(List.of(speak(), detect()));
        if (pocketSphinx != null) {
            tools.add(transcribe(pocketSphinx::transcribe));
        }
        return tools;
    }

    List<AbsentTool> absent() {
        if (pocketSphinx != null) {
            return List.of();
        }
        Tool missing = transcribe((audio, call) -> "");
        return List.of(
                new AbsentTool(missing.signature(), "install the Debian packages pocketsphinx and pocketsphinx-en-us"));
    }

    /** Flite sounds better and is faster, so it comes first where it is installed. */
    private Tool speak() {
        Tool tool = Tool.named("text.speak")
                .does("Reads an English text aloud: synthesised speech of one voice.")
                .takes("text", TEXT)
                .whenAsked(
                        "read this aloud",
                        "say it with a voice",
                        "turn the text into speech",
                        "make an audio recording of this letter",
                        "speak the answer to me",
                        "narrate the story",
                        "recite the poem out loud",
                        "text to speech")
                .within(Duration.ofMinutes(2))
                .pure()
                .version("1")
                .licence("BSD-style")
                .model("FreeTTS 1.2.2, voice kevin16")
                .gives(
                        AUDIO,
                        "the text as speech",
                        call -> Sounds.wav(freeTts.speak(SpokenText.of(call.text("text")), call::cancelled)));
        List<Binding> bindings = new ArrayList<>();
        if (flite != null) {
            bindings.add(new Binding("flite", true, flite.model(), call -> Outputs.of("audio", flite.speak(call))));
        }
        Binding freeTtsBinding = tool.bindings().get(0);
        bindings.add(new Binding("freetts", true, freeTtsBinding.model(), freeTtsBinding.body()));
        return new Tool(tool.signature(), tool.traits(), bindings);
    }

    private Tool detect() {
        return Tool.named("speech.detect")
                .does("Finds when somebody speaks in a recording: a table of start and end times.")
                .takes("audio", AUDIO)
                .whenAsked(
                        "when does somebody speak in this recording",
                        "find the parts with speech",
                        "detect voice activity",
                        "where are the pauses in the audio",
                        "is there any talking in this sound file")
                .within(Duration.ofMinutes(5))
                .pure()
                .version("1")
                .licence("MIT")
                .model("Silero VAD, " + WeightFile.SILERO.describe())
                .gives(TABLE, "when somebody speaks", call -> {
                    var clip = Sounds.read(call.audio("audio"));
                    List<List<@Nullable Object>> rows = new ArrayList<>();
                    for (VoiceActivity.Span span : activity.spans(clip, call)) {
                        rows.add(List.of(span.startSeconds(), span.endSeconds()));
                    }
                    return new Table(List.of("start_s", "end_s"), rows);
                });
    }

    private interface Transcriber {
        String transcribe(Media audio, ToolCall call) throws Exception;
    }

    private static Tool transcribe(Transcriber transcriber) {
        return Tool.named("speech.transcribe")
                .does("Writes down English speech (experimental: small model, best with clear voices).")
                .takes("audio", AUDIO)
                .whenAsked(
                        "transcribe this recording",
                        "what is said in the audio",
                        "write down the speech",
                        "convert the voice message to text",
                        "I need subtitles for what she says",
                        "listen to this and tell me the words")
                .within(Duration.ofMinutes(5))
                .pure()
                .version("1")
                .licence("BSD-2-Clause")
                .model("pocketsphinx, en-us")
                .gives(TEXT, "what is said", call -> new Text(transcriber.transcribe(call.audio("audio"), call)));
    }
}
