package dev.tollgate.local.demo.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void add_forgetsTheOldest_whenTheLedgerIsFull() {
        var ledger = new Ledger();

        for (var call = 0; call <= Ledger.CAPACITY; call++) {
            ledger.add(new Served("demo", call, 0, false, false));
        }

        assertThat(ledger.entries()).hasSize(Ledger.CAPACITY);
        assertThat(ledger.entries().getFirst().promptTokens()).isEqualTo(1);
        assertThat(ledger.entries().getLast().promptTokens()).isEqualTo(Ledger.CAPACITY);
    }
}
