package dev.tollgate.proxy;

import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.RequestPath;
import dev.tollgate.upstream.problem.ProblemErrors;
import dev.tollgate.upstream.wso2.Wso2Errors;
import java.util.List;

/** In which form errors are written: the backend's, else the stage's, else that of the caller's dialect. Thread safe. */
final class ErrorForms {
    private final ErrorFormat ofStage;
    private final List<Dialect> dialects;

    /** @param dialects the first one writes to a caller who cannot be told by what it calls */
    ErrorForms(ErrorFormat ofStage, List<Dialect> dialects) {
        this.ofStage = ofStage;
        this.dialects = List.copyOf(dialects);
    }

    /** For a call of a known backend. */
    ErrorForm of(Access.Granted granted) {
        var ofBackend = granted.backend().handling().errorFormat();
        return form(ofBackend == ErrorFormat.DIALECT ? ofStage : ofBackend, granted.dialect());
    }

    /** For a caller without a valid key, who learns nothing of the backend: its path tells what it speaks. */
    ErrorForm of(GatewayRequest request) {
        var spoken = RequestPath.parse(request.path()).stream()
                .flatMap(path -> dialects.stream()
                        .filter(dialect -> dialect.operations().stream()
                                .anyMatch(operation -> operation
                                        .route()
                                        .match(request.method(), path)
                                        .isPresent())))
                .findFirst();
        return form(ofStage, spoken.orElse(dialects.getFirst()));
    }

    private static ErrorForm form(ErrorFormat format, Dialect dialect) {
        return switch (format) {
            case DIALECT -> dialect.errors();
            case WSO2 -> Wso2Errors.FLAT;
            case WSO2_FAULT -> Wso2Errors.FAULT;
            case PROBLEM -> new ProblemErrors();
        };
    }
}
