package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.usage.PromptEstimation;
import java.util.List;
import java.util.Optional;

/** How calls of a backend are handled. */
record HandlingForm(String errorFormat, List<String> requestCountedRoutes, int retries, Estimation promptEstimation) {
    private static final int MOST_ROUTES = 100;
    private static final int MOST_RETRIES = 3;

    /** How prompts are estimated. */
    record Estimation(String basis, long imageTokens, long unseenTokens) {
        private static final long MOST_TOKENS = 10_000_000;

        static Estimation of(PromptEstimation estimation) {
            return new Estimation(estimation.basis().name(), estimation.imageTokens(), estimation.unseenTokens());
        }

        static Optional<PromptEstimation> read(Fields fields) {
            var strict = PromptEstimation.STRICT;
            var basis = fields.choice("basis", PromptEstimation.Basis.class, strict.basis());
            var imageTokens = fields.number("imageTokens", 0, MOST_TOKENS, strict.imageTokens());
            var unseenTokens = fields.number("unseenTokens", 0, MOST_TOKENS, strict.unseenTokens());
            return fields.make(() -> new PromptEstimation(basis, imageTokens, unseenTokens));
        }
    }

    static HandlingForm of(CallHandling handling) {
        return new HandlingForm(
                handling.errorFormat().id(),
                handling.requestCountedRoutes().stream().sorted().toList(),
                handling.retries(),
                Estimation.of(handling.promptEstimation()));
    }

    /** As it is sent. */
    static Optional<CallHandling> read(Fields fields) {
        var errorFormat = fields.choice("errorFormat", ErrorFormat.values(), ErrorFormat::id, ErrorFormat.DIALECT);
        var routes = fields.distinct("requestCountedRoutes", MOST_ROUTES, TextRule.ROUTE);
        var retries = (int) fields.number("retries", 0, MOST_RETRIES, 0);
        var estimation = fields.object("promptEstimation", Estimation::read).orElse(PromptEstimation.STRICT);
        return fields.make(() -> new CallHandling(errorFormat, routes, retries, estimation));
    }
}
