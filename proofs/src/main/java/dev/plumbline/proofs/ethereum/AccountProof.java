package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** What an EIP-1186 account proof says about one address under one state root. */
public sealed interface AccountProof {
    /**
     * The account exists and its leaf reads so.
     *
     * @param nonce transactions sent, or contracts created by a contract
     * @param balance in wei
     * @param storageRoot root of the account's storage trie
     * @param codeHash Keccak-256 of the account's code
     */
    record Exists(long nonce, BigInteger balance, Word storageRoot, Word codeHash) implements AccountProof {}

    /** No account has this address. */
    enum Missing implements AccountProof {
        /** The only instance. */
        MISSING
    }

    /** The proof proves nothing; see {@link TrieLookup.Bad}. */
    record Bad(TrieDefect defect, String detail) implements AccountProof {}

    /**
     * Checks a proof and decodes the leaf. Total: any bytes yield a result, none throws.
     *
     * @param stateRoot from a header whose hash the caller trusts
     * @param nodes RLP of the trie nodes, root first, exactly those that the address needs
     */
    static AccountProof check(Word stateRoot, Address address, List<byte[]> nodes) {
        TrieLookup lookup =
                TrieProof.check(stateRoot, Word.keccak(address.bytes()).shared(), nodes);
        if (lookup instanceof TrieLookup.Bad bad) {
            return new Bad(bad.defect(), bad.detail());
        }
        if (!(lookup instanceof TrieLookup.Present present)) {
            return Missing.MISSING;
        }
        try {
            return decode(present.shared());
        } catch (MalformedException e) {
            return new Bad(TrieDefect.VALUE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static Exists decode(byte[] leaf) throws MalformedException {
        RlpFields fields = RlpFields.parse(leaf, "account");
        if (fields.count() != 4) {
            throw new MalformedException(Malformed.VALUE, "account", "has " + fields.count() + " fields, want 4");
        }
        return new Exists(fields.count63(0), fields.number(1, Word.LENGTH), fields.word(2), fields.word(3));
    }
}
