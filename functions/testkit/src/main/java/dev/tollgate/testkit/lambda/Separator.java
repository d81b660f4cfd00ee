package dev.tollgate.testkit.lambda;

/**
 * The eight NUL bytes between the head of a streamed HTTP reply and its payload, found in bytes that come piece by piece.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">the
 *     format</a>
 */
final class Separator {
    static final int LENGTH = 8;

    private int run;
    private int passed;

    /** The index behind it, or 0 if these bytes have none. */
    static int end(byte[] bytes) {
        var separator = new Separator();
        return separator.found(bytes) ? separator.passed() : 0;
    }

    /** Whether it is complete by the end of these bytes or was before. */
    boolean found(byte[] bytes) {
        for (var index = 0; index < bytes.length && run < LENGTH; index++) {
            run = bytes[index] == 0 ? run + 1 : 0;
            passed++;
        }
        return run == LENGTH;
    }

    /** How many bytes were looked at: up to its end, once it is found. */
    int passed() {
        return passed;
    }
}
