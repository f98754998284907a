package dev.plumbline.api.scenario;

import dev.plumbline.api.demo.DemoScreen;
import java.util.ArrayList;
import java.util.List;

/** Holds what was found against what was planted, line by line on a screen. Not safe for threads. */
final class StoryChecks {
    private final DemoScreen screen;
    private final List<String> wrong = new ArrayList<>();

    StoryChecks(DemoScreen screen) {
        this.screen = screen;
    }

    /** Says whether something is as planted, and keeps it in mind if it is not. */
    void check(String what, boolean holds) {
        screen.line("%s  %s", holds ? screen.good("ok") : screen.bad("NOT SO"), what);
        if (!holds) {
            wrong.add(what);
        }
    }

    /** What was not as planted. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
