package dev.plumbline.api.imports;

/** How much a defect costs. */
public enum Severity {
    /** The file says nothing wrong, but less than an event needs: a stated rule filled the place. */
    NOTE,
    /** The file says something wrong or contradicts itself: what it says there was left out or replaced. */
    WRONG,
    /** No event could be made of this. */
    REFUSED
}
