/** How providers answer: replies in the shape of each API, whole, in pieces, and wrong. */
@NullMarked
package dev.tollgate.testkit.provider;

import org.jspecify.annotations.NullMarked;
