package dev.tollgate.template;

/**
 * What IAM is asked.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource its ARN
 */
record Access(String action, String resource) {}
