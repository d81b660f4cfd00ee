/** How long administering takes in a stage with many subscriptions. */
@NullMarked
package dev.tollgate.benchmarks.admin;

import org.jspecify.annotations.NullMarked;
