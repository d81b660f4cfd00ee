package dev.tollgate.proxy;

import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.Operation;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.StreamMeter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Parts of a gateway that do their work, but for one method: that has a defect, whose message quotes what it must not. */
final class CanaryDefects {
    private CanaryDefects() {}

    /** A part that fails at this method. */
    static <T> T at(String method, Class<T> type, T real) {
        return proxy(type, (_, called, arguments) -> {
            if (called.getName().equals(method)) {
                throw new IllegalStateException(Canary.TEXT, new IllegalArgumentException(Canary.TEXT));
            }
            return invoke(real, called, arguments);
        });
    }

    /** A dialect that fails when it reads a call. */
    static Dialect atReading(Dialect real) {
        return withReaders(real, reader -> at("read", Operation.Reader.class, reader));
    }

    /** A dialect that fails at this method of its metering. */
    static Dialect atMetering(String method, Dialect real) {
        return withMetering(real, metering -> at(method, Metering.class, metering));
    }

    /** A dialect that fails at this method when it meters a stream. */
    static Dialect atStreamMeter(String method, Dialect real) {
        return withMetering(
                real,
                metering -> proxy(Metering.class, (_, called, arguments) -> {
                    var result = invoke(metering, called, arguments);
                    return result instanceof Optional<?> found && found.orElse(null) instanceof StreamMeter meter
                            ? Optional.of(at(method, StreamMeter.class, meter))
                            : result;
                }));
    }

    private static Dialect withMetering(Dialect real, UnaryOperator<Metering> change) {
        return withReaders(real, reader -> call -> switch (reader.read(call)) {
            case ParsedCall.Valid(var read) -> new ParsedCall.Valid(metered(read, change.apply(read.metering())));
            case ParsedCall.Invalid invalid -> invalid;
        });
    }

    private static Dialect withReaders(Dialect real, UnaryOperator<Operation.Reader> change) {
        List<Operation> operations = real.operations().stream()
                .map(operation -> new Operation(operation.route(), change.apply(operation.reader())))
                .toList();
        return proxy(
                Dialect.class,
                (_, called, arguments) ->
                        called.getName().equals("operations") ? operations : invoke(real, called, arguments));
    }

    private static ModelCall metered(ModelCall call, Metering metering) {
        return new ModelCall(
                call.route(),
                call.model(),
                call.path(),
                call.body(),
                call.estimate(),
                call.maximum(),
                call.lowering(),
                metering);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object real, Method called, Object[] arguments) throws Throwable {
        try {
            called.setAccessible(true);
            return called.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
