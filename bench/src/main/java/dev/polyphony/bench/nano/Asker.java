package dev.polyphony.bench.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Event;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoComposer;
import dev.polyphony.tools.media.VideoFrame;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Puts cases to a model, through the files that a user would attach and be given. Thread-safe. */
final class Asker {
    private static final int TOKENS = 72;
    private static final int MOST = 4;
    private static final int FRAMES = 8;
    private static final int ZOOM = 4;

    private final Pipeline model;
    private final Path folder;
    private final long seed;

    Asker(Pipeline model, Path folder, long seed) {
        this.model = model;
        this.folder = folder;
        this.seed = seed;
    }

    /**
     * Returns the replies to cases, in their order, asked at once on the threads of the pool that calls.
     *
     * @param make false to leave media out, which are only signalled then
     */
    List<Reply> ask(List<Case> cases, boolean make) {
        return IntStream.range(0, cases.size())
                .parallel()
                .mapToObj(i -> ask(cases.get(i), seed + 97L * i, make))
                .toList();
    }

    private Reply ask(Case asked, long own, boolean make) {
        Random random = new Random(own);
        List<Media> attached =
                asked.attached().stream().map(thing -> media(thing, random)).toList();
        List<Dialogue.Exchange> before = asked.before().isEmpty()
                ? List.of()
                : List.of(new Dialogue.Exchange(asked.before(), List.of(), shown(asked.made(), random)));
        return ask(new Dialogue(before, asked.said(), attached), own, make);
    }

    /** Returns the reply to a question. */
    Reply ask(Dialogue dialogue, long own, boolean make) {
        StringBuilder words = new StringBuilder();
        List<String> signals = new ArrayList<>();
        List<Media> media = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        var options =
                new Pipeline.Options(new Sampling(0, 1, 0, TOKENS, own), model.shows(), MOST, folder, enough::get);
        try {
            model.run(dialogue, options, event -> {
                if (event instanceof Event.Said said) {
                    words.append(said.words());
                } else if (event instanceof Event.Signalled signalled) {
                    signals.add(signalled.modality().portName());
                } else if (event instanceof Event.Started) {
                    enough.set(!make);
                } else if (event instanceof Event.Ready ready) {
                    media.add(ready.media());
                }
            });
        } catch (CancellationException e) {
            if (make) {
                throw e;
            }
        }
        return new Reply(words.toString(), signals, media);
    }

    /** Returns the answer that the model would have given, had it made these things. */
    private List<Answered> shown(List<Thing> things, Random random) {
        List<Answered> answer = new ArrayList<>();
        for (Thing thing : things) {
            String words = (answer.isEmpty() ? "here is " : "and here is ") + thing.caption() + " .";
            answer.add(new Answered.Words(words));
            answer.add(new Answered.Shown(media(thing, random), words));
        }
        return answer;
    }

    /** Returns a file of a thing, drawn or played anew. */
    Media media(Thing thing, Random random) {
        return switch (thing.modality()) {
            case "image" -> Pictures.png(Drawing.picture(thing, random));
            case "video" -> film(Drawing.film(thing, random), random);
            default -> Sounds.wav(new AudioClip(FloatBuffer.wrap(Synth.wave(thing, random)), Synth.RATE_HZ));
        };
    }

    private Media film(List<BufferedImage> frames, Random random) {
        Path file = folder.resolve("given-%x.mp4".formatted(random.nextLong()));
        return VideoComposer.ofFrames(
                        frames.size(),
                        i -> {
                            BufferedImage small = frames.get(i);
                            BufferedImage large = new BufferedImage(
                                    small.getWidth() * ZOOM, small.getHeight() * ZOOM, BufferedImage.TYPE_INT_RGB);
                            for (int y = 0; y < large.getHeight(); y++) {
                                for (int x = 0; x < large.getWidth(); x++) {
                                    large.setRGB(x, y, small.getRGB(x / ZOOM, y / ZOOM));
                                }
                            }
                            return large;
                        },
                        FRAMES)
                .writeTo(file);
    }

    /** Returns eight frames of a film. */
    static List<BufferedImage> frames(Media film) {
        return Videos.frames(film, FRAMES).stream().map(VideoFrame::picture).toList();
    }

    /** Returns the samples of a sound at {@link Synth#RATE_HZ}. */
    static float[] wave(Media sound) {
        float[] wave = Sounds.read(sound, Synth.RATE_HZ).toArray();
        return java.util.Arrays.copyOf(wave, Synth.SAMPLES);
    }

    /** Returns what the model can make. */
    boolean shows(Modality modality) {
        return model.shows().contains(modality);
    }

    /** Returns true if the model can look at something. */
    boolean reads(Modality modality) {
        return model.reads().contains(modality);
    }
}
