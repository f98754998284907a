package dev.plumbline.vectors;

/** What may be wrong with an answered inference that has every field, three lines and a tail. */
final class InferenceRows {
    static final String ANSWER = """
            attempt-empty | /attempt | "" | VALUE | The attempt's name is empty.
            attempt-missing | /attempt | - | MISSING_KEY | The attempt's name is left out.
            outcome-unknown | /outcome | "done" | VALUE | The outcome is none of the four.
            outcome-cached | /outcome | "cached" | ok | The answer came from a cache.
            outcome-refused-with-attribution | /outcome | "refused" | RULE | The request was refused, and there is an attribution.
            outcome-error-with-attribution | /outcome | "error" | RULE | The request failed, and there is an attribution.
            model-missing | /model | - | MISSING_KEY | The model is left out.
            method-missing | /method | - | MISSING_KEY | There was an answer, and the method is left out.
            method-malformed | /method | "x" | VALUE | The method is no event id.
            started-negative | /started_at | -1 | VALUE | The start is negative.
            finished-before-started | /finished_at | 0 | RULE | The end is before the start.
            finished-when-started | /finished_at | 1763700000000 | ok | The end is the start.
            finished-missing | /finished_at | - | MISSING_KEY | The end is left out.
            prompt-missing | /prompt | - | MISSING_KEY | The commitment to the prompt is left out.
            prompt-in-clear | /prompt | "what is" | VALUE | The prompt stands in the clear.
            response-missing | /response | - | MISSING_KEY | There was an answer, and the commitment to it is left out.
            params-missing | /params | - | MISSING_KEY | The commitment to the parameters is left out.
            tokens-in-negative | /tokens/in | -1 | VALUE | The tokens are counted below zero.
            tokens-out-missing | /tokens/out | - | MISSING_KEY | The tokens of the answer are left out.
            tokens-key-unknown | /tokens/all | 1 | UNKNOWN_KEY | The tokens have a key that they do not know.
            fee-missing | /fee | - | MISSING_KEY | The fee is left out.
            fee-0 | /fee/amount | "0" | ok | The fee of an answer is zero.
            fee-integer | /fee/amount | 1 | VALUE | The fee is a number, which no reader of JSON need hold exactly.
            fee-negative | /fee/amount | "-1" | VALUE | The fee is negative.
            fee-with-plus | /fee/amount | "+1" | VALUE | The fee has a plus sign.
            fee-with-leading-zero | /fee/amount | "01" | VALUE | The fee has a leading zero.
            fee-empty | /fee/amount | "" | VALUE | The fee is empty.
            fee-with-point | /fee/amount | "1.0" | VALUE | The fee has a decimal point.
            fee-in-hex | /fee/amount | "0x1" | VALUE | The fee is in hex.
            fee-arabic-digit | /fee/amount | "\\u0661" | VALUE | The fee is an Arabic-Indic digit.
            fee-of-78-digits | /fee/amount | "999999999999999999999999999999999999999999999999999999999999999999999999999999" | ok | The fee has 78 digits, the most.
            fee-of-79-digits | /fee/amount | "1000000000000000000000000000000000000000000000000000000000000000000000000000000" | VALUE | The fee has 79 digits.
            fee-token-malformed | /fee/token | "x" | VALUE | The token is no CAIP-19 asset.
            key-unknown | /requester | "x" | UNKNOWN_KEY | The body has a key that it does not know.
            """;

    static final String ATTRIBUTION = """
            attribution-missing | /attribution | - | MISSING_KEY | There was an answer, and its attribution is left out.
            as-of-missing | /attribution/as_of | - | MISSING_KEY | The state of the log is left out.
            as-of-size-negative | /attribution/as_of/size | -1 | VALUE | The size of the log is negative.
            lines-missing | /attribution/lines | - | MISSING_KEY | The lines are left out.
            weights-without-lines | /attribution/lines | [] | RULE | The lines were emptied, so that the weights sum to less than 10^18.
            weights-one-line-less | /attribution/lines/0 | - | RULE | A line was taken out, so that the weights sum to less than 10^18.
            weights-one-line-more | /attribution/lines/0 | {"upload":H,"weight":"1"} | RULE | A line was put in, so that the weights sum to more than 10^18.
            line-out-of-order | /attribution/lines/2 | {"upload":H,"weight":"1"} | RULE | A line stands behind a line that it should precede.
            weight-0 | /attribution/lines/0/weight | "0" | VALUE | A line has no weight.
            weight-above-whole | /attribution/lines/0/weight | "1000000000000000001" | VALUE | A line weighs more than the whole.
            weight-is-whole | /attribution/lines/0/weight | "1000000000000000000" | RULE | A line weighs the whole, and there are others.
            weight-integer | /attribution/lines/0/weight | 1 | VALUE | A weight is a number.
            row-negative | /attribution/lines/0/row | -1 | VALUE | A row is negative.
            row-text | /attribution/lines/0/row | "0" | VALUE | A row is a text.
            unattributed-missing | /attribution/unattributed | - | MISSING_KEY | What nobody earned is left out.
            unattributed-0 | /attribution/unattributed | "0" | RULE | What nobody earned is set to nothing, so that the weights sum to less than 10^18.
            unattributed-whole | /attribution/unattributed | "1000000000000000000" | RULE | What nobody earned is the whole, and there are lines.
            tail-missing | /attribution/tail | - | RULE | The tail was taken out, so that the weights sum to less than 10^18.
            tail-of-none-with-weight | /attribution/tail/count | 0 | RULE | The tail counts nobody and has a weight.
            tail-count-negative | /attribution/tail/count | -1 | VALUE | The tail is counted below zero.
            tail-weight-changed | /attribution/tail/weight | "1" | RULE | The tail's weight was changed, so that the weights sum to less than 10^18.
            evidence-root-malformed | /attribution/evidence_root | "x" | VALUE | The root over the evidence is no digest.
            evidence-root-missing | /attribution/evidence_root | - | ok | The method kept no evidence.
            attribution-key-unknown | /attribution/unit | "1" | UNKNOWN_KEY | The attribution has a key that it does not know.
            """;

    private InferenceRows() {}
}
