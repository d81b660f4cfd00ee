package dev.tollgate.admin.function;

/** The environment variables that the function reads, besides those that Lambda sets. All must be set. */
public enum Variable {
    STAGE("TOLLGATE_STAGE", "production or sandbox"),
    CONFIGURATION_TABLE("TOLLGATE_CONFIGURATION_TABLE", "the name of the stage's configuration table"),
    COUNTERS_TABLE("TOLLGATE_COUNTERS_TABLE", "the name of the stage's counter table"),
    SECRETS_PREFIX(
            "TOLLGATE_SECRETS_PREFIX", "how the stage's secrets begin, with a slash at its end: tollgate/sandbox/"),
    ROLES(
            "TOLLGATE_ADMIN_ROLES",
            "who is viewer, operator or admin: viewer=arn:aws:iam::123456789012:role/Readers,group:staff;admin=...");

    private final String id;
    private final String mustBe;

    Variable(String id, String mustBe) {
        this.id = id;
        this.mustBe = mustBe;
    }

    /** The name in the environment. */
    public String id() {
        return id;
    }

    /** What it stands for, in words that fit behind "must be". */
    public String mustBe() {
        return mustBe;
    }
}
