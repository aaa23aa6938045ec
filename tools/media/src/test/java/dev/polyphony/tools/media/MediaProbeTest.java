package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProbeTest {
    private static final BufferedImage SCENE = Samples.scene(48, 32);

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("content"), content);
    }

    private Probe.Result probe(byte[] content) throws IOException {
        return MediaProbe.create().probe(file(content), "it.png");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal(byte[] content) {
        return refusal(MediaLimits.DEFAULT, content);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal(MediaLimits limits, byte[] content) {
        return assertThatThrownBy(() -> MediaProbe.within(limits).probe(file(content), "it.png"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("\"it.png\" ")
                .hasMessageContaining("\nMaybe ");
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif", "bmp, image/bmp"})
    void tellsPictures(String format, String mediaType) throws IOException {
        Probe.Result result = probe(Samples.encoded(format, SCENE));

        assertThat(result).isEqualTo(new Probe.Result(Modality.IMAGE, mediaType, Measures.ofPicture(48, 32)));
    }

    @Test
    void tellsWebp() throws IOException {
        byte[] webp = Samples.video("webp", "libwebp", avutil.AV_PIX_FMT_YUV420P, 1, List.of(SCENE));

        assertThat(probe(webp)).isEqualTo(new Probe.Result(Modality.IMAGE, "image/webp", Measures.ofPicture(48, 32)));
    }

    @Test
    void givesTheSizeOfTheUprightPicture() throws IOException {
        assertThat(probe(Samples.turnedJpeg(SCENE, 6)).measures()).isEqualTo(Measures.ofPicture(32, 48));
    }

    @Test
    void tellsWav() throws IOException {
        assertThat(probe(Samples.wav16(2, 44_100, new short[88_200])))
                .isEqualTo(new Probe.Result(
                        Modality.AUDIO, "audio/wav", Measures.ofSound(Duration.ofSeconds(1), 44_100, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame, 1, 44100, audio/mpeg",
        "ogg, libopus, 2, 48000, audio/ogg",
        "flac, flac, 2, 44100, audio/flac",
        "webm, libopus, 1, 48000, audio/webm",
        "ipod, aac, 2, 44100, audio/mp4"
    })
    void tellsSound(String muxer, String encoder, int channels, int rate, String mediaType) throws IOException {
        Probe.Result result = probe(Samples.sound(muxer, encoder, channels, Samples.sine(440, 1.5, rate)));

        assertThat(result.modality()).isEqualTo(Modality.AUDIO);
        assertThat(result.mediaType()).isEqualTo(mediaType);
        assertThat(result.measures().sampleRateHz()).isEqualTo(rate);
        assertThat(result.measures().channels()).isEqualTo(channels);
        assertThat(result.measures().duration()).isBetween(Duration.ofMillis(1_490), Duration.ofMillis(1_600));
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, libopenh264, video/mp4",
        "webm, libvpx-vp9, video/webm",
        "mov, libopenh264, video/quicktime",
        "matroska, libopenh264, video/x-matroska"
    })
    void tellsVideo(String muxer, String encoder, String mediaType) throws IOException {
        byte[] video = Samples.video(muxer, encoder, avutil.AV_PIX_FMT_YUV420P, 25, Collections.nCopies(25, SCENE));

        Probe.Result result = probe(video);

        assertThat(result.modality()).isEqualTo(Modality.VIDEO);
        assertThat(result.mediaType()).isEqualTo(mediaType);
        assertThat(result.measures()).isEqualTo(new Measures(48, 32, Duration.ofSeconds(1), null, null, 25.0));
    }

    @Test
    void findsTheLengthOfARecordingWhoseHeaderLacksIt() throws IOException {
        byte[] webm = Samples.sound("webm", "libopus", 1, Samples.sine(440, 1.5, 48_000));
        int duration = indexOf(webm, new byte[] {0x44, (byte) 0x89, (byte) 0x88});
        Arrays.fill(webm, duration, duration + 2, (byte) 0xEC); // an element of no meaning takes its place
        webm[duration] = (byte) 0xEC;
        webm[duration + 1] = (byte) 0x89;
        webm[duration + 2] = 0;

        assertThat(probe(webm).measures().duration()).isBetween(Duration.ofMillis(1_400), Duration.ofMillis(1_600));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world",
                "{\"a\": [1, 2]}",
                "\uFEFFmit Marke",
                "日本語 😀",
                "BM is how this begins",
                "<p>svg</p>",
                "a\tb\r\nc\f"
            })
    void takesTextAsPlain(String text) throws IOException {
        assertThat(probe(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Probe.Result(Modality.TEXT, "text/plain", Measures.NONE));
    }

    @Test
    void takesTextWhoseLettersLieAcrossTheWindow() throws IOException {
        String text = "x" + "\u00fc".repeat(100_000) + "😀".repeat(50_000);

        assertThat(probe(text.getBytes(StandardCharsets.UTF_8)).modality()).isEqualTo(Modality.TEXT);
    }

    @Test
    void believesTheContentAndNotTheName() throws IOException {
        Path png = Files.write(folder.resolve("photo.png"), Samples.encoded("jpg", SCENE));

        assertThat(MediaProbe.create().probe(png, "photo.png").mediaType()).isEqualTo("image/jpeg");
    }

    @Test
    void refusesAnEmptyFile() {
        refusal(new byte[0]).hasMessageContainingAll("is empty", "0 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void refusesAPictureThatIsCutOffAnywhere(String format) {
        byte[] whole = Samples.encoded(format, SCENE);

        for (int length = 40; length < whole.length - 1; length += 7) {
            refusal(Arrays.copyOf(whole, length)).hasMessageContainingAll("cut off", "Maybe send it again");
        }
    }

    @Test
    void refusesAWavThatIsCutOff() {
        byte[] wav = Samples.wav16(1, 16_000, new short[16_000]);

        refusal(Arrays.copyOf(wav, 20_044))
                .hasMessageContainingAll("a WAV sound that is cut off", "32000 bytes of sound", "20000 are there");
        refusal(Arrays.copyOf(wav, 30)).hasMessageContaining("cut off");
    }

    @Test
    void refusesTwoHoursOfSoundInTenBytesAsCutOff() {
        refusal(Samples.wav(1, 1, 16_000, 16, new byte[10], 2 * 3_600 * 32_000L))
                .hasMessageContainingAll("cut off", "230400000 bytes of sound", "10 are there");
    }

    @Test
    void takesAStreamedWavForAsLongAsItIs() throws IOException {
        byte[] streamed = Samples.wav(1, 1, 16_000, 16, new byte[32_000], 0xFFFFFFFFL);

        assertThat(probe(streamed).measures().duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusesAnMp4ThatIsCutOff() {
        byte[] mp4 = Samples.video("mp4", "libopenh264", avutil.AV_PIX_FMT_YUV420P, 25, Collections.nCopies(25, SCENE));

        for (int length : new int[] {12, 30, 60, mp4.length / 2, mp4.length - 1}) {
            refusal(Arrays.copyOf(mp4, length)).hasMessageContaining("cut off");
        }
    }

    @Test
    void refusesAWebmThatIsCutOff() {
        byte[] webm = Samples.video("webm", "libvpx", avutil.AV_PIX_FMT_YUV420P, 25, Collections.nCopies(25, SCENE));

        refusal(Arrays.copyOf(webm, webm.length - 9)).hasMessageContainingAll("a WebM file that is cut off");
    }

    @Test
    void refusesAPixelFloodFromItsHeader() {
        refusal(Samples.forgedPng(20_000, 20_000, 1_000_000))
                .hasMessageContainingAll("20000 x 20000 pixels", "at most 40 megapixels", "make it smaller");
    }

    @Test
    void refusesPixelsThatNoFileOfThisSizeHolds() {
        refusal(Samples.forgedPng(6_000, 6_000, 1_000))
                .hasMessageContainingAll("6000 x 6000 pixels", "one byte may unpack to at most 3000");
    }

    @Test
    void takesAnHonestBlankPage() throws IOException {
        assertThat(probe(Samples.forgedPng(6_000, 6_000, 6_000L * 18_001)).modality())
                .isEqualTo(Modality.IMAGE);
    }

    @Test
    void refusesAGifOfTooManyFrames() {
        MediaLimits five = new MediaLimits(
                1 << 20, 1 << 20, 1_000_000, 5, 3_000, Duration.ofSeconds(9), 2, 48_000, Duration.ofSeconds(9));

        refusal(five, Samples.movingGif(Collections.nCopies(6, SCENE)))
                .hasMessageContainingAll("a GIF picture with more than 5 frames", "MP4");
    }

    @Test
    void takesAMovingGif() throws IOException {
        assertThat(probe(Samples.movingGif(Collections.nCopies(6, SCENE))).mediaType())
                .isEqualTo("image/gif");
    }

    @Test
    void refusesAnApngOfTooManyFrames() {
        byte[] png = Samples.encoded("png", SCENE);
        ByteArrayOutputStream moving = new ByteArrayOutputStream();
        moving.write(png, 0, 33);
        Samples.chunk(
                moving, "acTL", ByteBuffer.allocate(8).putInt(100_000).putInt(0).array());
        moving.write(png, 33, png.length - 33);

        refusal(moving.toByteArray()).hasMessageContaining("a PNG picture with more than 1000 frames");
    }

    @Test
    void refusesDamagedHeaders() {
        byte[] png = Samples.encoded("png", SCENE);
        png[18] ^= 1;
        refusal(png).hasMessageContainingAll("damaged", "checksum");
        refusal(Samples.forgedPng(0, 5, 10)).hasMessageContaining("0 x 5 pixels");
        refusal(Samples.wav(1, 0, 16_000, 16, new byte[100], 100)).hasMessageContaining("0 channels");
        refusal(Samples.wav(1, 1, 0, 16, new byte[100], 100)).hasMessageContainingAll("0 Hz", "1000 to 192000");
        refusal(Samples.wav(1, 9, 16_000, 16, new byte[900], 900)).hasMessageContainingAll("9 channels", "at most 8");
        refusal(Samples.wav(17, 1, 16_000, 16, new byte[100], 100))
                .hasMessageContainingAll("encoding 17", "PCM with 16 bits");
        refusal(Samples.wav(1, 1, 16_000, 16, new byte[0], 0)).hasMessageContaining("no sound");
        byte[] block = Samples.wav16(1, 16_000, new short[100]);
        block[32] = 0;
        refusal(block).hasMessageContaining("a block of 0 bytes does not fit 1 channels of 16 bits");
    }

    @Test
    void refusesABoxThatNeverEnds() {
        byte[] mp4 = Samples.video("mp4", "libopenh264", avutil.AV_PIX_FMT_YUV420P, 25, Collections.nCopies(5, SCENE));
        int first = mp4[3];
        mp4[first + 3] = 5;
        refusal(mp4).hasMessageContainingAll("damaged", "has the length 5");
    }

    @Test
    void refusesWhatPlaysTooLong() {
        MediaLimits second = MediaLimits.DEFAULT.withPlayingTime(Duration.ofSeconds(1));

        refusal(second, Samples.wav16(1, 16_000, new short[16_001])).hasMessageContainingAll("plays for 1.00 s");
        refusal(second, Samples.sound("flac", "flac", 1, Samples.sine(440, 2.5, 16_000)))
                .hasMessageContainingAll("a FLAC sound that plays for 2.50 s; at most 1.00 s", "cut it");
    }

    @Test
    void refusesAVideoOfTooManyPixels() {
        byte[] video = Samples.video("webm", "libvpx", avutil.AV_PIX_FMT_YUV420P, 25, Collections.nCopies(5, SCENE));

        refusal(MediaLimits.DEFAULT.withPixels(1_000), video).hasMessageContainingAll("48 x 32 pixels", "at most 1000");
    }

    @Test
    void refusesTooManyBytes() {
        refusal(MediaLimits.DEFAULT.withBytes(10), new byte[11]).hasMessageContainingAll("has 11 bytes", "at most 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7|PDF|export the page as PNG",
                "<svg xmlns='http://www.w3.org/2000/svg'/>|SVG|export it as PNG",
                "<?xml version='1.0'?> <!-- hi --> <svg>|SVG|export it as PNG",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>|SVG|scripts",
                "{\\rtf1 hi}|RTF|export the page as PNG",
                "II*\\0....|TIFF|PNG or JPEG",
                "\\1f\\8b....|gzip|unpack it",
                "7z\\bc\\af|7z|unpack it",
                "MThd....|MIDI|WAV or MP3",
                "MZ......|a program|attach a picture",
                "\\ff\\fea\\0|UTF-16|UTF-8",
                "RIFF....AVI LIST|AVI|MP4",
                "RIFF....sfbkLIST|kind \"sfbk\"|WAV, WebP or MP4",
                "FLV\\01....|Flash|MP4"
            })
    void refusesOtherFormatsByName(String begin, String name, String advice) {
        refusal(unescaped(begin)).hasMessageContainingAll(name, "which is not taken", advice);
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\rtf", i) || text.charAt(i) != '\\') {
                out.write(text.charAt(i));
            } else if (text.startsWith("\\0.", i) || text.endsWith("\\0") && i == text.length() - 2) {
                out.write(0);
                i++;
            } else {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            }
        }
        return out.toByteArray();
    }

    @Test
    void refusesArchivesAndOfficeDocuments() {
        refusal(latin("PK\3\4 photo.jpg")).hasMessageContainingAll("a zip archive", "attach what is in it");
        refusal(latin("PK\3\4 [Content_Types].xml"))
                .hasMessageContainingAll("an Office document", "export the page as PNG");
    }

    @Test
    void refusesApplesPictures() {
        refusal(latin("\0\0\0\30ftypheic\0\0\0\0mif1heic")).hasMessageContainingAll("HEIC", "JPEG or PNG");
        refusal(latin("\0\0\0\30ftypavif\0\0\0\0mif1heic")).hasMessageContainingAll("AVIF", "JPEG or PNG");
    }

    @Test
    void refusesBytesOfNoKnownKind() {
        refusal(new byte[] {1, 2, 3, 4}).hasMessageContainingAll("no known kind", "01020304", "U+0001");
        refusal(latin("caf\u00e9")).hasMessageContainingAll("no known kind", "byte 3 is not UTF-8");
        refusal(latin("a\0b")).hasMessageContaining("U+0000");
    }

    @Test
    void refusesTooLongATextAndOneThatIsCutOff() {
        refusal(new MediaLimits(100, 3, 1, 1, 1, Duration.ofSeconds(1), 1, 8_000, Duration.ofSeconds(1)), latin("four"))
                .hasMessageContainingAll("a text of 4 bytes", "at most 3", "the part that matters");
    }

    @Test
    void makesNamesHarmlessInMessages() {
        assertThatThrownBy(() -> MediaProbe.create().probe(file(new byte[0]), "a\"\nb\u0007" + "c".repeat(200)))
                .hasMessageStartingWith("\"a??b?ccc")
                .hasMessageContaining("c…\" is empty");
        assertThatThrownBy(() -> MediaProbe.create().probe(file(new byte[0]), null))
                .hasMessageStartingWith("the file is empty");
    }

    @Test
    void refusesALimitThatIsNotPositive() {
        assertThatThrownBy(() -> MediaLimits.DEFAULT.withPixels(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("pixels (0)", "must be positive", "Maybe");
    }
}
