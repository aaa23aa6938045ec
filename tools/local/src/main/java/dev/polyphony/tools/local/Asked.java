package dev.polyphony.tools.local;

import java.util.regex.Pattern;

/** What kind of thing a question asks for. */
enum Asked {
    /** A time or a date. */
    WHEN("\\bwhen\\b|\\b(what|which) (year|month|day|date|time|century)\\b|\\bwhat is the date\\b"),
    /** A number, with what it counts or measures. */
    AMOUNT(
            "\\bhow (many|much|old|long|far|tall|high|heavy|big|large|fast|deep|wide|often)\\b"
                    + "|\\bwhat (is|was|were|are) the (\\w+ )?(price|total|cost|amount|number|percentage|age|population|height|length|weight)\\b"),
    /** A place. */
    WHERE("\\bwhere\\b|\\b(what|which) (city|country|town|place|state|village|street|room)\\b"),
    /** A person or another thing that has a name. */
    WHO("\\bwho(m|se)?\\b|\\bwhat (is|was) (the|his|her|its) name\\b|\\bwhat is .* called\\b"),
    /** Whatever the sentence says. */
    ANYTHING("");

    private final Pattern words;

    Asked(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static Asked of(String question) {
        for (Asked asked : values()) {
            if (asked.words.matcher(question).find()) {
                return asked;
            }
        }
        return ANYTHING;
    }
}
