/** What the zip of a function must hold, whichever function it is. */
@NullMarked
package dev.tollgate.testkit.packaging;

import org.jspecify.annotations.NullMarked;
