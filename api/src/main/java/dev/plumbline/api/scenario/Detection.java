package dev.plumbline.api.scenario;

import dev.plumbline.ledger.fairness.Alarm;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.Question;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A report held against the truth.
 *
 * @param isFound whether what was planted was found, to the last transaction where that can be counted; on an honest run there is
 *     nothing to find
 * @param strays alarms about what was not planted
 */
public record Detection(boolean isFound, List<Alarm> strays) {
    /** Copies the list. */
    public Detection {
        strays = List.copyOf(strays);
    }

    /** Judges a report. */
    public static Detection of(ScenarioResult result, FairnessReport report) {
        return new Detection(
                isFound(result.plot(), result.truth(), report),
                report.alarms().stream()
                        .filter(alarm -> !isPlanted(result.plot(), alarm))
                        .toList());
    }

    private static boolean isFound(Plot plot, PlantedTruth truth, FairnessReport report) {
        return switch (plot) {
            case HONEST, REPLACED, ROTATING -> false;
            case DELAY_BY_ONE_BLOCK -> has(report, Question.DELAY, Cast.name(0));
            case DROP_ONE_IN_TEN -> absentWithoutCause(report).equals(truth.dropped());
            case REORDER_FOR_PROFIT -> has(report, Question.ORDER_IN_BLOCKS, Alarm.EVERYBODY);
            case LEAVE_OUT_FORCED -> has(report, Question.OMISSION, Cast.name(0));
            case EQUIVOCATE -> has(report, Question.EQUIVOCATION, Alarm.EVERYBODY);
            case OUTAGE ->
                report.casebook().gaps().size() == 1
                        && report.casebook().gaps().get(0).millis()
                                == (truth.darkSlots() + 1) * report.casebook().blockMillis();
        };
    }

    /** Transactions that are in no block and for which no innocent cause was shown. */
    static Set<Word> absentWithoutCause(FairnessReport report) {
        return report.casebook().transactions().stream()
                .filter(each -> each.way() == Way.ORDINARY && each.inclusion() == null && each.cause() == Cause.NONE)
                .map(TrackedTransaction::tx)
                .collect(Collectors.toSet());
    }

    private static boolean has(FairnessReport report, Question question, String cohort) {
        return report.alarms().stream()
                .anyMatch(
                        alarm -> alarm.question() == question && alarm.cohort().equals(cohort));
    }

    /** Whether an alarm is about the plot; of a plot that shifts everybody's place, every alarm about places is. */
    private static boolean isPlanted(Plot plot, Alarm alarm) {
        return switch (plot) {
            case HONEST, REPLACED, ROTATING -> false;
            case DELAY_BY_ONE_BLOCK, DROP_ONE_IN_TEN ->
                alarm.question() != Question.EQUIVOCATION && alarm.question() != Question.ORDER_IN_BLOCKS;
            case REORDER_FOR_PROFIT, OUTAGE -> alarm.question() != Question.EQUIVOCATION;
            case LEAVE_OUT_FORCED -> alarm.question() == Question.OMISSION;
            case EQUIVOCATE -> alarm.question() == Question.EQUIVOCATION;
        };
    }
}
