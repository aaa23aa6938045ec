package dev.polyphony.tools.local;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.VIDEO;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoComposer;
import dev.polyphony.tools.media.Videos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tools that take video and sound apart and put them together. */
final class VideoTools {
    private static final String LICENCE = "LGPL-2.1-or-later";
    private static final String MODEL = "FFmpeg 7.1.1";
    private static final int SOUND_RATE_HZ = 44_100;

    private VideoTools() {}

    static List<Tool> all() {
        return List.of(frames(), compose(), extract(), spectrum());
    }

    private static Tool frames() {
        return Tool.named("video.frames")
                .does("Takes still pictures out of a video, spread evenly over its length, and the one in its middle.")
                .takes("video", VIDEO)
                .takes(Port.number("count", 3, 1, 32).describedAs("how many pictures"))
                .whenAsked(
                        "show me stills from this clip",
                        "extract five frames of the video",
                        "make a thumbnail for the film",
                        "what can be seen in the video",
                        "take screenshots of the movie",
                        "split the video into pictures")
                .within(Duration.ofMinutes(5))
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(MODEL)
                .gives(
                        Port.many("frames", IMAGE).describedAs("a still of the video"),
                        Port.one("middle", IMAGE).describedAs("the still in the middle of the video"))
                .by(call -> {
                    Media video = call.video("video");
                    int count = (int) Math.round(call.number("count"));
                    List<Media> frames = new ArrayList<>();
                    Videos.forEachFrame(video, count, call::cancelled, frame -> {
                        double seconds = frame.time().toMillis() / 1e3;
                        frames.add(Pictures.jpeg(frame.picture()).labelled("at %.1f s".formatted(seconds)));
                        call.progress(frames.size(), count);
                    });
                    Media middle = count % 2 == 1
                            ? frames.get(count / 2)
                            : Pictures.jpeg(Videos.middleFrame(video).picture());
                    return Outputs.ofMany("frames", frames).and("middle", middle.labelled("middle of the video"));
                });
    }

    private static Tool compose() {
        return Tool.named("video.compose")
                .does("Makes a video of pictures, shown one after the other, with a sound if one is given.")
                .takes(Port.many("pictures", IMAGE))
                .takes(Port.optional("sound", AUDIO))
                .whenAsked(
                        "make a slideshow from these photos with narration",
                        "turn the pictures into a video",
                        "create a clip of the images with this music",
                        "combine photos and voice into a film",
                        "animate the pictures one after another as an mp4")
                .within(Duration.ofMinutes(10))
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(MODEL)
                .gives(VIDEO, "the film", call -> {
                    VideoComposer composer = VideoComposer.ofStills(call.media("pictures"))
                            .progress(call::progress)
                            .cancelled(call::cancelled);
                    if (call.has("sound")) {
                        composer.sound(Sounds.read(call.audio("sound"), SOUND_RATE_HZ));
                    }
                    return composer.writeTo(call.folder().resolve("video.mp4"));
                });
    }

    private static Tool extract() {
        return Tool.named("audio.extract")
                .does("Takes the sound track out of a video.")
                .takes("video", VIDEO)
                .whenAsked(
                        "extract the audio from this video",
                        "give me only the sound of the clip",
                        "save the soundtrack of the film",
                        "strip the pictures and keep the audio",
                        "get the voice out of the movie as a sound file")
                .within(Duration.ofMinutes(5))
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(MODEL)
                .gives(AUDIO, "the sound of the video", call -> {
                    Media video = call.video("video");
                    Integer rate = Videos.info(video).measures().sampleRateHz();
                    int rateHz = rate == null ? SOUND_RATE_HZ : Math.max(8_000, Math.min(192_000, rate));
                    return Sounds.wav(Sounds.read(video, rateHz)).labelled("sound track");
                });
    }

    private static Tool spectrum() {
        return Tool.named("audio.spectrum")
                .does("Draws the spectrogram of a sound: which pitches are heard when, and how loud.")
                .takes("audio", AUDIO)
                .whenAsked(
                        "draw a spectrogram of this recording",
                        "visualise the sound",
                        "show the frequencies over time",
                        "plot the audio as a picture",
                        "make a mel spectrogram")
                .within(Duration.ofMinutes(5))
                .pure()
                .version("1")
                .licence("Apache-2.0")
                .model("log-mel spectrogram, computed")
                .gives(IMAGE, "the spectrum of the sound", call -> {
                    AudioClip clip = Sounds.read(call.audio("audio"), MelSpectrum.RATE_HZ);
                    MelSpectrum spectrum = MelSpectrum.of(clip, SpectrumPainter.COLUMNS, call::cancelled);
                    return Pictures.png(SpectrumPainter.paint(spectrum))
                            .labelled(String.format(
                                    Locale.ROOT,
                                    "spectrogram of %.1f s",
                                    clip.duration().toMillis() / 1e3));
                });
    }
}
