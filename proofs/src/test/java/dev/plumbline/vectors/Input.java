package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Decimal;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The members of a vector's input. The vector itself is trusted; what its members hold is not.
 *
 * @param json the object
 */
record Input(JsonNode json) {
    private static final int HEX_BYTES_MAX = 1 << 20;

    boolean has(String member) {
        return json.has(member);
    }

    String text(String member) {
        return member(member).textValue();
    }

    int number(String member) {
        return member(member).intValue();
    }

    boolean flag(String member) {
        return json.path(member).booleanValue();
    }

    List<String> texts(String member) {
        var texts = new ArrayList<String>();
        json.path(member).forEach(item -> texts.add(item.textValue()));
        return texts;
    }

    /** The bytes of a member that is there as text, or as base64 under a name that says so. */
    byte[] bytes(String member) {
        return has(member) ? text(member).getBytes(UTF_8) : Base64.getDecoder().decode(text(member + "_base64"));
    }

    Hash hash(String member) throws MalformedException {
        return Hash.parseBase64(text(member));
    }

    List<Hash> hashes(String member) throws MalformedException {
        var hashes = new ArrayList<Hash>();
        for (String text : texts(member)) {
            hashes.add(Hash.parseBase64(text));
        }
        return hashes;
    }

    long integer(String member) throws MalformedException {
        return Decimal.parse(text(member), member);
    }

    TreeHead head(String prefix) throws MalformedException {
        return new TreeHead(integer(prefix + "size"), hash(prefix + "root"));
    }

    byte[] hex(String member) throws MalformedException {
        return HexData.parse(text(member), member, HEX_BYTES_MAX);
    }

    List<byte[]> hexes(String member) throws MalformedException {
        var all = new ArrayList<byte[]>();
        for (String text : texts(member)) {
            all.add(HexData.parse(text, member, HEX_BYTES_MAX));
        }
        return all;
    }

    private JsonNode member(String member) {
        JsonNode found = json.get(member);
        if (found == null) {
            throw new IllegalArgumentException("the vector has no " + member);
        }
        return found;
    }
}
