/** The objects of the configuration as the API shows them, apart from how they are stored. */
@NullMarked
package dev.tollgate.admin.form;

import org.jspecify.annotations.NullMarked;
