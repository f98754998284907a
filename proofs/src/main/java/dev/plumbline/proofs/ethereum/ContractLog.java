package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** One log entry of a transaction: what a contract announced while it ran. Immutable. */
public final class ContractLog {
    static final String SUBJECT = "log";
    private static final int FIELD_COUNT = 3;
    private static final int TOPIC_COUNT_MAX = 4;

    private final Address address;
    private final List<Word> topics;
    private final byte[] data;

    private ContractLog(Address address, List<Word> topics, byte[] owned) {
        this.address = address;
        this.topics = List.copyOf(topics);
        this.data = owned;
    }

    /**
     * A log from its parts.
     *
     * @throws IllegalArgumentException if there are more than four topics
     */
    public static ContractLog of(Address address, List<Word> topics, byte[] data) {
        if (topics.size() > TOPIC_COUNT_MAX) {
            throw new IllegalArgumentException("log of " + topics.size() + " topics, want at most " + TOPIC_COUNT_MAX);
        }
        return new ContractLog(address, topics, data.clone());
    }

    static ContractLog of(RlpFields fields) throws MalformedException {
        if (fields.count() != FIELD_COUNT) {
            throw new MalformedException(
                    Malformed.VALUE, SUBJECT, "has " + fields.count() + " fields, want " + FIELD_COUNT);
        }
        RlpFields topicFields = fields.list(1);
        if (topicFields.count() > TOPIC_COUNT_MAX) {
            throw new MalformedException(
                    Malformed.VALUE,
                    SUBJECT,
                    "has " + topicFields.count() + " topics, want at most " + TOPIC_COUNT_MAX);
        }
        List<Word> topics = new ArrayList<>();
        for (int i = 0; i < topicFields.count(); i++) {
            topics.add(topicFields.word(i));
        }
        return new ContractLog(Address.of(fields.bytes(0, Address.LENGTH)), topics, fields.bytes(2));
    }

    /** The contract that wrote it. */
    public Address address() {
        return address;
    }

    /** At most four words to search by; for a Solidity event the first is the hash of its signature. */
    public List<Word> topics() {
        return topics;
    }

    /** A fresh copy of the rest. */
    public byte[] data() {
        return data.clone();
    }
}
