package dev.polyphony.tools.remote.http;

import java.util.regex.Pattern;

/** Takes out of texts what must not be shown: keys, signed queries, control characters, length. */
final class Redaction {
    private static final int MOST = 300;
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]*");
    private static final Pattern USER_INFO = Pattern.compile("(https?://)[^\\s\"'<>/@]*@");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|key|basic|token)\\s+[A-Za-z0-9+/=_.:~-]{8,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Redaction() {}

    /** Returns what a server said, fit for a message of ours: one line, at most 300 characters, without the key. */
    static String words(String said, Auth auth) {
        String text = said.length() > 20_000 ? said.substring(0, 20_000) : said;
        String secret = auth.secret().reveal();
        if (!secret.isEmpty()) {
            text = text.replace(secret, "***");
            String header = auth.header();
            text = text.replace(header.substring(header.indexOf(' ') + 1), "***");
        }
        text = url(text);
        text = BEARER.matcher(text).replaceAll("$1 ***");
        text = CONTROL.matcher(text).replaceAll(" ").strip();
        return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
    }

    /** Returns the text with the queries and user infos of its URLs left out. */
    static String url(String text) {
        return QUERY.matcher(USER_INFO.matcher(text).replaceAll("$1")).replaceAll("$1");
    }
}
