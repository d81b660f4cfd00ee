package dev.tollgate.dynamodb;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Mistakes that the expressions of {@link CounterTable} could have. */
enum ExpressionFault {
    NO_LIMIT_IS_CHECKED {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, " AND \\(.*", "");
        }
    },
    A_LIMIT_IS_ONE_TOO_HIGH {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return withValues(
                    update,
                    update.expressionAttributeValues().entrySet().stream()
                            .collect(toMap(
                                    Map.Entry::getKey,
                                    value -> value.getKey().startsWith(":room_")
                                            ? oneMore(value.getValue())
                                            : value.getValue())));
        }
    },
    A_LIMIT_IS_EXCLUSIVE {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, "<=", "<");
        }
    },
    COST_IS_NOT_CHECKED {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, " AND \\(attribute_not_exists\\(m\\)[^)]*\\)", "");
        }
    },
    A_RESERVE_DOES_NOT_LOOK_FOR_ITS_LEASE {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, "NOT contains\\(l, :lease\\)", "attribute_not_exists(neverThere)");
        }
    },
    AN_ENDING_DOES_NOT_LOOK_FOR_ITS_LEASE {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, "^contains\\(l, :lease\\)", "attribute_not_exists(neverThere)");
        }
    },
    AN_ENDING_LEAVES_ITS_LEASE {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, "DELETE l ", "DELETE neverThere ");
        }
    },
    TOTAL_TOKENS_ARE_NOT_ADDED {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, " t :t", " neverThere :t");
        }
    },
    ASSUMED_CALLS_ARE_NOT_COUNTED {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, " x :x", " neverThere :x");
        }
    },
    A_TOP_UP_DOES_NOT_LOOK_FOR_ITS_ID {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, "NOT contains\\(k, :correction\\)", "attribute_not_exists(neverThere)");
        }
    },
    A_WINDOW_IS_CORRECTED_WITHOUT_END {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return condition(update, " AND size\\(k\\) < :count", "");
        }
    },
    A_CORRECTION_LEAVES_NO_ID {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, ", k :k", "");
        }
    },
    WHAT_IS_FORGIVEN_IS_FORGOTTEN {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, " fr :fr", " neverThere :fr");
        }
    },
    A_GRANT_DOES_NOT_LOWER_THE_FIGURE {
        @Override
        UpdateItemRequest rewrite(UpdateItemRequest update) {
            return update(update, " c :c, gc :gc", " gc :gc");
        }
    };

    abstract UpdateItemRequest rewrite(UpdateItemRequest update);

    private static UpdateItemRequest condition(UpdateItemRequest update, String pattern, String replacement) {
        var condition = update.conditionExpression().replaceAll(pattern, replacement);
        return onlyUsedValues(update.toBuilder().conditionExpression(condition).build());
    }

    private static UpdateItemRequest update(UpdateItemRequest update, String pattern, String replacement) {
        var expression = update.updateExpression().replaceAll(pattern, replacement);
        return onlyUsedValues(update.toBuilder().updateExpression(expression).build());
    }

    /** DynamoDB refuses values that no expression names. */
    private static UpdateItemRequest onlyUsedValues(UpdateItemRequest update) {
        var expressions = update.updateExpression() + " " + update.conditionExpression() + " ";
        var used = update.expressionAttributeValues().entrySet().stream()
                .filter(value -> expressions.matches(".*" + value.getKey() + "[ ,)].*"))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return withValues(update, used);
    }

    private static UpdateItemRequest withValues(UpdateItemRequest update, Map<String, AttributeValue> values) {
        return update.toBuilder().expressionAttributeValues(values).build();
    }

    private static AttributeValue oneMore(AttributeValue number) {
        return AttributeValue.fromN(Long.toString(Long.parseLong(number.n()) + 1));
    }
}
