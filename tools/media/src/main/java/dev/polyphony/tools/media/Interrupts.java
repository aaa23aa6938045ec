package dev.polyphony.tools.media;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets guards stop FFmpeg in the middle of a call. There is one native callback for all of them, since JavaCPP has only ten
 * for each kind; which guard is meant is told by the number that FFmpeg hands back. Thread-safe.
 */
final class Interrupts {
    private static final Map<Long, Guard> GUARDS = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final Callback CALLBACK = new Callback();

    private Interrupts() {}

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer key) {
            Guard guard = key == null ? null : GUARDS.get(key.address());
            return guard != null && guard.stops() ? 1 : 0;
        }
    }

    /** A number in the guise of an address; nothing lies there. */
    private static final class Key extends Pointer {
        Key(long number) {
            address = number;
        }
    }

    /** Returns a callback that asks this guard until it is released. */
    static AVIOInterruptCB asking(Guard guard) {
        long number = NEXT.getAndIncrement();
        GUARDS.put(number, guard);
        AVIOInterruptCB callback = new AVIOInterruptCB();
        callback.callback(CALLBACK);
        callback.opaque(new Key(number));
        return callback;
    }

    static void release(AVIOInterruptCB callback) {
        GUARDS.remove(callback.opaque().address());
        callback.close();
    }
}
