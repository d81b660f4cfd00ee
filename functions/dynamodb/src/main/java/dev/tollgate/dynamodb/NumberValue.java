package dev.tollgate.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whole numbers as DynamoDB takes them: in digits. */
final class NumberValue {
    private NumberValue() {}

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
