package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import java.util.HashSet;
import java.util.List;

/**
 * The chain of tokens by which a language model says that it wants to show something.
 *
 * @param modality what is shown then
 * @param ids the tokens, in order; once the first is produced, the others are fed one after the other
 */
public record Signal(Modality modality, List<Integer> ids) {
    /** @throws RegistrationException if the chain is empty or holds a token twice */
    public Signal {
        ids = List.copyOf(ids);
        if (ids.isEmpty() || new HashSet<>(ids).size() < ids.size()) {
            throw new RegistrationException(
                    "the signal of %s has the tokens %s.\nMaybe one of them is there twice, or all are missing."
                            .formatted(modality, ids));
        }
    }

    /** Returns the token that begins the chain. */
    public int first() {
        return ids.get(0);
    }
}
