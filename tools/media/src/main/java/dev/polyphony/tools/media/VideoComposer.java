package dev.polyphony.tools.media;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolFailedException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes an MP4 of pictures and, if wanted, sound: H.264 and AAC, with the index in front, which browsers play. Every picture
 * is fitted into the size of the video, with black bars where the proportions differ. One use, one thread.
 */
public final class VideoComposer {
    private static final int MAX_WIDTH = 1_280;
    private static final int MAX_HEIGHT = 720;
    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 3_840;
    private static final int MAX_RATE = 60;
    private static final int STILL_RATE = 12;
    private static final Duration STILL_TIME = Duration.ofSeconds(2);
    private static final int MAX_PICTURES = 100_000;

    private final int count;
    private final IntFunction<BufferedImage> pictures;
    private final int framesPerSecond;
    private final boolean moving;
    private @Nullable Duration each;
    private int width;
    private int height;
    private @Nullable AudioClip sound;
    private Progress progress = (done, total) -> {};
    private BooleanSupplier cancelled = () -> false;

    private VideoComposer(int count, IntFunction<BufferedImage> pictures, int framesPerSecond, boolean moving) {
        if (count < 1 || count > MAX_PICTURES) {
            throw new IllegalArgumentException(
                    "a video needs 1 to %d pictures and there are %d.\nMaybe give one.".formatted(MAX_PICTURES, count));
        }
        this.count = count;
        this.pictures = pictures;
        this.framesPerSecond = framesPerSecond;
        this.moving = moving;
    }

    /**
     * Returns a composer that shows one still after the other: all equally long and together as long as the sound, or each
     * for two seconds if there is none. A still is read when its turn comes.
     */
    public static VideoComposer ofStills(List<Media> stills) {
        List<Media> own = List.copyOf(stills);
        return new VideoComposer(own.size(), i -> Pictures.read(own.get(i)), STILL_RATE, false);
    }

    /**
     * Returns a composer of moving pictures.
     *
     * @param pictures gives the picture of a number, 0 to {@code count - 1}; asked once each, in order
     * @param framesPerSecond 1 to 60
     */
    public static VideoComposer ofFrames(int count, IntFunction<BufferedImage> pictures, int framesPerSecond) {
        checkRate(framesPerSecond);
        return new VideoComposer(count, pictures, framesPerSecond, true);
    }

    private static void checkRate(int framesPerSecond) {
        if (framesPerSecond < 1 || framesPerSecond > MAX_RATE) {
            throw new IllegalArgumentException(
                    "framesPerSecond (%d) must be in [1, %d].\nMaybe use 25.".formatted(framesPerSecond, MAX_RATE));
        }
    }

    /** Shows each picture for so long; with a longer sound the last one stays until its end. */
    public VideoComposer each(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("each (%s) must be positive.\nMaybe show it for 2 s.".formatted(time));
        }
        this.each = time;
        return this;
    }

    /** Sets the size; each side is rounded down to an even number. Default: that of the first picture, within 1280 x 720. */
    public VideoComposer size(int newWidth, int newHeight) {
        if (Math.min(newWidth, newHeight) < MIN_SIDE || Math.max(newWidth, newHeight) > MAX_SIDE) {
            throw new IllegalArgumentException("size (%d x %d) must be %d to %d pixels a side.\nMaybe use 1280 x 720."
                    .formatted(newWidth, newHeight, MIN_SIDE, MAX_SIDE));
        }
        this.width = newWidth / 2 * 2;
        this.height = newHeight / 2 * 2;
        return this;
    }

    /** Adds a sound that begins with the first picture. */
    public VideoComposer sound(AudioClip clip) {
        this.sound = clip;
        return this;
    }

    /** Reports after each frame: {@code call::progress}. */
    public VideoComposer progress(Progress newProgress) {
        this.progress = newProgress;
        return this;
    }

    /** Ends the work once this is true: {@code call::cancelled}. */
    public VideoComposer cancelled(BooleanSupplier newCancelled) {
        this.cancelled = newCancelled;
        return this;
    }

    /**
     * Writes the video.
     *
     * @param file is made anew; nothing is left of it if this fails
     * @throws CancellationException if it was cancelled or the thread interrupted
     * @throws ToolFailedException if it cannot be written
     */
    public Media writeTo(Path file) {
        boolean done = false;
        try {
            write(file);
            done = true;
            return Media.of(Modality.VIDEO, file);
        } finally {
            if (!done) {
                remove(file);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private void write(Path file) {
        Guard guard = Guard.until(cancelled);
        int frames = frames();
        int shown = 0;
        BufferedImage picture = pictures.apply(0);
        chooseSize(picture);
        BufferedImage canvas = onCanvas(picture);
        try (Mp4Writer writer = Mp4Writer.open(file, width, height, framesPerSecond, sound)) {
            for (int i = 0; i < frames; i++) {
                guard.check();
                for (int due = due(i, frames); shown < due; ) {
                    picture = pictures.apply(++shown);
                    canvas = onCanvas(picture);
                }
                writer.add(canvas);
                progress.at(i + 1, frames);
            }
            writer.finish();
        }
    }

    /** Returns which picture is shown in a frame. */
    private int due(int frame, int frames) {
        long index = each == null
                ? (long) frame * count / frames
                : (long) Math.floor((double) frame / framesPerSecond / seconds(each) + 1e-6);
        return (int) Math.min(count - 1, index);
    }

    private int frames() {
        if (moving && each == null) {
            return checkTime((double) count / framesPerSecond, count);
        }
        double heard = sound == null ? 0 : seconds(sound.duration());
        if (each != null) {
            double seconds = Math.max(seconds(each) * count, heard);
            return checkTime(seconds, Math.ceil(seconds * framesPerSecond - 1e-3));
        }
        double seconds = heard > 0 ? heard : seconds(STILL_TIME) * count;
        return checkTime(seconds, Math.max(count, Math.ceil(seconds * framesPerSecond - 1e-3)));
    }

    private static int checkTime(double seconds, double frames) {
        Duration most = MediaLimits.DEFAULT.playingTime();
        if (seconds > seconds(most)) {
            throw new IllegalArgumentException("the video would play for %s; at most %s are made.\nMaybe cut it."
                    .formatted(SoundCheck.clock(Duration.ofSeconds((long) seconds)), SoundCheck.clock(most)));
        }
        return (int) Math.max(1, frames);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private void chooseSize(BufferedImage first) {
        if (width > 0) {
            return;
        }
        double scale =
                Math.min(1, Math.min((double) MAX_WIDTH / first.getWidth(), (double) MAX_HEIGHT / first.getHeight()));
        width = even(first.getWidth() * scale);
        height = even(first.getHeight() * scale);
    }

    private static int even(double side) {
        return Math.max(MIN_SIDE, (int) Math.round(side / 2) * 2);
    }

    private BufferedImage onCanvas(BufferedImage picture) {
        if (picture.getWidth() == width && picture.getHeight() == height) {
            return Pictures.opaque(picture);
        }
        double scale = Math.min((double) width / picture.getWidth(), (double) height / picture.getHeight());
        int across = Math.max(1, Math.min(width, (int) Math.round(picture.getWidth() * scale)));
        int down = Math.max(1, Math.min(height, (int) Math.round(picture.getHeight() * scale)));
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(
                Pictures.opaque(Pictures.resize(picture, across, down)),
                (width - across) / 2,
                (height - down) / 2,
                null);
        graphics.dispose();
        return canvas;
    }
}
