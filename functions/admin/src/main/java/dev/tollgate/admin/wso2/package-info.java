/** Policies as the admin API of WSO2's API Manager has them, for the tools that speak it. */
@NullMarked
package dev.tollgate.admin.wso2;

import org.jspecify.annotations.NullMarked;
