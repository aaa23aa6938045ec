package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.server.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The results of a run, put as files where the user finds them. */
final class Results {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\(artifact:([0-9a-f]{64})\\)");

    private final ArtifactStore store;
    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /** @param folder where the files are put; made if there is one */
    Results(ArtifactStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * Returns the answer with a path in place of each link to a result, which is copied there; what the user attached is
     * called by its name.
     */
    String inText(String answer, Map<String, Artifact> made) {
        return LINK.matcher(answer).replaceAll(link -> {
            Artifact artifact = made.get(link.group(2));
            String words = link.group(1);
            return Matcher.quoteReplacement(
                    artifact == null ? words : save(artifact, words).toString());
        });
    }

    /** Copies a result that the answer may have left out. */
    void keep(Artifact artifact) {
        save(artifact, artifact.label() == null ? artifact.mediaType() : artifact.label());
    }

    /** Returns where the results lie, in the order of the answer. */
    List<Path> saved() {
        return files.values().stream()
                .map(file -> file.toAbsolutePath().normalize())
                .toList();
    }

    private Path save(Artifact artifact, String words) {
        Path known = files.get(artifact.id());
        if (known != null) {
            return known;
        }
        Path file = free(FileNames.of(artifact, words.equals(artifact.mediaType()) ? null : words));
        try {
            Files.createDirectories(folder);
            Files.copy(store.file(artifact.id()), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StorageException(
                    "\"%s\" could not be written: %s.\nMaybe choose another folder with --out."
                            .formatted(file, e.getMessage()),
                    e);
        }
        files.put(artifact.id(), file);
        return file;
    }

    private Path free(String name) {
        int dot = name.lastIndexOf('.');
        Path file = folder.resolve(name);
        for (int i = 2; files.containsValue(file); i++) {
            file = folder.resolve("%s-%d%s".formatted(name.substring(0, dot), i, name.substring(dot)));
        }
        return file;
    }
}
