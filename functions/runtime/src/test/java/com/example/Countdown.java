package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.runtime.ResponseStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

public class Countdown implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        var response = (ResponseStream) out;
        response.begin(200, Map.of("content-type", "text/event-stream"));
        for (var count = 3; count > 0; count--) {
            response.write(("data: " + count + "\n\n").getBytes(UTF_8));
            response.flush(); // now it is on its way
        }
    }
}
