package dev.tollgate.core.quota;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a quota can limit. Every dimension stands alone: limiting one says nothing of the others.
 *
 * <p>The names are those of WSO2's {@code aiApiQuota}, and {@code cost}.
 */
public enum Dimension {
    /** Calls that were sent, unless the provider was at fault. */
    REQUEST_COUNT("requestCount"),
    /** Tokens of the prompt, cached ones included. */
    PROMPT_TOKEN_COUNT("promptTokenCount"),
    /** Tokens of the completion, reasoning included. */
    COMPLETION_TOKEN_COUNT("completionTokenCount"),
    /** Prompt and completion together, or more where the provider bills more. */
    TOTAL_TOKEN_COUNT("totalTokenCount"),
    /** Money, in millionths of the currency of the price table. */
    COST("cost");

    private final String fieldName;

    Dimension(String fieldName) {
        this.fieldName = fieldName;
    }

    /** The name in JSON, headers and messages, such as {@code totalTokenCount}. */
    public String fieldName() {
        return fieldName;
    }

    /** The dimension with this field name, empty where there is none. */
    public static Optional<Dimension> of(String fieldName) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.fieldName.equals(fieldName))
                .findFirst();
    }
}
