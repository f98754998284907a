package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;

/** All tests of a report together, adjusted as one: whatever can say <em>unexplained</em> by chance is in it. */
final class Family {
    private Family() {}

    static List<Comparison> adjust(List<CohortComparison.Raw> tests) {
        double[] chances = tests.stream().mapToDouble(CohortComparison.Raw::p).toArray();
        double[] holm = Holm.adjust(chances);
        double[] discovery = BenjaminiHochberg.adjust(chances);
        var adjusted = new ArrayList<Comparison>();
        for (int i = 0; i < tests.size(); i++) {
            CohortComparison.Raw raw = tests.get(i);
            adjusted.add(new Comparison(
                    raw.question(), raw.cohort(), raw.n(), raw.others(), raw.p(), holm[i], discovery[i], raw.method()));
        }
        return adjusted;
    }
}
