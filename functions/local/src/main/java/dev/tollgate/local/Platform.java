package dev.tollgate.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What stands for AWS on this machine: it has the tables and runs the functions. Thread safe. */
interface Platform extends AutoCloseable {
    /** The tables of all stages. */
    DynamoDbClient tables();

    /** The functions of a stage whose tables are there. */
    StageFunctions functions(LocalStage stage);

    /** Breaks off the calls in flight; the tables are still there for what they settle. */
    void endCalls();

    /** Ends the rest. */
    @Override
    void close();
}
