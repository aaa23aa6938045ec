package dev.polyphony.planners.search.build;

/** What things cost in a plan, in one place. A score of {@link #SCORE_UNIT} deviations is worth one unit less than 4 of them. */
final class Weights {
    /** Worth of one standard deviation of likeness. */
    static final double SCORE_UNIT = 0.25;
    /** More likeness than this is worth little more. */
    static final double SCORE_CAP = 7;

    static final double BEYOND = 0.2;
    /** Likeness below which a command is better left undone. */
    static final double COMMAND_FLOOR = 2.2;

    /** The likeness that the best of 16 tools reaches by chance. */
    static final double USUAL_CHANCE = 2.35;
    /** By how much a larger catalogue raises the floors. */
    static final double SCORE_OF_CHANCE = 1.0;

    static final double FRAGMENT_FLOOR = 2.4;
    static final double MEANS_FLOOR = 5;
    static final double CONTEXT_FLOOR = 4.2;
    static final double PART_FLOOR = 2.2;
    /** A part of a clause is a step of its own from this likeness on. */
    static final double PART_LEAST = 3.0;

    /** The rest of such a clause asks for another task from this likeness on. */
    static final double REST_LEAST = 3.5;

    static final double TASK = 0.2;
    /** Likeness gained by a tool that takes what was made last, where the words say "it". */
    static final double GOES_ON = 0.6;

    static final double FAN = 0.02;
    /** Doing for a second step what was done already. */
    static final double AGAIN = 0.1;
    /** Likeness gained by a tool with a parameter for a number that is named. */
    static final double NUMBER_FITS = 0.8;

    static final double CONVERTER = 0.3;
    static final double MISSING = 0.75;
    /** A command or question that nothing is done for. */
    static final double UNDONE = 0.3;
    /** A phrase that names what a tool does, where the plan has no such tool. */
    static final double UNEXPLAINED = 0.4;
    /** A phrase that asks for a task is worth less than a clause that does. */
    static final double PART_WORTH = 0.6;
    /** Taking what was made before for a clause that asks for something new. */
    static final double NOT_MEANT = 0.8;
    /** Running a tool that an earlier step runs already. */
    static final double REPEAT = 0.25;
    /** Feeding a tool with what it made itself. */
    static final double OWN_OUTPUT = 0.8;

    static final double ABSENT = 0.25;
    static final double OWN_WORDS = 0.35;
    /** The request's own words, where nothing else is there. */
    static final double ONLY_WORDS = 0.1;
    /** A command as the question of a tool that takes questions. */
    static final double NO_QUESTION = 0.8;

    /** What was said of the thing that the clause calls "it". */
    static final double SAID_OF_IT = 0;

    static final double QUOTE = 0.0;
    static final double QUOTE_ELSEWHERE = 0.25;
    static final double SECOND_OUTPUT = 0.5;
    static final double HISTORY = 0.3;
    static final double UNUSED_ATTACHMENT = 0.6;
    static final double RECENCY = 0.15;
    static final double NAMED = 0.3;
    /** Likeness of a question to the tools that answer questions, where nothing fits better. */
    static final double QUESTION_SCORE = 3.2;

    static final int BEAM = 16;
    static final int TOOLS_A_STEP = 6;
    static final int TOOLS_A_PART = 3;

    private Weights() {}

    /** Returns what it is worth to do something with this likeness. */
    static double worth(double score, double floor) {
        return SCORE_UNIT * (Math.min(score, SCORE_CAP) + BEYOND * Math.max(0, score - SCORE_CAP) - floor);
    }
}
