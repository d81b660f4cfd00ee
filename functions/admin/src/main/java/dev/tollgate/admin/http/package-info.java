/** A request as API Gateway brings it, and the replies it is given. */
@NullMarked
package dev.tollgate.admin.http;

import org.jspecify.annotations.NullMarked;
