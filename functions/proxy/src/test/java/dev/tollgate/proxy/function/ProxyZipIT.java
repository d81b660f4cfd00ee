package dev.tollgate.proxy.function;

import dev.tollgate.testkit.packaging.FunctionZipContract;

class ProxyZipIT extends FunctionZipContract {
    ProxyZipIT() {
        super("proxy", ProxyFunction.class.getName(), 16_000_000);
    }
}
