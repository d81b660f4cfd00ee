package dev.tollgate.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.runtime.ResponseStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.UUID;

/**
 * A handler of this process. Thread safe if the handler is.
 *
 * @param name the function's name
 * @param handler what would be deployed
 * @param clock says how much time a call has left
 */
public record InProcessFunction(String name, RequestStreamHandler handler, InstantSource clock)
        implements LocalFunction {
    @Override
    public void invoke(byte[] event, OutputStream reply) throws IOException {
        var deadline = clock.instant().plus(LocalContext.TIME_LIMIT);
        var context = new LocalContext(UUID.randomUUID().toString(), name, deadline, clock);
        handler.handleRequest(new ByteArrayInputStream(event), new ResponseStream(reply), context);
    }

    @Override
    public void close() {}
}
