package dev.polyphony.planners.search.language;

/** What a clause does in a request. */
public enum Mood {
    /** Asks for something to be done: "read the sign". */
    COMMAND,
    /** Asks for something to be told: "what is on this photo". */
    QUESTION,
    /** Tells how things are: "I have a recording". */
    CONTEXT,
    /** Tells what something is done with or for: "use the result", "to remind me". */
    MEANS,
    /** Is not said but follows from what is told: that a foreign text must be translated. */
    IMPLIED,
    /** Has no verb: "a short summary, please". */
    FRAGMENT
}
