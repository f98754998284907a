package dev.plumbline.api.demo;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerificationPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/**
 * The stranger of the demonstration: a program that has the proofs room and its libraries on its class path and nothing
 * else, runs in a process of its own, and says of each file what it concluded.
 *
 * <p>Its first lines say how alone it is: whether it can load the ledger's code, and whether it can reach the ledger.
 */
final class OfflineCheck {
    private static final int CONNECT_MILLIS = 2_000;

    private OfflineCheck() {}

    /**
     * Says how alone it is, and then what it makes of each receipt.
     *
     * @param args the ledger's URL, the log's verifier key, block hashes with commas between or {@code -}, and receipts
     */
    public static void main(String[] args) throws IOException, MalformedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("ledger-code " + (canLoadLedger() ? "present" : "absent"));
        out.println("ledger-url " + (canReach(URI.create(args[0])) ? "reachable" : "unreachable"));
        VerificationPolicy policy = VerificationPolicy.of(TrustPolicy.ofLog(VerifierKey.parse(args[1])));
        if (!args[2].equals("-")) {
            var blocks = new HashSet<Word>();
            for (String hash : args[2].split(",", -1)) {
                blocks.add(Word.parseHex(hash, "block hash"));
            }
            policy = policy.demandingAnchorIn(blocks);
        }
        var verifier = new ReceiptVerifier(policy);
        for (int i = 3; i < args.length; i++) {
            Verdict verdict = verifier.verify(Files.readAllBytes(Path.of(args[i])));
            out.println(
                    verdict instanceof Verdict.Rejected rejected
                            ? rejected.reason().name()
                            : "VERIFIED");
        }
    }

    private static boolean canLoadLedger() {
        try {
            Class.forName("dev.plumbline.ledger.Ledger", false, OfflineCheck.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean canReach(URI url) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
