package dev.polyphony.tools.remote.http;

/** A key or password that no text may show: {@code toString} hides it. Immutable. */
public final class Secret {
    /** No secret at all. */
    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Returns a secret of this value; the value is stripped of white space at its ends. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** Returns the value itself, for the header of a request and for nothing else. */
    String reveal() {
        return value;
    }

    /** Returns true if there is nothing to hide. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : "***";
    }
}
