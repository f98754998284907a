package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleWitnesses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar that leaves ML-DSA out is whole in every other respect, and a jar that has it loads it for nobody else. */
final class WithoutMlDsaTest {
    private static final String ORIGIN = "ledger.example.org/attribution";

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final SignerKey pqLog = new SignerKey(ORIGIN, KeyType.COSIGNATURE_ML_DSA_44, new byte[32]);
    private final String policy = "log " + log.verifierKey() + "\nwitness w "
            + SampleWitnesses.ed25519(1).verifierKey() + "\nquorum w\n";
    private final SignedNote note = SampleWitnesses.cosigned(
            log.sign(new Checkpoint(ORIGIN, new TreeHead(1, TreeHasher.leaf(new byte[1]))).encode()),
            1_763_700_000,
            SampleWitnesses.ed25519(1),
            SampleWitnesses.mlDsa44(1));

    WithoutMlDsaTest() throws MalformedException {}

    @Test
    void whereItIsThereEveryWayToItIsOpen() throws ReflectiveOperationException {
        assertThat(waysToMlDsa(new Loader("nothing.of.that.name"))).isEqualTo("accepted accepted accepted accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.plumbline.proofs.crypto.MlDsa44",
                "dev.plumbline.proofs.crypto.MlDsa44Key",
                "dev.plumbline.proofs.crypto.MlDsa44SigningKey",
                "org.bouncycastle.crypto.params.MLDSA",
                "org.bouncycastle.crypto.signers.MLDSA",
                "org.bouncycastle.crypto.signers.mldsa.",
            })
    void whereAPartOfItIsMissingItIsUnsupportedAndAllElseWorks(String missing) throws ReflectiveOperationException {
        var loader = new Loader(missing);
        assertThat(check(loader)).isEqualTo("Trusted");
        assertThat(waysToMlDsa(loader)).isEqualTo("UNSUPPORTED UNSUPPORTED UNSUPPORTED UNSUPPORTED");
        assertThat(check(loader)).isEqualTo("Trusted");
    }

    /** The note has a line by a key of type 0x06, which is nobody's here. */
    @Test
    void whoVerifiesEd25519OnlyLoadsNothingOfIt() throws ReflectiveOperationException {
        var loader = new Loader("nothing.of.that.name");
        assertThat(check(loader)).isEqualTo("Trusted");
        assertThat(loader.asked)
                .contains("dev.plumbline.proofs.crypto.Ed25519Key")
                .noneMatch(WithoutMlDsaTest::isMlDsa);
        waysToMlDsa(loader);
        assertThat(loader.asked).anyMatch(WithoutMlDsaTest::isMlDsa);
    }

    private static boolean isMlDsa(String className) {
        return className.contains("MlDsa") || className.contains("MLDSA") || className.contains("mldsa");
    }

    private String check(Loader loader) throws ReflectiveOperationException {
        return (String) loader.loadClass(CoreBuild.class.getName())
                .getMethod("check", String.class, String.class)
                .invoke(null, policy, note.encode());
    }

    private String waysToMlDsa(Loader loader) throws ReflectiveOperationException {
        return (String) loader.loadClass(CoreBuild.class.getName())
                .getMethod("waysToMlDsa", String.class, String.class)
                .invoke(null, pqLog.verifierKey().encode(), pqLog.encode());
    }

    /** Loads the project and its dependencies a second time, but for what is missing, and notes what it is asked for. */
    private static final class Loader extends ClassLoader {
        private final String missing;
        private final Set<String> asked = new HashSet<>();

        Loader(String missing) {
            super(ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            String file = name.replace('.', '/') + ".class";
            boolean isMissing = missing.endsWith("44") ? name.equals(missing) : name.startsWith(missing);
            try (InputStream bytes =
                    isMissing ? null : WithoutMlDsaTest.class.getClassLoader().getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
