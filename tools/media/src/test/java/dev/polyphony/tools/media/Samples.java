package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Media for tests, made in code. */
final class Samples {
    private Samples() {}

    /** A picture with an edge, a slope and a different colour in each corner. */
    static BufferedImage scene(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 255 * x / Math.max(1, width - 1);
                int green = 255 * y / Math.max(1, height - 1);
                picture.setRGB(x, y, red << 16 | green << 8 | 96);
            }
        }
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillOval(width / 4, height / 4, width / 3, height / 3);
        graphics.dispose();
        return picture;
    }

    static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    static byte[] encoded(String format, BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PNG that says it has this size and holds so many zero bytes of pixels. */
    static byte[] forgedPng(int width, int height, long zeroes) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", deflatedZeroes(zeroes));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflatedZeroes(long count) {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeroes = new byte[1 << 16];
        byte[] block = new byte[1 << 16];
        for (long left = count; left > 0; left -= zeroes.length) {
            deflater.setInput(zeroes, 0, (int) Math.min(left, zeroes.length));
            while (!deflater.needsInput()) {
                out.write(block, 0, deflater.deflate(block));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(block, 0, deflater.deflate(block));
        }
        return out.toByteArray();
    }

    /** A JPEG whose EXIF says how the camera was held. */
    static byte[] turnedJpeg(BufferedImage picture, int orientation) {
        byte[] jpeg = encoded("jpg", picture);
        byte[] exif = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, 2)
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] movingGif(List<BufferedImage> frames) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    static AudioClip sine(double hertz, double seconds, int rate) {
        float[] samples = new float[(int) Math.round(seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new AudioClip(FloatBuffer.wrap(samples), rate);
    }

    /** A WAV with any header and any samples. */
    static byte[] wav(int tag, int channels, int rate, int bits, byte[] samples, long promised) {
        return ByteBuffer.allocate(44 + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (36 + promised))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) promised)
                .put(samples)
                .array();
    }

    static byte[] wav16(int channels, int rate, short[] interleaved) {
        ByteBuffer bytes = ByteBuffer.allocate(interleaved.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(ShortBuffer.wrap(interleaved));
        return wav(1, channels, rate, 16, bytes.array(), bytes.capacity());
    }

    /** Sound in any container and codec that FFmpeg writes; stereo where the codec takes it. */
    static byte[] sound(String muxer, String encoder, int channels, AudioClip clip) {
        Ffmpeg.load();
        boolean ints = encoder.equals("flac") || encoder.equals("libopus");
        int format = ints ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP;
        return written(muxer, file -> {
            EncodedTrack track = EncodedTrack.add(file, encoder, context -> {
                context.sample_fmt(format).sample_rate(clip.sampleRate()).bit_rate(96_000);
                context.time_base().num(1).den(clip.sampleRate());
                av_channel_layout_default(context.ch_layout(), channels);
            });
            header(file);
            int size = track.frameSize() == 0 ? 1024 : track.frameSize();
            AVFrame frame = av_frame_alloc();
            frame.format(format).nb_samples(size).sample_rate(clip.sampleRate());
            av_channel_layout_default(frame.ch_layout(), channels);
            Mp4Writer.check(av_frame_get_buffer(frame, 0));
            float[] all = clip.toArray();
            for (int at = 0; at < all.length; at += size) {
                Mp4Writer.check(av_frame_make_writable(frame));
                int count = Math.min(size, all.length - at);
                frame.nb_samples(count).pts(at);
                for (int i = 0; i < count; i++) {
                    for (int c = 0; c < channels; c++) {
                        if (ints) {
                            new ShortPointer(frame.data(0)).put((long) i * channels + c, (short) (all[at + i] * 32767));
                        } else {
                            new FloatPointer(frame.data(c)).put(i, all[at + i]);
                        }
                    }
                }
                track.encode(frame);
            }
            track.encode(null);
            av_frame_free(frame);
            return track;
        });
    }

    /** A video without sound in any container and codec that FFmpeg writes. */
    static byte[] video(
            String muxer, String encoder, int pixelFormat, int framesPerSecond, List<BufferedImage> frames) {
        Ffmpeg.load();
        int width = frames.get(0).getWidth();
        int height = frames.get(0).getHeight();
        return written(muxer, file -> {
            EncodedTrack track = EncodedTrack.add(file, encoder, context -> {
                context.width(width)
                        .height(height)
                        .pix_fmt(pixelFormat)
                        .bit_rate(1_000_000)
                        .thread_count(1);
                context.time_base().num(1).den(framesPerSecond);
                context.framerate().num(framesPerSecond).den(1);
                context.gop_size(framesPerSecond);
                context.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
            });
            header(file);
            AVFrame frame = FrameConverter.newFrame(width, height, pixelFormat);
            for (int i = 0; i < frames.size(); i++) {
                Mp4Writer.check(av_frame_make_writable(frame));
                FrameConverter.fill(frame, frames.get(i));
                frame.pts(i);
                track.encode(frame);
            }
            track.encode(null);
            av_frame_free(frame);
            return track;
        });
    }

    private interface Writing {
        EncodedTrack on(AVFormatContext file);
    }

    private static void header(AVFormatContext file) {
        Mp4Writer.check(avformat_write_header(file, (AVDictionary) null));
    }

    private static byte[] written(String muxer, Writing writing) {
        AVFormatContext file = new AVFormatContext(null);
        AVIOContext out = new AVIOContext(null);
        Path path = null;
        try {
            path = Files.createTempFile("sample", ".media");
            Mp4Writer.check(avformat_alloc_output_context2(file, null, muxer, path.toString()));
            Mp4Writer.check(avio_open2(out, path.toString(), AVIO_FLAG_WRITE, null, (AVDictionary) null));
            file.pb(out);
            try (EncodedTrack unused = writing.on(file)) {
                Mp4Writer.check(av_write_trailer(file));
            }
            avio_closep(out);
            avformat_free_context(file);
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (path != null) {
                path.toFile().delete();
            }
        }
    }
}
