package dev.plumbline.vectors;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Attribution;
import dev.plumbline.proofs.event.DueAccrual;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.event.LargestRemainder;
import dev.plumbline.proofs.event.Outcome;
import dev.plumbline.proofs.event.PeriodEarnings;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.Version;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The operations on amounts. Uploads have no names in them: their ids are made up here, ascending. */
final class SplitOperations {
    private static final int DIGITS_MAX = 78;
    private static final String TOKEN = "eip155:1612/slip44:60";
    private static final Hash SOME_HASH = TreeHasher.sha256(new byte[0]);

    private SplitOperations() {}

    static dev.plumbline.vectors.Outcome splitAmount(Input input) throws MalformedException {
        BigInteger amount = amount(input.text("amount"));
        var weights = new ArrayList<BigInteger>();
        for (String weight : input.texts("weights")) {
            weights.add(amount(weight));
        }
        try {
            List<BigInteger> parts = LargestRemainder.split(amount, weights);
            return dev.plumbline.vectors.Outcome.accepted(
                    "parts", parts.stream().map(BigInteger::toString).toList());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Malformed.VALUE, "weights", "sum to 0");
        }
    }

    static dev.plumbline.vectors.Outcome divideAccrual(Input input) throws MalformedException {
        var shares = new ArrayList<PolicySplit.Share>();
        for (String role : input.texts("roles")) {
            shares.add(new PolicySplit.Share(
                    role, Long.parseLong(input.texts("ppm").get(shares.size()))));
        }
        var policy = new PolicySplit("policy", Version.of(1), TOKEN, shares, 0, 0);
        var earnings = new PeriodEarnings();
        DueAccrual due = null;
        for (String fee : input.texts("fees")) {
            Inference inference = inference(amount(fee), input.texts("weights").get((int) earnings.count()));
            earnings.add(inference);
            due = DueAccrual.ofInference(id(0), inference, id(0), policy);
        }
        if (input.flag("period")) {
            var period = new RewardAccrue.Period(0, 1, EventIdSet.root(List.of()), earnings.count());
            due = DueAccrual.ofPeriod(period, earnings, id(0), policy);
        }
        if (due == null) {
            throw new IllegalArgumentException("the vector has no fee");
        }
        return dev.plumbline.vectors.Outcome.accepted(
                "pool_roles", due.pool().stream().map(RewardAccrue.Pool::role).toList(),
                "pool",
                        due.pool().stream()
                                .map(part -> part.amount().toString())
                                .toList(),
                "lines", due.contributors().stream().map(SplitOperations::line).toList());
    }

    /** The number of the upload, and its amount. */
    private static String line(DueAccrual.Line line) {
        return line.upload().hash().prefix() + " " + line.amount();
    }

    /** An answer with these weights, one for each upload in turn, and last what nobody earned. */
    private static Inference inference(BigInteger fee, String weights) {
        String[] numbers = weights.split(" ", -1);
        var lines = new ArrayList<Attribution.Line>();
        for (int i = 0; i < numbers.length - 1; i++) {
            if (!numbers[i].equals("0")) {
                lines.add(new Attribution.Line(id(i), null, Long.parseLong(numbers[i])));
            }
        }
        long rest = Long.parseLong(numbers[numbers.length - 1]);
        return new Inference(
                "attempt",
                Outcome.SERVED,
                id(0),
                id(0),
                0,
                0,
                SOME_HASH,
                SOME_HASH,
                SOME_HASH,
                new Inference.Tokens(0, 0),
                new Inference.Fee(TOKEN, fee),
                new Attribution(TreeHead.EMPTY, lines, rest, null, null));
    }

    /** The id that starts with this number. */
    private static EventId id(int number) {
        byte[] bytes = new byte[Hash.LENGTH];
        bytes[Long.BYTES - 1] = (byte) number;
        return new EventId(Hash.of(bytes));
    }

    private static BigInteger amount(String text) throws MalformedException {
        boolean isDecimal = !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (!isDecimal) {
            throw new MalformedException(Malformed.VALUE, "decimal", "is " + MalformedException.quote(text));
        }
        return new BigInteger(text);
    }
}
