package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Handlers that can be made, and such that cannot. */
final class Handlers {
    private Handlers() {}

    /** Does nothing. */
    public static class Silent implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream out, Context context) {}
    }

    /** Fails when it is made. */
    public static final class Failing extends Silent {
        /** Fails. */
        public Failing() {
            throw new IllegalStateException("no table");
        }
    }

    /** Fails when it is loaded. */
    public static final class Unloadable extends Silent {
        static final int NUMBER = Integer.parseInt("none");
    }

    /** Fails when it is loaded, while a thread of its own keeps the process alive. */
    public static final class Erring extends Silent {
        static final int NUMBER = number();

        private static int number() {
            var _ = Thread.ofPlatform().start(LockSupport::park);
            throw new AssertionError("no library");
        }
    }

    /** Fails when it is loaded, by what is no exception. */
    public static final class Broken extends Silent {
        static final int NUMBER = number();

        private static int number() {
            throw new AssertionError("no luck");
        }
    }

    /** Cannot be made from outside. */
    public static final class Hidden extends Silent {
        private Hidden() {}
    }

    /** Makes nothing on its own. */
    public abstract static class Unfinished extends Silent {}

    /** Handles nothing. */
    public static final class NoHandler {}
}
