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
import org.jspecify.annotations.Nullable;

/**
 * A model in files side by side: {@code model.json} and what it names. A file is held against its size, its hash and the
 * tensors it should have when it is first asked for. Thread-safe.
 */
public final class Bundle {
    /** Where the files lie. */
    private interface Place {
        InputStream open(String file) throws IOException;

        Safetensors tensors(String file) throws IOException;

        /** Returns the file itself, or null if it lies in no folder. */
        @Nullable
        Path path(String file);
    }

    private static final String SPEC = "model.json";

    private final Place place;
    private final BundleInfo info;

    private Bundle(Place place, String json) {
        this.place = place;
        info = SpecReader.read(json);
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

            @Override
            public Path path(String file) {
                return folder.resolve(file);
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

            @Override
            public @Nullable Path path(String file) {
                return null;
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
    public BundleInfo info() {
        return info;
    }

    /** Returns the name of the model. */
    public String name() {
        return info.name();
    }

    /** Returns the whole model. @throws RegistrationException if the bundle holds generators alone */
    public ModelSpec spec() {
        ModelSpec model = info.model();
        if (model == null) {
            throw new RegistrationException(
                    "model.json of %s has generators but no \"language\": it answers nothing by itself.\nMaybe use it as a tool that makes media."
                            .formatted(info.name()));
        }
        return model;
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

    /** Returns the bytes of a file of any kind; throws as {@link #weights} does. */
    public byte[] bytes(String file) {
        verify(stored(file));
        try (InputStream in = place.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns where a file lies, or null if that is the class path; throws as {@link #weights} does. */
    public @Nullable Path path(String file) {
        verify(stored(file));
        return place.path(file);
    }

    /** Checks all files now. @throws RegistrationException as {@link #weights} does */
    public void verify() {
        info.files().values().forEach(stored -> {
            if (stored.name().endsWith(".safetensors")) {
                tensors(stored.name());
            } else {
                verify(stored);
            }
        });
    }

    private StoredFile stored(String file) {
        StoredFile stored = info.files().get(file);
        if (stored == null) {
            throw new RegistrationException(
                    "model.json of %s uses \"%s\" but does not list it under \"files\".\nMaybe export it again."
                            .formatted(info.name(), file));
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
                                .formatted(stored.name(), info.name(), bytes, found, stored.bytes(), stored.sha256()));
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
