package dev.tollgate.benchmarks.startup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.proxy.function.ProxyFunction;
import dev.tollgate.runtime.SnapStartHooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The proxy function as it would be if nothing were done before its snapshot. */
public final class UnprimedFunction implements RequestStreamHandler, SnapStartHooks {
    private final ProxyFunction function = new ProxyFunction();

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        function.handleRequest(event, out, context);
    }

    @Override
    public void beforeCheckpoint() {}

    @Override
    public void afterRestore() {
        function.afterRestore();
    }
}
