package dev.tollgate.core.store;

import org.jspecify.annotations.Nullable;

/** A store did not do what it was asked. Which of these it was decides what may be done next. */
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It did not happen: the store refused the operation or could not be reached. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1;

        /** @param message what is missing, for the operator's log */
        public Unavailable(String message) {
            super(message, null);
        }

        /** @param cause what the store's client said */
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It did not happen: too much is asked of the store at once, or of one item in it. */
    public static final class Throttled extends StoreException {
        private static final long serialVersionUID = 1;

        /** @param message what was left undone */
        public Throttled(String message) {
            super(message, null);
        }

        /** @param cause what the store's client said */
        public Throttled(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It may have happened: the operation was sent and its reply is missing. */
    public static final class Unknown extends StoreException {
        private static final long serialVersionUID = 1;

        /** @param cause what the store's client said */
        public Unknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What is stored cannot be understood; trying again will not help. */
    public static final class Corrupt extends StoreException {
        private static final long serialVersionUID = 1;

        /** An object that names one which does not exist. */
        public Corrupt(String message) {
            super(message, null);
        }

        /** @param cause what is wrong with it */
        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
