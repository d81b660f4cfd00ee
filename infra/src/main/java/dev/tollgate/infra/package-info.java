/** The CDK app: production and sandbox, each in four stacks. It sees no other module; the functions are their zips. */
@NullMarked
package dev.tollgate.infra;

import org.jspecify.annotations.NullMarked;
