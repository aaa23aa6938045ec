package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.RegistrationException;
import java.util.Map;

/**
 * One file of a bundle.
 *
 * @param name without any folder
 * @param bytes its size
 * @param sha256 of its bytes, in lower-case hex digits
 * @param tensors type and shape of each tensor in it, by name, as {@link TensorInfo#form} writes them; empty for other files
 */
public record StoredFile(String name, long bytes, String sha256, Map<String, String> tensors) {
    /** @throws RegistrationException if the name could lead out of the bundle */
    public StoredFile {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new RegistrationException(
                    "model.json names the file \"%s\".\nMaybe leave folders out: all files of a bundle lie side by side."
                            .formatted(name));
        }
        tensors = Map.copyOf(tensors);
    }

    /** Compares the header of the file with what the bundle says of it. */
    void check(Safetensors file) {
        tensors.forEach((tensor, form) -> {
            TensorInfo info = file.info(tensor);
            if (!info.form().equals(form)) {
                throw new RegistrationException(
                        "tensor \"%s\" of %s is %s; model.json says %s.\nMaybe fetch both again."
                                .formatted(tensor, name, info.form(), form));
            }
        });
        file.tensors().keySet().stream()
                .filter(tensor -> !tensors.containsKey(tensor))
                .findFirst()
                .ifPresent(tensor -> {
                    throw new RegistrationException(
                            "%s holds \"%s\", which model.json does not name.\nMaybe fetch both again."
                                    .formatted(name, tensor));
                });
    }
}
