package dev.plumbline.ledger.anchor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * What the ledger's transactions have cost. Immutable; on the disk between two processes.
 *
 * @param day the UTC day of {@code todayWei}
 * @param todayWei wei that were counted on that day
 * @param totalWei wei that were ever counted
 * @param last hash of the transaction that was counted last, so that none is counted twice
 */
record Spending(LocalDate day, BigInteger todayWei, BigInteger totalWei, Word last) {
    static final Spending NONE = new Spending(LocalDate.EPOCH, BigInteger.ZERO, BigInteger.ZERO, Word.ZERO);

    private static final String SUBJECT = "anchor spending";

    /** The same on a later look: a new day begins at zero. */
    Spending on(LocalDate today) {
        return today.equals(day) ? this : new Spending(today, BigInteger.ZERO, totalWei, last);
    }

    Spending plus(Word transaction, BigInteger wei) {
        return new Spending(day, todayWei.add(wei), totalWei.add(wei), transaction);
    }

    byte[] encode() {
        var json = StrictJson.MAPPER
                .createObjectNode()
                .put("v", 1)
                .put("day", day.toString())
                .put("today_wei", todayWei.toString())
                .put("total_wei", totalWei.toString())
                .put("last", last.hex());
        try {
            return StrictJson.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of plain values is JSON", e);
        }
    }

    static Spending parse(byte[] bytes) throws MalformedException {
        Spending spending;
        try {
            JsonNode json = StrictJson.read(bytes);
            spending = new Spending(
                    LocalDate.parse(json.path("day").asText()),
                    new BigInteger(json.path("today_wei").asText()),
                    new BigInteger(json.path("total_wei").asText()),
                    Word.parseHex(json.path("last").asText(), SUBJECT));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedException(
                    Malformed.SYNTAX, SUBJECT, "cannot be read: " + MalformedException.quote(String.valueOf(e)));
        }
        if (!Arrays.equals(spending.encode(), bytes)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "is not what was written");
        }
        return spending;
    }
}
