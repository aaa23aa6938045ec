package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that Polyphony raises. A message says what is wrong, with names and values, then gives advice on a
 * line that begins "Maybe"; it holds no secrets and no media bytes.
 */
public abstract sealed class PolyphonyException extends RuntimeException
        permits AuthenticationException,
                ConflictException,
                ContentFilteredException,
                InvalidPlanException,
                InvalidRequestException,
                ModelNotFoundException,
                NotFoundException,
                PlanningFailedException,
                ProviderUnavailableException,
                RateLimitedException,
                RegistrationException,
                RunFailedException,
                StorageException,
                TimedOutException,
                ToolArgumentsException,
                ToolFailedException,
                UnsupportedFeatureException {

    private final String code;
    private final boolean retriable;

    PolyphonyException(String code, boolean retriable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retriable = retriable;
    }

    /** Returns the stable code of the error, the same in the API, in events and in logs; codes are added, never renamed. */
    public final String code() {
        return code;
    }

    /** Returns true if the same call may succeed later. */
    public final boolean retriable() {
        return retriable;
    }

    /** Returns the message, which every error has. */
    @Override
    public final String getMessage() {
        String message = super.getMessage();
        return message == null ? code : message;
    }
}
