package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Arrays;

/** The arguments of an event as a node gave them: indexed ones are topics, the others words of the data. Hostile. */
public final class LogFields {
    private final String event;
    private final RpcLog log;
    private final byte[] data;

    /**
     * @param event name for the messages
     * @param topic hash of the event's signature
     * @param indexed how many arguments are topics
     * @param bytesMax most bytes that the data may have
     */
    public LogFields(String event, RpcLog log, Word topic, int indexed, int bytesMax) throws RpcException {
        this.event = event;
        this.log = log;
        if (log.topics().size() != indexed + 1 || !log.topics().get(0).equals(topic)) {
            throw RpcException.badAnswer(event, "has other topics, want its signature and " + indexed + " more");
        }
        try {
            this.data = HexData.parse(log.data(), event, bytesMax);
        } catch (MalformedException e) {
            throw RpcException.badAnswer(event, String.valueOf(e.getMessage()));
        }
    }

    public Word indexed(int argument) {
        return log.topics().get(argument + 1);
    }

    public long indexedNumber(int argument) throws RpcException {
        return number(indexed(argument).bytes());
    }

    public Address indexedAddress(int argument) throws RpcException {
        return address(indexed(argument).bytes());
    }

    public long number(int word) throws RpcException {
        return number(word(word));
    }

    public Address address(int word) throws RpcException {
        return address(word(word));
    }

    /** A copy of the data from a place on; may be more than there is. */
    public byte[] bytes(int from, int length) throws RpcException {
        if (length > data.length - from) {
            throw RpcException.badAnswer(event, "has " + data.length + " bytes of data, want more");
        }
        return Arrays.copyOfRange(data, from, from + length);
    }

    /** Refuses data that is not what the contract would have written. */
    public void requireData(byte[] encoded) throws RpcException {
        if (!Arrays.equals(data, encoded)) {
            throw RpcException.badAnswer(event, "has data that is not in the one form of its arguments");
        }
    }

    private byte[] word(int word) throws RpcException {
        return bytes(word * Word.LENGTH, Word.LENGTH);
    }

    /** A number of at most 63 bits: ids, sizes and seconds stay far below. */
    private long number(byte[] word) throws RpcException {
        var number = new BigInteger(1, word);
        if (number.bitLength() >= Long.SIZE) {
            throw RpcException.badAnswer(event, "has the number " + number + ", want less than 2^63");
        }
        return number.longValue();
    }

    private Address address(byte[] word) throws RpcException {
        int from = Word.LENGTH - Address.LENGTH;
        if (new BigInteger(1, word).bitLength() > Address.LENGTH * Byte.SIZE) {
            throw RpcException.badAnswer(event, "has an address of more than " + Address.LENGTH + " bytes");
        }
        return Address.of(Arrays.copyOfRange(word, from, Word.LENGTH));
    }
}
