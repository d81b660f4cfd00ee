/** What the tests of every module share: contract suites for the ports, stores in memory, a settable clock, a provider. */
@NullMarked
package dev.tollgate.testkit;

import org.jspecify.annotations.NullMarked;
