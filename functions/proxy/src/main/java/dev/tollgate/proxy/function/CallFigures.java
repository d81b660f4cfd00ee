package dev.tollgate.proxy.function;

import dev.tollgate.core.limit.Settlement;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Ending;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What one call adds to the metrics. */
final class CallFigures {
    private final Map<CallMetric, Long> figures = new EnumMap<>(CallMetric.class);

    private CallFigures() {}

    /** The figures of a call; those that are 0 are absent, but for the time that it took. */
    static Map<CallMetric, Long> of(CallRecord call) {
        var figures = new CallFigures();
        figures.add(CallMetric.CALLS, 1);
        figures.figures.put(CallMetric.LATENCY, call.duration().toMillis());
        figures.add(CallMetric.FALLBACKS, call.tried().size());
        figures.add(CallMetric.UNCHECKED_CALLS, call.isUnchecked() ? 1 : 0);
        figures.ending(call.ending());
        return Collections.unmodifiableMap(figures.figures);
    }

    private void ending(Ending ending) {
        switch (Blame.of(ending)) {
            case NOBODY -> {}
            case LIMIT -> add(refusedBy(ending), 1);
            case CALLER -> add(CallMetric.CLIENT_ERRORS, 1);
            case PROVIDER -> add(CallMetric.UPSTREAM_FAILURES, 1);
            case STORE -> add(CallMetric.STORE_ERRORS, 1);
            case GATEWAY -> add(CallMetric.DEFECTS, 1);
        }
        ending.charged().ifPresent(usage -> {
            add(CallMetric.PROMPT_TOKENS, usage.prompt());
            add(CallMetric.COMPLETION_TOKENS, usage.completion());
        });
        ending.settled().ifPresent(this::settlement);
    }

    private void settlement(Settlement settlement) {
        switch (settlement) {
            case DONE -> {}
            case TOO_LATE -> add(CallMetric.LATE_SETTLEMENTS, 1);
            case STORE_FAILED -> add(CallMetric.STORE_ERRORS, 1);
        }
    }

    private static CallMetric refusedBy(Ending ending) {
        return ending instanceof Ending.Refused refused && refused.refusal().isOfBackend()
                ? CallMetric.REFUSED_BY_BACKEND
                : CallMetric.REFUSED_BY_SUBSCRIPTION;
    }

    private void add(CallMetric metric, long figure) {
        if (figure > 0) {
            figures.put(metric, figure);
        }
    }
}
