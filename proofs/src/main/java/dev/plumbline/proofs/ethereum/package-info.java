/**
 * What Ethereum L1 says, checked offline: RLP, block headers, Merkle-Patricia proofs of accounts and storage, and the
 * state of the anchor contract that they prove.
 *
 * <p>The chain of evidence runs one way: a header hash that the caller trusts for reasons of his own fixes the raw
 * header, the header fixes the state root, the state root fixes the contract's account, and the account fixes its code
 * and its storage. Nothing here decides whether a header hash deserves trust, and nothing here reads the JSON that a
 * node prints next to its proofs: real nodes have printed wrong fields beside right proofs.
 *
 * <p>This is the only package that sees Tuweni, and it uses Tuweni for RLP alone. Specifications: the Ethereum yellow
 * paper, appendices B (RLP), C (hex-prefix encoding) and D (Merkle-Patricia trie); EIP-1186 for the shape of proofs.
 */
@NullMarked
package dev.plumbline.proofs.ethereum;

import org.jspecify.annotations.NullMarked;
