/** A stand-in for AWS Secrets Manager. */
@NullMarked
package dev.tollgate.testkit.secrets;

import org.jspecify.annotations.NullMarked;
