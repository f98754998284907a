package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of a made-up chain after one block, for tests of other rooms: filled first, and then proven honestly. */
public final class MadeUpState {
    private record Account(SlowTrie storage, Word codeHash) {}

    private final Map<Address, Account> accounts = new HashMap<>();
    private final SlowTrie state = new SlowTrie();

    /** A state with some accounts that nobody asks for. */
    public MadeUpState() {
        for (int i = 0; i < 20; i++) {
            byte[] address = new byte[Address.LENGTH];
            address[0] = (byte) i;
            account(Address.of(address), Word.keccak(address));
        }
    }

    /** Adds a contract, its storage empty. */
    public MadeUpState account(Address address, Word codeHash) {
        accounts.put(address, new Account(new SlowTrie(), codeHash));
        return this;
    }

    /** Sets a slot of a contract; zero leaves it empty. */
    public MadeUpState slot(Address address, Word slot, Word value) {
        byte[] key = Word.keccak(slot.bytes()).bytes();
        if (value.equals(Word.ZERO)) {
            accounts.get(address).storage().remove(key);
        } else {
            accounts.get(address)
                    .storage()
                    .put(key, RlpItem.ofNumber(new BigInteger(1, value.bytes())).encode());
        }
        return this;
    }

    /** The storage root of a contract. */
    public Word storageRoot(Address address) {
        return accounts.get(address).storage().root();
    }

    /** The raw header of the block, with the 21 fields of Osaka; the roots that it does not need are zero. */
    public RawRlp header(
            long number, long timeSeconds, Word transactionsRoot, Word receiptsRoot, Word withdrawalsRoot) {
        seal();
        List<RlpItem> fields = MadeUpChain.headerFields(state.root(), number);
        fields.set(4, RlpItem.of(transactionsRoot.bytes()));
        fields.set(5, RlpItem.of(receiptsRoot.bytes()));
        fields.set(11, RlpItem.ofNumber(BigInteger.valueOf(timeSeconds)));
        fields.set(16, RlpItem.of(withdrawalsRoot.bytes()));
        return RawRlp.of(RlpItem.of(fields).encode());
    }

    /** The nodes that lead to an account, there or not. */
    public List<RawRlp> proof(Address address) {
        seal();
        return state.prove(Word.keccak(address.bytes()).bytes()).stream()
                .map(RawRlp::of)
                .toList();
    }

    /** The nodes that lead to slots of a contract. */
    public List<RawRlp> proof(Address address, List<Word> slots) {
        return accounts
                .get(address)
                .storage()
                .prove(slots.stream()
                        .map(slot -> Word.keccak(slot.bytes()).bytes())
                        .toList())
                .stream()
                .map(RawRlp::of)
                .toList();
    }

    private void seal() {
        accounts.forEach((address, account) -> state.put(
                Word.keccak(address.bytes()).bytes(),
                RlpItem.of(List.of(
                                RlpItem.ofNumber(BigInteger.ONE),
                                RlpItem.ofNumber(BigInteger.ZERO),
                                RlpItem.of(account.storage().root().bytes()),
                                RlpItem.of(account.codeHash().bytes())))
                        .encode()));
    }
}
