package dev.plumbline.ledger.takeover;

/** What became of something that the old log had acknowledged, or that a mirror holds behind what could be recovered. */
public enum Fate {
    /** In the new log at the index that was promised, and under the last anchor. */
    PRESENT_BEFORE_ANCHOR("present, under the last anchor"),
    /** In the new log at the index that was promised, behind the last anchor. */
    PRESENT_AFTER_ANCHOR("present, behind the last anchor"),
    /** Recovered, at another index than was promised. */
    PRESENT_ELSEWHERE("present at another index"),
    /** Not recovered; handed in again and logged behind the handover. */
    LOGGED_AGAIN("logged again behind the handover"),
    /** Not recovered; the same event was handed in again before, from another receipt or mirror. */
    KNOWN_ALREADY("already logged again"),
    /** Not recovered; its issuer has another event under the same number, of which the new log holds the proof. */
    CONFLICTING("in conflict with another event of its issuer"),
    /** Not recovered, and cannot be logged again; the detail says why. */
    REFUSED("refused"),
    /** Not recovered, and nobody has shown its bytes. */
    WITHOUT_BYTES("absent, its bytes are nowhere"),
    /** Not recovered, and would be handed in again: this was a dry run. */
    TO_BE_LOGGED("to be logged again");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
