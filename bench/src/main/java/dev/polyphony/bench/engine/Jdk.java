package dev.polyphony.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java that benchmarks can run on.
 *
 * @param home its folder
 * @param version its feature version: 17, 21, 25
 */
record Jdk(Path home, int version) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int VIRTUAL_THREADS = 21;

    /** Returns true if it has virtual threads. */
    boolean virtualThreads() {
        return version >= VIRTUAL_THREADS;
    }

    /** Returns the one in this folder, if it holds one of 17 or newer. */
    static Optional<Jdk> in(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return Optional.empty();
        }
        try {
            Matcher found = VERSION.matcher(Files.readString(home.resolve("release")));
            return found.find()
                    ? Optional.of(new Jdk(home, Integer.parseInt(found.group(1))))
                            .filter(jdk -> jdk.version >= 17)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the one that has virtual threads, the newest of them, and one of the oldest version that has not, as far as
     * they are to be found: among those that are named, this process's own, and what lies beside it.
     */
    static List<Jdk> withAndWithoutVirtualThreads(List<Path> named) {
        List<Jdk> all = new ArrayList<>();
        named.forEach(home -> in(home).ifPresent(all::add));
        in(ChildJvm.THIS_JDK).ifPresent(all::add);
        Path parent = ChildJvm.THIS_JDK.getParent();
        if (parent != null) {
            try (Stream<Path> beside = Files.list(parent)) {
                beside.sorted().forEach(home -> in(home).ifPresent(all::add));
            } catch (IOException e) {
                // those that are known must do
            }
        }
        List<Jdk> chosen = new ArrayList<>();
        all.stream()
                .filter(Jdk::virtualThreads)
                .max(Comparator.comparingInt(Jdk::version))
                .ifPresent(chosen::add);
        all.stream()
                .filter(jdk -> !jdk.virtualThreads())
                .min(Comparator.comparingInt(Jdk::version))
                .ifPresent(chosen::add);
        return chosen;
    }
}
