package dev.tollgate.local;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.local.function.InProcessFunction;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.proxy.function.StageParts;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** One stage on this machine over stores of the caller's choice, for what measures or tries it. Thread safe; to be closed. */
public final class StageServer implements AutoCloseable {
    private final UpstreamClient upstream = new UpstreamClient(UpstreamLimits.DEFAULT, Destinations.ANY);
    private final HttpFront front;

    /**
     * Starts to listen. Replies are streamed.
     *
     * @param port where; 0 for any free port
     * @param configuration read through the same cache as a deployed function has
     * @throws BindException if the port is taken
     */
    public StageServer(
            int port,
            Stage stage,
            Configuration configuration,
            KeyHasher hasher,
            Counters counters,
            Credentials credentials,
            CallLog log)
            throws IOException {
        var clock = InstantSource.system();
        var function = new StageParts(
                        stage,
                        GatewaySettings.DEFAULT,
                        ReplyMode.STREAMED,
                        new CachedConfiguration(configuration, clock),
                        hasher,
                        counters,
                        new InMemoryKeyUse(),
                        upstream,
                        credentials,
                        LocalStage.signer(clock),
                        log,
                        clock)
                .handler();
        var proxy = new InProcessFunction("tollgate-" + stage.id() + "-proxy", function, clock);
        front = new HttpFront(port, Map.of(stage, StageFunctions.of(proxy, ReplyMode.STREAMED)));
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return front.uri();
    }

    /** Breaks off the calls in flight, and ends once they have settled. */
    @Override
    public void close() {
        upstream.close();
        front.close();
    }
}
