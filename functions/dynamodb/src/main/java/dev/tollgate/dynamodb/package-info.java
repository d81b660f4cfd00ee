/** The two stores on DynamoDB: counters and configuration. */
@NullMarked
package dev.tollgate.dynamodb;

import org.jspecify.annotations.NullMarked;
