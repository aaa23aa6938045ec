package dev.polyphony.tools.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A megabyte of PNG that would unpack to 1.2 GB. */
class PixelFloodTest {
    private static final long MEGABYTE = 1 << 20;

    private static final byte[] FLOOD = Samples.forgedPng(20_000, 20_000, 1_200_020_000L);

    @TempDir
    Path folder;

    @Test
    void isRefusedWithHardlyAnyMemoryAndAtOnce() throws Exception {
        Path flood = Files.write(folder.resolve("flood"), FLOOD);
        assertThat(Files.size(flood)).isBetween(MEGABYTE, 2 * MEGABYTE);
        MediaProbe probe = MediaProbe.create();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();

        long before = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        assertThatThrownBy(() -> probe.probe(flood, "flood.png")).isInstanceOf(InvalidRequestException.class);
        long took = System.nanoTime() - start;
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocated).isLessThan(MEGABYTE);
        assertThat(took).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void isRefusedByTheDecoderToo() {
        Media flood = Media.of(Modality.IMAGE, FLOOD);

        assertThatThrownBy(() -> Pictures.read(flood.labelled("flood.png")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"flood.png\"", "20000 x 20000", "Maybe");
    }

    /** In a process of its own with little memory, a picture within the limits becomes a typed error and no crash. */
    @Test
    void runsOutOfMemoryWithATypedError() throws Exception {
        Path picture = Files.write(folder.resolve("large"), Samples.forgedPng(6_000, 6_000, 6_000L * 18_001));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PixelFloodTest.class.getName(),
                        picture.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("ToolFailedException", "does not fit into memory", "Maybe make it smaller");
    }

    public static void main(String[] picture) {
        try {
            Pictures.read(Path.of(picture[0]));
        } catch (RuntimeException e) {
            new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true).println(e);
        }
    }
}
