package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a reader knows of a rollup beforehand, and no evidence may tell him: which L1 contract is the rollup's, how to read its
 * storage, and what its rules are. Suffix {@code .rollup.json} (docs/format/settlement.md).
 *
 * @param chain CAIP-2 id of the rollup
 * @param l1Chain CAIP-2 id of the chain that it settles on
 * @param contract its {@code DisputeGameFactory} or {@code L2OutputOracle}, the proxy if there is one
 * @param layout how to read the storage of that contract
 * @param isthmusSeconds from which time of a rollup's block on the Isthmus rules apply, in seconds since the epoch; null if
 *     that is not known, and then evidence must not rest on them
 * @param gameTypes which games count; others are played by rules that nobody has to respect. Empty for an oracle
 * @param finalityDelaySeconds how long the rollup waits after a game, or on an oracle after a proposal
 * @param codes Keccak-256 of the codes that the contracts are known to run, proxies included; empty if the reader pins none
 * @param registry contract on the rollup whose {@code Recorded} events count; null if none does
 */
public record RollupProfile(
        String chain,
        String l1Chain,
        Address contract,
        LayoutProfile layout,
        @Nullable Long isthmusSeconds,
        SortedSet<Long> gameTypes,
        long finalityDelaySeconds,
        List<Word> codes,
        @Nullable Address registry) {
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".rollup.json";

    private static final String SUBJECT = "rollup profile";
    private static final String KIND = "rollup";
    private static final int ADDRESS_CHARS = 2 + 2 * Address.LENGTH;
    private static final int LAYOUT_CHARS_MAX = 64;
    private static final int TYPES_MAX = 64;
    private static final int CODES_MAX = 64;

    /**
     * Copies.
     *
     * @throws IllegalArgumentException if a time or a type is out of range, or if game types are missing or out of place
     */
    public RollupProfile {
        gameTypes = Collections.unmodifiableSortedSet(new TreeSet<>(gameTypes));
        codes = List.copyOf(codes);
        boolean isInRange = finalityDelaySeconds >= 0
                && (isthmusSeconds == null || isthmusSeconds >= 0)
                && gameTypes.stream().allMatch(type -> type >= 0 && type <= DisputeGame.TYPE_MAX);
        if (!isInRange || layout.hasGames() == gameTypes.isEmpty()) {
            throw new IllegalArgumentException("rollup profile with layout " + layout + ", game types " + gameTypes
                    + " and a delay of " + finalityDelaySeconds + " s");
        }
    }

    /** Reads a profile in any spelling that JSON allows. */
    public static RollupProfile parse(byte[] json) throws MalformedException {
        var file = new JsonMembers(CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.ENTRY_BYTES_MAX), SUBJECT, "");
        file.version("v");
        file.kind("kind", KIND);
        String chain = RollupChain.read(file, "chain").encode();
        String l1Chain = RollupChain.read(file, "l1_chain").encode();
        Address contract = address(file, "contract");
        LayoutProfile layout = LayoutProfile.parse(file.text("layout", LAYOUT_CHARS_MAX), file.at("layout"));
        Long isthmus = file.ifPresent("isthmus_time") == null ? null : file.size("isthmus_time");
        SortedSet<Long> types = new TreeSet<>(file.sizes("game_types", TYPES_MAX));
        long delay = file.size("finality_delay");
        var codes = new ArrayList<Word>();
        for (JsonString code : file.strings("codes", CODES_MAX)) {
            codes.add(Word.parseHex(code.text(), file.at("codes")));
        }
        Address registry = file.ifPresent("registry") == null ? null : address(file, "registry");
        file.end();
        try {
            return new RollupProfile(chain, l1Chain, contract, layout, isthmus, types, delay, codes, registry);
        } catch (IllegalArgumentException e) {
            throw file.malformed(Malformed.RULE, "game_types", "has " + types + " for layout " + layout.wireName());
        }
    }

    private static Address address(JsonMembers file, String key) throws MalformedException {
        return Address.parseHex(file.text(key, ADDRESS_CHARS), file.at(key));
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        JsonObject.Builder file = JsonObject.builder()
                .put("v", 1)
                .put("kind", KIND)
                .put("chain", chain)
                .put("l1_chain", l1Chain)
                .put("contract", contract.hex())
                .put("layout", layout.wireName())
                .put("game_types", gameTypes.stream().map(JsonInteger::new).toList())
                .put("finality_delay", finalityDelaySeconds)
                .put(
                        "codes",
                        codes.stream().map(code -> JsonString.of(code.hex())).toList());
        if (isthmusSeconds != null) {
            file.put("isthmus_time", isthmusSeconds);
        }
        if (registry != null) {
            file.put("registry", registry.hex());
        }
        return CanonicalJson.encode(file.build());
    }

    /** Whether the Isthmus rules are known to apply to a block of that time. */
    public boolean isIsthmus(long blockTimeSeconds) {
        return isthmusSeconds != null && blockTimeSeconds >= isthmusSeconds;
    }
}
