package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.Arrays;

/** Writes to standard output, which Lambda keeps. Each message ends with a line, or the next would join it. Thread safe. */
final class LineLogger implements LambdaLogger {
    @Override
    public void log(String message) {
        log(message.getBytes(UTF_8));
    }

    @Override
    public void log(byte[] message) {
        var line = message;
        if (line.length == 0 || line[line.length - 1] != '\n') {
            line = Arrays.copyOf(message, message.length + 1);
            line[message.length] = '\n';
        }
        System.out.writeBytes(line);
        System.out.flush();
    }
}
