package dev.polyphony.tools.anytoany.pipeline;

import java.util.List;

/** Words to tokens and back. Thread-safe. */
public interface Tokenizer {
    /** Returns the tokens of a user's words; a special token or signal that is written in them is taken as words. */
    List<Integer> encode(String text);

    /** Returns the words of a text that the model does not know, each once; none if it takes any. */
    default List<String> unknown(String text) {
        return List.of();
    }

    /**
     * Returns the number of a token by its name: {@code <eos>}, {@code [IMG0]}.
     *
     * @throws dev.polyphony.agent.RegistrationException if there is none
     */
    int id(String token);

    /** Returns how many tokens have words; higher ones are never to be produced. */
    int size();

    /** Starts to turn tokens into words. */
    Decoding decoding();

    /** Turns tokens into words one by one. Not thread-safe. */
    interface Decoding {
        /** Returns the words that are certain with this token; perhaps none. */
        String next(int id);
    }

    /** Returns the words of tokens. */
    default String decode(List<Integer> ids) {
        Decoding decoding = decoding();
        StringBuilder words = new StringBuilder();
        ids.forEach(id -> words.append(decoding.next(id)));
        return words.toString();
    }
}
