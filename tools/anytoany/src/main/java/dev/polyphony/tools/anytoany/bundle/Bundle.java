package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A model in files side by side: {@code model.json} and what it names. A file is held against its size, its hash and the
 * tensors it should have when it is first asked for. Thread-safe.
 */
public final class Bundle {
    /** Where the files lie. */
    private interface Place {
        InputStream open(String file) throws IOException;

        Safetensors tensors(String file) throws IOException;
    }

    private static final String SPEC = "model.json";

    private final Place place;
    private final ModelSpec spec;

    private Bundle(Place place, String json) {
        this.place = place;
        spec = SpecReader.read(json);
    }

    /**
     * Returns the bundle in a folder.
     *
     * @throws RegistrationException if there is none, or its {@code model.json} is wrong
     */
    public static Bundle in(Path folder) {
        Place place = new Place() {
            @Override
            public InputStream open(String file) throws IOException {
                return Files.newInputStream(folder.resolve(file));
            }

            @Override
            public Safetensors tensors(String file) {
                return Safetensors.open(folder.resolve(file));
            }
        };
        try (InputStream in = place.open(SPEC)) {
            return new Bundle(place, text(in));
        } catch (IOException e) {
            throw new RegistrationException(
                    "there is no %s in the folder of the model: %s.\nMaybe name the folder that holds it."
                            .formatted(SPEC, e.getMessage()),
                    e);
        }
    }

    /**
     * Returns the bundle in a package of the class path, if it is there.
     *
     * @param path without slashes around it: {@code models/nano}
     * @throws RegistrationException if its {@code model.json} is wrong
     */
    public static Optional<Bundle> onClassPath(ClassLoader loader, String path) {
        Place place = new Place() {
            @Override
            public InputStream open(String file) throws IOException {
                InputStream in = loader.getResourceAsStream(path + "/" + file);
                if (in == null) {
                    throw new IOException("it is not on the class path");
                }
                return in;
            }

            @Override
            public Safetensors tensors(String file) throws IOException {
                try (InputStream in = open(file)) {
                    return Safetensors.of(file, in.readAllBytes());
                }
            }
        };
        if (loader.getResource(path + "/" + SPEC) == null) {
            return Optional.empty();
        }
        try (InputStream in = place.open(SPEC)) {
            return Optional.of(new Bundle(place, text(in)));
        } catch (IOException e) {
            throw unreadable(SPEC, e);
        }
    }

    /** Returns what the bundle says of itself. */
    public ModelSpec spec() {
        return spec;
    }

    /**
     * Returns the weights of a component.
     *
     * @throws RegistrationException if its file is missing, changed, or holds other tensors than {@code model.json} says
     */
    public Weights weights(Part part) {
        return Weights.of(tensors(part.file()));
    }

    /** Returns a file of tensors; throws as {@link #weights} does. */
    public Safetensors tensors(String file) {
        StoredFile stored = stored(file);
        try {
            verify(stored);
            Safetensors tensors = place.tensors(file);
            stored.check(tensors);
            return tensors;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns a file of text, UTF-8; throws as {@link #weights} does. */
    public String text(String file) {
        verify(stored(file));
        try (InputStream in = place.open(file)) {
            return text(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Checks all files now. @throws RegistrationException as {@link #weights} does */
    public void verify() {
        spec.files().values().forEach(stored -> {
            if (stored.name().endsWith(".safetensors")) {
                tensors(stored.name());
            } else {
                verify(stored);
            }
        });
    }

    private StoredFile stored(String file) {
        StoredFile stored = spec.files().get(file);
        if (stored == null) {
            throw new RegistrationException(
                    "model.json of %s uses \"%s\" but does not list it under \"files\".\nMaybe export it again."
                            .formatted(spec.name(), file));
        }
        return stored;
    }

    private void verify(StoredFile stored) {
        try (InputStream in = place.open(stored.name());
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digest.transferTo(java.io.OutputStream.nullOutputStream());
            String found = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (bytes != stored.bytes() || !found.equals(stored.sha256())) {
                throw new RegistrationException(
                        "%s of %s has %d bytes and the sha-256 %s; model.json says %d and %s.\nMaybe fetch it again."
                                .formatted(stored.name(), spec.name(), bytes, found, stored.bytes(), stored.sha256()));
            }
        } catch (IOException e) {
            throw unreadable(stored.name(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static RegistrationException unreadable(String file, IOException e) {
        return new RegistrationException(
                "%s can't be read: %s.\nMaybe the model is not whole; fetch it again.".formatted(file, e.getMessage()),
                e);
    }
}
