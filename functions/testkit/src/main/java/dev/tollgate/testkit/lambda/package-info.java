/**
 * Lambda on this machine: a double of its Runtime API, and a process that starts a deployed zip as Lambda would.
 *
 * <p>Nothing here knows of quotas: it serves for any function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 */
@NullMarked
package dev.tollgate.testkit.lambda;

import org.jspecify.annotations.NullMarked;
