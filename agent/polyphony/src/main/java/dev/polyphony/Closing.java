package dev.polyphony;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what must be closed although something else may be broken already. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", resource, e);
        }
    }
}
