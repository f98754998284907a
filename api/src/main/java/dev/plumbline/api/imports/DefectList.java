package dev.plumbline.api.imports;

import java.util.ArrayList;
import java.util.List;

/** Collects the defects of one file. Not for more than one thread. */
final class DefectList {
    private final List<Defect> listed = new ArrayList<>();
    private long unlisted;

    DefectList() {}

    void note(String pointer, String found, String done) {
        add(new Defect(Severity.NOTE, pointer, found, done));
    }

    void wrong(String pointer, String found, String done) {
        add(new Defect(Severity.WRONG, pointer, found, done));
    }

    void refused(String pointer, String found) {
        refused(pointer, found, "no event was made of it");
    }

    void refused(String pointer, String found, String done) {
        add(new Defect(Severity.REFUSED, pointer, found, done));
    }

    private void add(Defect defect) {
        if (listed.size() < ImportLimits.DEFECTS_MAX) {
            listed.add(defect);
        } else {
            unlisted++;
        }
    }

    Imported with(List<Draft> drafts) {
        return new Imported(drafts, listed, unlisted);
    }
}
