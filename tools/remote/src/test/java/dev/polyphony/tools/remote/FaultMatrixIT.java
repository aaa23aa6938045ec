package dev.polyphony.tools.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultMatrixIT {
    private static final Path DOC = Path.of("..", "..", "docs", "remote-faults.md");
    private static final String BEGIN = "<!-- begin: matrix -->\n";
    private static final String END = "<!-- end: matrix -->";

    @TempDir
    Path folder;

    @Test
    void tellsEveryFaultApartWithinItsDeadlineAnd64MiBOfHeap() throws Exception {
        Path table = folder.resolve("table.md");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FaultMatrix.class.getName(),
                        table.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        holdTheDocument(Files.readString(table));
    }

    private static void holdTheDocument(String table) throws Exception {
        String doc = Files.readString(DOC);
        int begin = doc.indexOf(BEGIN) + BEGIN.length();
        int end = doc.indexOf(END);
        if (System.getProperty("docs.update") != null) {
            Files.writeString(DOC, doc.substring(0, begin) + table + doc.substring(end));
        } else {
            assertThat(doc.substring(begin, end))
                    .as("%s: run the test with -Ddocs.update", DOC)
                    .isEqualTo(table);
        }
    }
}
