package dev.polyphony.planners.search.language;

/** What a clause does in a request. */
public enum Mood {
    /** Asks for something to be done: "read the sign". */
    COMMAND,
    /** Asks for something to be told: "what is on this photo". */
    QUESTION,
    /** Tells how things are: "I have a recording". */
    CONTEXT,
    /** Has no verb: "a short summary, please". */
    FRAGMENT
}
