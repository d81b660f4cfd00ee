package dev.tollgate.proxy;

import dev.tollgate.testkit.packaging.FunctionZipContract;

class ProxyZipIT extends FunctionZipContract {
    ProxyZipIT() {
        super("proxy", ProxyHandler.class.getName(), 16_000_000);
    }
}
