/** What counters must answer, told in another way, and random operations to hold a store against it. */
@NullMarked
package dev.tollgate.testkit.model;

import org.jspecify.annotations.NullMarked;
