package dev.tollgate.upstream.json;

import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.IncomingCall;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.ParsedCall;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads calls whose body is a JSON object. */
public final class JsonCalls {
    private JsonCalls() {}

    /** Finds what is wrong with a body, as far as metering depends on it; everything else is for the provider to judge. */
    @FunctionalInterface
    public interface Check {
        /** The first fault, empty where there is none. */
        Optional<Fault> fault(IncomingCall call, JsonBody body);
    }

    private static Optional<Fault> priceChange(IncomingCall call, JsonBody body) {
        return call.isCostLimited() ? PriceChanges.fault(body) : Optional.empty();
    }

    /**
     * A reader that parses, checks, and then makes the call.
     *
     * @param check finds what is wrong
     * @param made makes the call of a body that nothing is wrong with
     */
    public static Operation.Reader reader(Check check, BiFunction<IncomingCall, JsonBody, ModelCall> made) {
        return call -> {
            try {
                var body = JsonBody.parse(call.body());
                return priceChange(call, body)
                        .or(() -> check.fault(call, body))
                        .<ParsedCall>map(ParsedCall.Invalid::new)
                        .orElseGet(() -> new ParsedCall.Valid(made.apply(call, body)));
            } catch (MalformedJsonException e) {
                return new ParsedCall.Invalid(new Fault(Fault.Kind.BAD_REQUEST, e.reason()));
            }
        };
    }
}
