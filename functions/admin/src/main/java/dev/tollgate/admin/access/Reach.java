package dev.tollgate.admin.access;

/** How far what is asked for reaches. */
public enum Reach {
    /** Whoever asks may see the whole stage. */
    WHOLE_STAGE,
    /** Whoever asks is shown their own: those may ask too who are confined to one subscriber. */
    ONE_SUBSCRIBER
}
