package dev.tollgate.proxy;

import dev.tollgate.core.Stage;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.usage.Usage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The fields of a call's line in the log, in their order: texts, numbers, truth values and lists of texts. What a caller can
 * choose freely, such as the name of a model, has no control characters in it and is cut.
 */
public final class CallFields {
    /** Longer than any name of ours or of a provider's. */
    private static final int LONGEST_TEXT = 200;

    /** Of what is told to the operator, which may quote an error of AWS. */
    private static final int LONGEST_CAUSE = 1_000;

    private final SequencedMap<String, Object> fields = new LinkedHashMap<>();

    private CallFields() {}

    /** Those of one call of a stage. */
    public static SequencedMap<String, Object> of(CallRecord call, Stage stage) {
        var fields = new CallFields()
                .text("requestId", call.requestId())
                .text("functionRequestId", call.functionRequestId())
                .text("stage", stage.id())
                .text("subscription", call.subscription())
                .text("backend", call.backend())
                .tried(call.tried())
                .text("model", call.model())
                .text("outcome", call.ending().getClass().getSimpleName())
                .number("status", call.ending().status())
                .number("milliseconds", call.duration().toMillis())
                .mark("unchecked", call.isUnchecked())
                .ending(call.ending())
                .cost(call.cost());
        return Collections.unmodifiableSequencedMap(fields.fields);
    }

    private CallFields ending(Ending ending) {
        switch (ending) {
            case Ending.Rejected(var fault, var cause) -> {
                text("fault", fault.kind().name());
                cause(cause);
            }
            case Ending.Refused refused -> refusal(refused.refusal());
            case Ending.Answered answered ->
                text("delivery", answered.delivery().name());
            case Ending.UpstreamError error -> fields.put("charged", error.isCharged());
            case Ending.UpstreamFailed failed -> {
                text("fault", failed.fault().kind().name());
                cause(failed.fault().message());
            }
            case Ending.Defect defect -> text("fault", defect.fault().kind().name());
        }
        ending.charged().ifPresent(this::usage);
        ending.settled().ifPresent(settlement -> text("settlement", settlement.name()));
        return this;
    }

    private void cause(String cause) {
        if (!cause.isEmpty()) {
            fields.put("cause", clean(cause, LONGEST_CAUSE));
        }
    }

    private void refusal(Refusal refusal) {
        text("quota", refusal.quota().id());
        text("owner", refusal.quota().name());
        number("limit", refusal.quota().limit());
        number("used", refusal.used());
        number("reserved", refusal.quota().committed() - refusal.used());
        number("requested", refusal.requested());
    }

    private void usage(Usage usage) {
        number("promptTokens", usage.prompt());
        number("completionTokens", usage.completion());
        number("totalTokens", usage.total());
        text("usageSource", usage.source().name());
    }

    private CallFields cost(Cost cost) {
        if (cost.plan() > 0) {
            number("cost", cost.plan());
        }
        if (cost.backend() > 0) {
            number("backendCost", cost.backend());
        }
        return this;
    }

    private CallFields tried(List<Tried> tried) {
        if (!tried.isEmpty()) {
            var texts = tried.stream().map(each -> clean(each.backend() + " " + each.why(), LONGEST_TEXT));
            fields.put("tried", texts.toList());
        }
        return this;
    }

    private CallFields mark(String name, boolean isSet) {
        if (isSet) {
            fields.put(name, true);
        }
        return this;
    }

    private CallFields number(String name, long value) {
        fields.put(name, value);
        return this;
    }

    private CallFields text(String name, String value) {
        fields.put(name, clean(value, LONGEST_TEXT));
        return this;
    }

    /** Not every writer of JSON escapes every control character. */
    private static String clean(String text, int longest) {
        var cut = text.length() > longest ? text.substring(0, longest) : text;
        return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cc}", "?") : cut;
    }
}
