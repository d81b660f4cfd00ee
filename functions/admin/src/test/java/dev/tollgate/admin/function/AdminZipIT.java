package dev.tollgate.admin.function;

import dev.tollgate.testkit.packaging.FunctionZipContract;

class AdminZipIT extends FunctionZipContract {
    AdminZipIT() {
        super("admin", AdminFunction.class.getName(), 16_000_000);
    }
}
