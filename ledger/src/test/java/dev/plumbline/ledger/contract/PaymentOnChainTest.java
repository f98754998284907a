package dev.plumbline.ledger.contract;

import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_OPEN;
import static dev.plumbline.ledger.anchor.RootAnchorError.NOT_PAID;
import static dev.plumbline.ledger.anchor.RootAnchorError.SIZE_NOT_LARGER;
import static dev.plumbline.ledger.contract.DemandOnChainTest.queue;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.anchor.RootAnchorError;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever is paid runs code of their own, and gets nothing more by it. */
class PaymentOnChainTest extends OnChain {
    private static final BigInteger DEPOSIT = RootAnchor.DEPOSIT_WEI;

    private Address receiver = Address.of(new byte[Address.LENGTH]);

    @Override
    void prepare() {
        try {
            byte[] code = ContractNode.bytes(ContractNode.resource(PaymentOnChainTest.class, "Receiver.json")
                    .path("bytecode"));
            Outcome created =
                    node.sendTo(node.stranger, null, code, BigInteger.ZERO).requireSuccess();
            JsonNode block = node.anvil.call("eth_getBlockReceipts", "0x" + Long.toHexString(created.block()));
            receiver = ContractNode.address(block.path(0).path("contractAddress"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < 3; i++) {
            node.demand(node.stranger, ENTRY).requireSuccess();
        }
    }

    @Test
    void receiverIsCompiledFromItsSource() throws IOException {
        Path source = Path.of(System.getProperty("plumbline.root", ".."), "contracts", "test", "Receiver.sol");
        JsonNode artifact = ContractNode.resource(PaymentOnChainTest.class, "Receiver.json");
        assertThat(artifact.path("sourceSha256").path("test/Receiver.sol").textValue())
                .isEqualTo(TreeHasher.sha256(Files.readAllBytes(source)).hex());
    }

    @Test
    void aDemandIsPaidOnceHoweverOftenItIsCalledFor() {
        anchor(0, 4).requireSuccess();
        byte[] satisfy = RootAnchor.satisfyCall(shown(0, 1, 4), 4);
        arm(false, satisfy);
        pass(satisfy).requireSuccess();
        assertAnswer(false, NOT_OPEN, 0);
        assertThat(node.balance(receiver)).isEqualTo(DEPOSIT);
        assertThat(node.slot(6)).isEqualTo(queue(3, 1, 0));
        // Another one from inside the payment is as good as after it.
        arm(false, RootAnchor.satisfyCall(shown(2, 1, 4), 4));
        pass(RootAnchor.satisfyCall(shown(1, 1, 4), 4)).requireSuccess();
        assertThat(node.balance(receiver)).isEqualTo(DEPOSIT.multiply(BigInteger.valueOf(3)));
        assertThat(node.slot(6)).isEqualTo(queue(3, 3, 0));
    }

    @Test
    void anOperatorThatIsPaidFindsEverythingDone() {
        makeOperator();
        byte[] first =
                RootAnchor.anchorAndSatisfyCall(TREE.head(4), List.of(), List.of(shown(0, 1, 4), shown(1, 2, 4)));
        arm(false, first);
        pass(first).requireSuccess();
        assertAnswer(false, SIZE_NOT_LARGER, 4, 4);
        assertThat(node.balance(receiver)).isEqualTo(DEPOSIT.multiply(BigInteger.TWO));
        // A larger tree from inside the payment is a second anchor like any other.
        byte[] third = RootAnchor.anchorAndSatisfyCall(TREE.head(6), TREE.extension(5, 6), List.of());
        arm(false, third);
        pass(RootAnchor.anchorAndSatisfyCall(TREE.head(5), TREE.extension(4, 5), List.of(shown(2, 1, 5))))
                .requireSuccess();
        assertThat(node.slot(0).hex()).endsWith(Words.of(6).substring(48));
        assertThat(node.balance(node.contract)).isZero();
        assertThat(node.balance(receiver)).isEqualTo(DEPOSIT.multiply(BigInteger.valueOf(3)));
    }

    @Test
    void whoeverRefusesTheirMoneyUndoesOnlyTheirOwnCall() {
        anchor(0, 4).requireSuccess();
        byte[] satisfy = RootAnchor.satisfyCall(shown(0, 1, 4), 4);
        arm(true, new byte[0]);
        pass(satisfy).requireRefusal(NOT_PAID, receiver, DEPOSIT);
        assertThat(node.slot(6)).isEqualTo(queue(3, 0, 0));
        node.send(node.other, satisfy).requireSuccess();
    }

    @Test
    void anOperatorThatTakesNoMoneyStillAnchors() {
        makeOperator();
        arm(true, new byte[0]);
        byte[] both = RootAnchor.anchorAndSatisfyCall(TREE.head(4), List.of(), List.of(shown(0, 1, 4), shown(1, 1, 4)));
        pass(both).requireRefusal(NOT_PAID, receiver, DEPOSIT.multiply(BigInteger.TWO));
        pass(RootAnchor.anchorAndSatisfyCall(TREE.head(4), List.of(), List.of()))
                .requireSuccess();
        pass(anchorCall(4, 5)).requireSuccess();
    }

    @Test
    void moneyThatIsForcedOnTheContractChangesNothing() {
        node.anvil.call("anvil_setBalance", node.contract.hex(), "0xde0b6b3a7640000");
        anchor(0, 4).requireSuccess();
        node.send(node.other, RootAnchor.satisfyCall(shown(0, 1, 4), 4)).requireSuccess();
        assertThat(node.balance(node.contract)).isEqualTo(BigInteger.TEN.pow(18).subtract(DEPOSIT));
        node.demand(node.other, ENTRY).requireSuccess();
    }

    private void makeOperator() {
        node.send(node.operator, RootAnchor.nameSuccessorCall(receiver)).requireSuccess();
        pass(RootAnchor.acceptOperatorCall()).requireSuccess();
    }

    private void arm(boolean refuses, byte[] again) {
        byte[] call =
                concat(Words.call("arm(bool,bytes)", refuses, 0x40, again.length), again, new byte[-again.length & 31]);
        node.sendTo(node.stranger, receiver, call, BigInteger.ZERO).requireSuccess();
    }

    /** The receiver calls the contract. */
    private Outcome pass(byte[] inner) {
        byte[] call = concat(
                Words.call("pass(address,bytes)", node.contract, 0x40, inner.length),
                inner,
                new byte[-inner.length & 31]);
        return node.sendTo(node.stranger, receiver, call, BigInteger.ZERO);
    }

    /** What the contract said to the call from inside the payment. */
    private void assertAnswer(boolean wentThrough, RootAnchorError error, Object... arguments) {
        assertThat(ask("wentThrough()")).isEqualTo(Words.of(wentThrough));
        String answer = ask("answer()");
        int length = 4 + 32 * arguments.length;
        assertThat(answer).startsWith(Words.of(0x20, length));
        byte[] said = HexFormat.of().parseHex(answer.substring(128, 128 + 2 * length));
        assertThat(RootAnchorError.of(said)).isEqualTo(error);
        assertThat(HexFormat.of().formatHex(said, 4, length)).isEqualTo(Words.of(arguments));
    }

    private String ask(String signature) {
        byte[] call = Words.call(signature);
        return node.anvil
                .call(
                        "eth_call",
                        Map.of(
                                "to",
                                receiver.hex(),
                                "data",
                                "0x" + HexFormat.of().formatHex(call)),
                        "latest")
                .textValue()
                .substring(2);
    }

    private static byte[] concat(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
