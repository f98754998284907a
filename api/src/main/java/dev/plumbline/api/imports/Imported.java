package dev.plumbline.api.imports;

import java.util.List;

/**
 * What became of one foreign file.
 *
 * @param drafts the events, in the order of the file
 * @param defects what is wrong with the file, in the order in which it was found
 * @param defectsUnlisted further defects beyond {@link ImportLimits#DEFECTS_MAX}
 */
public record Imported(List<Draft> drafts, List<Defect> defects, long defectsUnlisted) {
    /** Copies the lists. */
    public Imported {
        drafts = List.copyOf(drafts);
        defects = List.copyOf(defects);
    }

    /** How many of the listed defects are of a severity. */
    public long count(Severity severity) {
        return defects.stream().filter(defect -> defect.severity() == severity).count();
    }

    /** Whether the file says nothing wrong and all of it became events; it may still say less than one would want. */
    public boolean isSound() {
        return defectsUnlisted == 0 && count(Severity.WRONG) == 0 && count(Severity.REFUSED) == 0;
    }
}
