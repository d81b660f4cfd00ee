package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.usage.PromptEstimation;
import java.util.List;

/** How calls of a backend are handled. */
record HandlingForm(String errorFormat, List<String> requestCountedRoutes, int retries, Estimation promptEstimation) {
    /** How prompts are estimated. */
    record Estimation(String basis, long imageTokens, long unseenTokens) {
        static Estimation of(PromptEstimation estimation) {
            return new Estimation(estimation.basis().name(), estimation.imageTokens(), estimation.unseenTokens());
        }
    }

    static HandlingForm of(CallHandling handling) {
        return new HandlingForm(
                handling.errorFormat().id(),
                handling.requestCountedRoutes().stream().sorted().toList(),
                handling.retries(),
                Estimation.of(handling.promptEstimation()));
    }
}
