package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again under load, for real: a process of its own, SIGKILL, the same folder. Takes about
 * a minute, for it starts some sixty JVMs.
 */
@Tag("crash")
class CrashTest {
    private static final int KILLS = 50;
    private static final int CLIENTS = 4;
    private static final int ALIVE_MILLIS_MAX = 500;
    private static final int STARTING_MILLIS_MAX = 700;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void losesNothingThatItAcknowledged() throws Exception {
        long seed = Seeds.seeds().reduce((first, second) -> second).orElseThrow();
        System.out.println("CrashTest TEST_SEED=" + seed);
        var random = new SplittableRandom(seed);
        var key = new SignerKey(ServerProcess.ORIGIN, KeyType.ED25519, new byte[32]);
        KeyFile.create(folder.resolve("log.key"), key);
        var server = new ServerProcess(folder);
        server.rehearse();

        var url = new AtomicReference<@Nullable String>("http://127.0.0.1:1");
        List<CrashClient> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var client = new CrashClient(i, random.split(), url);
            var thread = new Thread(client, "client-" + i);
            clients.add(client);
            threads.add(thread);
            thread.start();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            server.start();
            if (random.nextInt(5) > 0) {
                url.set(server.url());
                pause(random.nextInt(ALIVE_MILLIS_MAX));
            } else {
                // In the middle of its start: recovery is interrupted as well.
                pause(random.nextInt(STARTING_MILLIS_MAX));
            }
            server.kill();
        }
        server.start();
        String last = server.url();
        url.set(null);
        for (Thread thread : threads) {
            thread.join();
        }
        for (CrashClient client : clients) {
            assertThat(client.failure).isNull();
        }
        checkFromOutside(last, key, clients);
        assertThat(server.stop()).isZero();
        var console = new CapturedConsole();
        int exitCode = Plumb.run(
                console.console(), "fsck", "--data", folder.resolve("data").toString());
        assertThat(exitCode).as(console.text()).isZero();
    }

    private static void checkFromOutside(String url, SignerKey key, List<CrashClient> clients) throws Exception {
        LogClient client = LogClient.of(url);
        JsonNode first = client.requireJson("/v1/proofs/inclusion/0/1");
        TrustPolicy trust = TrustPolicy.ofLog(key.verifierKey());
        RemoteLog log = ProvenHeads.below(client, trust, first, url).log();
        TreeHead head = log.checkpoint().head();

        Map<Long, Hash> roots = new HashMap<>();
        List<Hash> leaves = new ArrayList<>();
        var tree = new Frontier();
        for (long index = 0; index < head.size(); index++) {
            Hash leaf = TreeHasher.leaf(log.entry(index));
            leaves.add(leaf);
            tree.append(leaf, (level, number, hash) -> {});
            roots.put(tree.size(), tree.head().root());
        }
        assertThat(tree.head()).isEqualTo(head);

        long acknowledged = 0;
        for (CrashClient each : clients) {
            for (TreeHead seen : each.heads) {
                assertThat(roots.get(seen.size()))
                        .as("root of size %d", seen.size())
                        .isEqualTo(seen.root());
            }
            for (CrashClient.Answered answered : each.answered) {
                assertThat(leaves.get((int) answered.index()))
                        .isEqualTo(answered.event().leafHash());
                String path = "/v1/proofs/inclusion/" + answered.index() + "/" + head.size();
                var proof = new InclusionProof(answered.index(), RemoteLog.path(client.requireJson(path), path));
                assertThat(proof.check(answered.event().leafHash(), head)).isEqualTo(ProofStatus.VALID);
                acknowledged++;
            }
        }
        System.out.println("CrashTest: " + KILLS + " kills, " + acknowledged + " events acknowledged, all of "
                + head.size() + " provable");
        assertThat(acknowledged).as("events acknowledged under load").isGreaterThan(2 * KILLS);
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
