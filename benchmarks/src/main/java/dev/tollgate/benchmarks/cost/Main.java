package dev.tollgate.benchmarks.cost;

/** Prints what a stage costs, as {@code docs/cost.md} has it. */
final class Main {
    private Main() {}

    /** Prints all tables; it takes no arguments. */
    public static void main(String[] arguments) {
        System.out.print(Report.text());
    }
}
