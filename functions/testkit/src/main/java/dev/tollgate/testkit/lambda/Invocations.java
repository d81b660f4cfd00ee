package dev.tollgate.testkit.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls that wait for the runtime, and the connections of the runtime that wait for a call. Thread safe. */
final class Invocations {
    private static final int REMEMBERED = 1000;

    private final Deque<Invoked> queued = new ArrayDeque<>();
    private final Deque<Connection> waiting = new ArrayDeque<>();
    private final Map<String, Invoked> handedOver = new HashMap<>();
    private final Map<String, Invoked> responding = new HashMap<>();
    private final Set<String> answered = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * The connection that gets the call; none if it has to wait.
     *
     * @throws IllegalArgumentException if another call has its id
     */
    synchronized Optional<Connection> offer(Invoked call) {
        var id = call.invocation().requestId();
        var isQueued =
                queued.stream().anyMatch(other -> other.invocation().requestId().equals(id));
        if (isQueued || handedOver.containsKey(id) || responding.containsKey(id) || answered.contains(id)) {
            throw new IllegalArgumentException("a second call of the id " + id);
        }
        var connection = Optional.ofNullable(waiting.poll());
        connection.ifPresentOrElse(_ -> handOver(call), () -> queued.add(call));
        return connection;
    }

    /** The call for this connection; none if it has to wait, or is broken. */
    synchronized Optional<Invoked> take(Connection connection) {
        if (connection.isReset()) {
            return Optional.empty();
        }
        var call = Optional.ofNullable(queued.poll());
        call.ifPresentOrElse(this::handOver, () -> waiting.add(connection));
        return call;
    }

    private void handOver(Invoked call) {
        handedOver.put(call.invocation().requestId(), call);
    }

    synchronized void forget(Connection connection) {
        waiting.remove(connection);
    }

    /** Nobody else may answer this call now. */
    synchronized Invoked begin(String id) throws Refusal {
        var call = handedOver.remove(id);
        if (call == null) {
            throw responding.containsKey(id) || answered.contains(id)
                    ? Refusal.alreadyAnswered(id)
                    : Refusal.unknownId(id);
        }
        responding.put(id, call);
        return call;
    }

    /** The response did not count, so that an error may still be reported. */
    synchronized void undo(Invoked call) {
        responding.remove(call.invocation().requestId());
        handOver(call);
    }

    synchronized void answered(Invoked call) {
        responding.remove(call.invocation().requestId());
        answered.add(call.invocation().requestId());
    }

    /** The calls that the runtime has and will not answer any more. */
    synchronized List<Invoked> abandon() {
        var calls = new ArrayList<>(handedOver.values());
        calls.addAll(responding.values());
        calls.forEach(this::answered);
        handedOver.clear();
        return calls;
    }

    /** The calls that no runtime has. */
    synchronized List<Invoked> drainQueued() {
        var calls = List.copyOf(queued);
        queued.clear();
        return calls;
    }
}
