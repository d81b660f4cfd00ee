package dev.tollgate.admin.access;

import dev.tollgate.core.Redacted;
import java.util.List;

/**
 * What a request says of who sends it. Immutable. Each is empty where nothing is said.
 *
 * @param userArn whose signature API Gateway has verified
 * @param subject the user's id in the Cognito token that API Gateway has verified
 * @param groups the user's groups in it
 * @param bearerToken what stands behind {@code Authorization: Bearer}: nobody has verified it
 */
public record Caller(String userArn, String subject, List<String> groups, Redacted bearerToken) {
    /** Copies the list. */
    public Caller {
        groups = List.copyOf(groups);
    }
}
