package dev.tollgate.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Makes the handler that the function names. */
final class HandlerLoader {
    private HandlerLoader() {}

    /** @param handler {@code package.Class} or {@code package.Class::handleRequest} */
    static RequestStreamHandler load(String handler) throws UnusableHandlerException {
        var colons = handler.lastIndexOf("::");
        var name = colons < 0 ? handler : handler.substring(0, colons);
        if (name.isEmpty() || (colons >= 0 && !handler.endsWith("::handleRequest"))) {
            throw new UnusableHandlerException(
                    "Invalid handler: `" + handler + "', not package.Class or package.Class::handleRequest", null);
        }
        return make(type(name));
    }

    private static Class<?> type(String name) throws UnusableHandlerException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new UnusableHandlerException("Class not found: " + name, e);
        } catch (Throwable e) {
            // What its static initialiser threw, for one.
            throw new UnusableHandlerException("Error loading class " + name + ": " + e.getMessage(), cause(e));
        }
    }

    private static RequestStreamHandler make(Class<?> type) throws UnusableHandlerException {
        if (instance(type) instanceof RequestStreamHandler handler) {
            return handler;
        }
        throw new UnusableHandlerException("Not a RequestStreamHandler: " + type.getName(), null);
    }

    private static Object instance(Class<?> type) throws UnusableHandlerException {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new UnusableHandlerException(
                    "No class with a public constructor without parameters: " + type.getName(), e);
        } catch (Throwable e) {
            var cause = cause(e);
            throw new UnusableHandlerException("Error making " + type.getName() + ": " + cause.getMessage(), cause);
        }
    }

    private static Throwable cause(Throwable e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
