/** Whole runs of many gateways on one store, with time, network and chance in one hand, and what must hold of each. */
@NullMarked
package dev.tollgate.testkit.simulation;

import org.jspecify.annotations.NullMarked;
