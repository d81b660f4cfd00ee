package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.PriceTable;

/** The forms of all kinds that can be written as they are read. */
public final class Forms {
    /** Price tables. */
    public static final Form<PriceTable> PRICE_TABLE =
            new Form<>(PriceTable.class, "price table", PriceTableForm::of, PriceTableForm::read);

    private Forms() {}
}
