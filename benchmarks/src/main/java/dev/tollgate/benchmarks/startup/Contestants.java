package dev.tollgate.benchmarks.startup;

import dev.tollgate.proxy.function.ProxyFunction;
import java.io.IOException;
import java.util.List;

/** Who is compared. */
final class Contestants {
    static final String PROXY = "proxy.zip";
    static final String UNPRIMED = "proxy.zip, not primed";
    static final String MINIMAL = "one GetItem, Apache";

    private static final String URL_CONNECTION = "one GetItem, url-connection";
    private static final String WRAPPER = "/var/task/tollgate-runtime";
    private static final int WARM_CALLS = 400;

    private Contestants() {}

    /** All of them. */
    static List<Contestant> of(FunctionZips zips, Surroundings at) throws IOException {
        var proxy = at.deploy(zips.proxy(), ProxyFunction.class).withWrapper(WRAPPER);
        var unprimed = at.deploy(zips.unprimed(), UnprimedFunction.class).withWrapper(WRAPPER);
        var apache =
                at.deploy(zips.minimalWithApache(), MinimalFunction.class).withRuntime(FunctionZips.stockRuntime());
        var urlConnection = at.deploy(zips.minimalWithUrlConnection(), MinimalFunction.class)
                .withRuntime(FunctionZips.stockRuntime());
        var event = at.event();
        return List.of(
                new Contestant(PROXY, Start.COLD, proxy, event, WARM_CALLS),
                new Contestant(MINIMAL, Start.COLD, apache, "{}", WARM_CALLS),
                new Contestant(URL_CONNECTION, Start.COLD, urlConnection, "{}", WARM_CALLS),
                new Contestant(PROXY, Start.RESTORED, proxy, event, WARM_CALLS),
                new Contestant(UNPRIMED, Start.RESTORED, unprimed, event, WARM_CALLS));
    }
}
