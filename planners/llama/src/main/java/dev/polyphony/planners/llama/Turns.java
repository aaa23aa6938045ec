package dev.polyphony.planners.llama;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;

/** Messages as one text, for a model that was never taught to chat: each turn a paragraph, each reply under its question. */
final class Turns {
    private Turns() {}

    static String text(List<ChatMessage> messages) {
        StringBuilder text = new StringBuilder();
        for (ChatMessage message : messages) {
            if (message instanceof AiMessage) {
                text.append(words(message)).append("\n\n");
            } else {
                text.append(words(message)).append(message instanceof SystemMessage ? "\n\n" : "\n");
            }
        }
        return text.toString();
    }

    static String words(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        if (message instanceof UserMessage user) {
            return user.singleText();
        }
        return message instanceof AiMessage reply ? String.valueOf(reply.text()) : message.toString();
    }
}
