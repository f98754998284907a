package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;

/** What no figure of a report can say, printed in every one. */
final class Caveats {
    private static final List<String> ALWAYS = List.of(
            "A statistical anomaly is a ground for a question, not a proof of intent. Only signatures are proof, and they"
                    + " prove a fact and no motive.",
            "The log's order of arrival is not the truth about who came first: the log is one vantage point and a party"
                    + " itself. Ask several observers, and let contributors keep send times that they signed.",
            "Arrival at the log or at an endpoint is not arrival at the sequencer. A transaction hash as an answer is no"
                    + " receipt: an endpoint may keep what it then fails to pass on. So of an ordinary transaction it cannot"
                    + " be decided that it was omitted; of a forced one it can.",
            "There are innocent causes that nobody has shown here: a fee cap that the base fee outran, a pool that was"
                    + " not passed on or was emptied, a low fee. “Unexplained” means that no explanation was shown.",
            "A block's time has whole seconds and the sequencer sets it. Delays are by observers' clocks, and can come out"
                    + " negative.",
            "Within a block arrival is no measure of fairness: the usual rule is the highest effective tip first, nonces"
                    + " ascending, ties by arrival. A rollup with another rule, or one that closes a block in slices,"
                    + " breaks this one all the time and honestly.",
            "Cohorts are named by whoever submits; names can be pseudonyms, and contributors who gave up are missing.",
            "No event among few proves little: none of 300 leaves up to 0.99 % possible, none of 3,000 up to 0.10 %.");

    private Caveats() {}

    static List<String> of(Casebook casebook) {
        var caveats = new ArrayList<>(ALWAYS);
        long observers = casebook.observers().size();
        if (observers < 3) {
            caveats.add("Only " + observers + (observers == 1 ? " observer" : " observers")
                    + " looked; with fewer than three a wrong one cannot be told.");
        }
        long unlogged = casebook.transactions().stream()
                .filter(one -> one.logIndex() == TrackedTransaction.NOT_LOGGED)
                .count();
        if (unlogged > 0) {
            caveats.add(unlogged + " of " + casebook.transactions().size()
                    + " transactions were not logged when they were sent: their send times are a claim.");
        }
        return caveats;
    }
}
