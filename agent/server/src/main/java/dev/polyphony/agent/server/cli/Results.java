package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The media that an answer refers to, put as files where the user finds them. */
final class Results {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\(artifact:([0-9a-f]{64})\\)");
    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/png", "png",
            "image/jpeg", "jpg",
            "audio/wav", "wav",
            "video/mp4", "mp4",
            "video/webm", "webm",
            "text/plain", "txt",
            "application/json", "json");

    private final ArtifactStore store;
    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    Results(ArtifactStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Returns the answer with a path in place of each link to an artifact; the artifacts are copied to these paths. */
    String inText(String answer, Map<String, Artifact> made) {
        Matcher links = LINK.matcher(answer);
        return links.replaceAll(link -> {
                    Path file = save(link.group(2), link.group(1), made.get(link.group(2)));
                    return Matcher.quoteReplacement(file == null ? link.group(1) : file.toString());
                })
                .replace("**", "");
    }

    /** Returns where the results lie, in the order of the answer. */
    List<String> saved() {
        return files.values().stream()
                .map(file -> file.toAbsolutePath().normalize().toString())
                .toList();
    }

    private @Nullable Path save(String id, String label, @Nullable Artifact known) {
        Artifact artifact = known != null ? known : store.find(id).orElse(null);
        if (artifact == null) {
            return null;
        }
        return files.computeIfAbsent(id, key -> copy(artifact, label));
    }

    private Path copy(Artifact artifact, String label) {
        String extension = EXTENSIONS.getOrDefault(
                artifact.mediaType(), artifact.mediaType().replaceAll(".*[/+]", ""));
        String name = label.replaceAll("\\.[A-Za-z0-9]{1,5}$", "")
                .replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        String stem = name.isEmpty() ? "result" : name.substring(0, Math.min(60, name.length()));
        Path file = folder.resolve(stem + "." + extension);
        for (int i = 2; files.containsValue(file); i++) {
            file = folder.resolve("%s-%d.%s".formatted(stem, i, extension));
        }
        try {
            Files.createDirectories(folder);
            return Files.copy(store.file(artifact.id()), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StorageException(
                    "\"%s\" could not be written: %s.\nMaybe choose another folder with --out.".formatted(file, e), e);
        }
    }
}
