package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.SequencerEquivocate;
import dev.plumbline.proofs.event.UnsafeSignature;
import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that one key signed two blocks of one rollup at one height, which anybody can check offline:
 * {@code application/vnd.plumbline.sequencer-equivocation+json}, suffix {@code .sequencer-equivocation.json}
 * (docs/format/sequencer-evidence.md). Parsed, not verified: ask {@link #check}.
 *
 * @param chain the rollup, whose number is signed with each block
 * @param sequencer the address of the key, as the file says
 * @param first one block
 * @param second the other
 */
public record SequencerEquivocation(RollupChain chain, Address sequencer, UnsafeBlock first, UnsafeBlock second) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.sequencer-equivocation+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".sequencer-equivocation.json";
    /** What the file calls itself. */
    public static final String KIND = "sequencer-equivocation";

    private static final String SUBJECT = "sequencer equivocation";
    private static final long VERSION = 1;
    private static final int TEXT_CHARS_MAX = 64;

    /** What two signed blocks show. */
    public enum Finding {
        /** The holder of the key signed two blocks at one height. */
        EQUIVOCATED,
        /** A signature is not by the address that the file names, or for another chain. */
        SIGNED_BY_ANOTHER,
        /** The blocks have different heights, which accuses nobody. */
        HEIGHTS_DIFFER,
        /** It is one block, perhaps signed twice: a key has many signatures for one message. */
        ONE_BLOCK,
        /** A payload names a hash that is not that of its fields, so that it is a block to nobody. */
        HASH_NOT_ITS_OWN
    }

    /**
     * The evidence that two signed blocks may be: signed by whoever signed the first of them. The order of the blocks makes no
     * difference: the one with the smaller payload hash comes first.
     *
     * @return null if the first block's signature is nobody's
     */
    public static @Nullable SequencerEquivocation of(RollupChain chain, UnsafeBlock one, UnsafeBlock other) {
        Address signer = one.signer(chain);
        if (signer == null) {
            return null;
        }
        boolean isInOrder =
                one.payloadHash().hex().compareTo(other.payloadHash().hex()) <= 0;
        return new SequencerEquivocation(chain, signer, isInOrder ? one : other, isInOrder ? other : one);
    }

    /** Reads evidence in any spelling that JSON allows, of at most {@link Limits#SEQUENCER_EVIDENCE_BYTES_MAX} bytes. */
    public static SequencerEquivocation parse(byte[] json) throws MalformedException {
        var file = new JsonMembers(
                CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.SEQUENCER_EVIDENCE_BYTES_MAX), SUBJECT, "");
        file.version("v");
        file.kind("kind", KIND);
        RollupChain chain = RollupChain.read(file, "chain");
        Address sequencer = Address.parseHex(file.text("sequencer", TEXT_CHARS_MAX), file.at("sequencer"));
        UnsafeBlock first = block(file, "first");
        UnsafeBlock second = block(file, "second");
        file.end();
        return new SequencerEquivocation(chain, sequencer, first, second);
    }

    private static UnsafeBlock block(JsonMembers file, String key) throws MalformedException {
        String hex = file.text(key, Limits.SEQUENCER_EVIDENCE_BYTES_MAX);
        return UnsafeBlock.parse(HexData.parse(hex, file.at(key), Limits.UNSAFE_BLOCK_BYTES_MAX));
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        return CanonicalJson.encode(JsonObject.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("chain", chain.encode())
                .put("sequencer", sequencer.hex())
                .put("first", HexData.encode(first.bytes()))
                .put("second", HexData.encode(second.bytes()))
                .build());
    }

    /**
     * What the file shows of the holder of {@link #sequencer}, and of nobody else: whether that is the rollup's sequencer, only
     * the reader knows. Total. Costs two recoveries of keys.
     */
    public Finding check() {
        if (!isBy(sequencer, first) || !isBy(sequencer, second)) {
            return Finding.SIGNED_BY_ANOTHER;
        }
        if (first.height() != second.height()) {
            return Finding.HEIGHTS_DIFFER;
        }
        if (!first.namesItsHash() || !second.namesItsHash()) {
            return Finding.HASH_NOT_ITS_OWN;
        }
        return first.hash().equals(second.hash()) ? Finding.ONE_BLOCK : Finding.EQUIVOCATED;
    }

    private boolean isBy(Address wanted, UnsafeBlock block) {
        Address signer = block.signer(chain);
        return signer != null && signer.equals(wanted);
    }

    /**
     * The body of the event by which a log says so.
     *
     * @throws IllegalStateException if {@link #check} finds no equivocation
     */
    public SequencerEquivocate event() {
        Finding finding = check();
        if (finding != Finding.EQUIVOCATED) {
            throw new IllegalStateException("the blocks show " + finding);
        }
        return new SequencerEquivocate(chain.encode(), first.height(), signature(first), signature(second));
    }

    private static UnsafeSignature signature(UnsafeBlock block) {
        return UnsafeSignature.of(
                block.signature().bytes(), Hash.of(block.payloadHash().bytes()));
    }
}
