/** The templates held to the code that is deployed by them. */
@NullMarked
package dev.tollgate.template;

import org.jspecify.annotations.NullMarked;
