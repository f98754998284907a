package dev.plumbline.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.errorprone.annotations.Immutable;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/**
 * What may need what, and what nobody may do: the arrows of docs/ARCHITECTURE.md, as rules about a house whose root
 * package is a parameter. {@link ArchitectureTest} holds them against the product, and against a house in which each
 * is broken.
 */
enum HouseRule {
    TREE_ARITHMETIC_NEEDS_ONLY_THE_JDK(
            "LeafWithASignature",
            house -> classes()
                    .that()
                    .resideInAnyPackage(house + ".proofs.merkle..", house + ".proofs.tile..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            house + ".proofs",
                            house + ".proofs.merkle..",
                            house + ".proofs.tile..",
                            "java..",
                            "org.jspecify..",
                            "com.google.errorprone.annotations..")),

    TREES_DO_NOT_KNOW_TILES(
            "LeafOnATile",
            house -> noClasses()
                    .that()
                    .resideInAPackage(house + ".proofs.merkle..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house + ".proofs.tile..")),

    ONLY_CRYPTO_SEES_BOUNCY_CASTLE(
            "LeafWithASignature", house -> only("org.bouncycastle..", house, ".proofs.crypto..")),

    ONLY_WHO_WRITES_TRANSACTIONS_SEES_TUWENI(
            "TuweniInCrypto", house -> only("org.apache.tuweni..", house, ".ledger.anchor..", ".ledger.rpc..")),

    THE_VERIFIER_DOES_NOT_SEE_JACKSON(
            "JacksonInTiles",
            house -> only(
                    "com.fasterxml..",
                    house,
                    ".ledger.anchor..",
                    ".ledger.devnet..",
                    ".ledger.rpc..",
                    ".ledger.rollup..",
                    ".ledger.sequencer..",
                    ".api..")),

    ONLY_THE_HTTP_FACE_SEES_JAVALIN(
            "JavalinInTheLedger", house -> only("io.javalin..", house, ".api.http..", ".api.web..")),

    ONLY_THE_COMMAND_LINE_SEES_PICOCLI("PicocliInHttp", house -> only("picocli..", house, ".api.cli..")),

    ONLY_INDEX_AND_VAULT_SEE_A_DATABASE(
            "DatabaseInTheJournal", house -> only("java.sql..", house, ".ledger.index..", ".ledger.vault..")),

    ONLY_THE_AUDIT_SEES_THE_MAP_STORE("MapsInTheJournal", house -> only("org.h2.mvstore..", house, ".ledger.audit..")),

    ONLY_FAIRNESS_SEES_THE_STATISTICS_LIBRARY(
            "StatisticsInTheJournal", house -> only("org.apache.commons..", house, ".ledger.fairness..")),

    THE_LEDGER_IS_NOT_IMPORTED_FROM_BELOW(
            "JournalThatCallsUp",
            house -> noClasses()
                    .that()
                    .resideInAnyPackage(house + ".proofs..", house + ".ledger.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house + ".ledger")),

    // Taking over reads whole logs and writes whole ledgers. No ledger that runs has any business with that.
    NO_LEDGER_KNOWS_OF_TAKEOVERS(
            "JournalThatTakesOver",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackages(in(house, ".ledger.takeover..", ".api.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house + ".ledger.takeover..")),

    // It spends a node's own accounts, which no node has that anything real depends on.
    ONLY_SCENARIOS_KNOW_OF_DEVELOPMENT_NODES(
            "JournalThatDeploys",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackages(in(house, ".ledger.devnet..", ".api.scenario.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house + ".ledger.devnet..")),

    THE_VERIFIER_IS_NOT_IMPORTED_FROM_BELOW(
            "ReceiptThatJudgesItself",
            house -> noClasses()
                    .that()
                    .resideInAPackage(house + ".proofs..")
                    .and()
                    // A trace is judged in the words of a receipt; its verifier is another entry point, above that one.
                    .resideOutsideOfPackages(house + ".proofs.verify..", house + ".proofs.trace..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(house + ".proofs.verify..")),

    PROOFS_OPENS_NO_SOCKET_AND_NO_FILE(
            "ReceiptThatOpensAFile",
            house -> noClasses()
                    .that()
                    .resideInAPackage(house + ".proofs..")
                    .should()
                    .dependOnClassesThat(isADoor(Set.of()))),

    SOCKETS_AND_FILES_STAY_IN_THEIR_ROOMS(
            "SequencerThatOpensAFile",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackages(in(
                            house,
                            ".ledger.journal..",
                            ".ledger.publish..",
                            ".ledger.index..",
                            ".ledger.vault..",
                            ".ledger.witness..",
                            ".ledger.anchor..",
                            ".ledger.devnet..",
                            ".ledger.rpc..",
                            ".ledger.rollup..",
                            ".ledger.sequencer..",
                            ".api.."))
                    .should()
                    // A path or an address is a name; what stands behind it is opened elsewhere.
                    .dependOnClassesThat(isADoor(Set.of("java.nio.file.Path", "java.net.URI")))),

    NO_PACKAGES_IN_A_CIRCLE(
            "brokenhouse.ledger.tree",
            house -> slices().matching(house + ".(**)").should().beFreeOfCycles()),

    TIME_IS_PASSED_IN(
            "PoolWithAClock",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackage(house + ".api.cli..")
                    .should()
                    .accessTargetWhere(target(
                            "reads the machine's clock",
                            name -> (name.startsWith("java.time.") && name.contains(".now()"))
                                    || (name.startsWith("java.time.") && name.contains(".now(java.time.ZoneId)"))
                                    || name.startsWith("java.time.Clock.system")
                                    || name.equals("java.time.InstantSource.system()")
                                    || name.equals("java.lang.System.currentTimeMillis()")
                                    || name.equals("java.util.Date.<init>()")))),

    CHANCE_IS_PASSED_IN(
            "PoolWithADie",
            house -> noClasses()
                    .should()
                    .accessTargetWhere(target(
                            "draws from a source without a seed",
                            name -> name.equals("java.util.Random.<init>()")
                                    || name.equals("java.util.SplittableRandom.<init>()")
                                    || name.equals("java.util.UUID.randomUUID()")
                                    || name.equals("java.lang.Math.random()")
                                    || name.startsWith("java.util.concurrent.ThreadLocalRandom.")))),

    // Who waits for a block asks a node again and again; there is nobody who could wake it.
    NOBODY_SLEEPS(
            "PoolThatSleeps",
            house -> noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(house + ".ledger.rpc.MinedReceipt")
                    .should()
                    .accessTargetWhere(target(
                            "sleeps",
                            name -> name.startsWith("java.lang.Thread.sleep(")
                                    || name.equals("java.util.concurrent.TimeUnit.sleep(long)")))),

    // Parking for a time is sleeping by another name. A verb that a person waits for may look again after a while.
    NOBODY_BELOW_THE_VERBS_PARKS(
            "PoolThatParks",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackage(house + ".api..")
                    .should()
                    .accessTargetWhere(target(
                            "parks for a time",
                            name -> name.startsWith("java.util.concurrent.locks.LockSupport.parkNanos(")
                                    || name.startsWith("java.util.concurrent.locks.LockSupport.parkUntil(")))),

    NOBODY_CHANGES_THE_SECURITY_PROVIDERS(
            "CryptoForEverybody",
            house -> noClasses()
                    .should()
                    .accessTargetWhere(target(
                            "changes the providers of the whole process",
                            name -> name.startsWith("java.security.Security.addProvider(")
                                    || name.startsWith("java.security.Security.insertProviderAt(")
                                    || name.startsWith("java.security.Security.removeProvider(")))),

    ONLY_THE_COMMAND_LINE_ENDS_THE_PROCESS(
            "LedgerThatEndsTheProcess",
            house -> noClasses()
                    .that()
                    .resideOutsideOfPackage(house + ".api.cli..")
                    .should()
                    .accessTargetWhere(target(
                            "ends the process",
                            name -> name.equals("java.lang.System.exit(int)")
                                    || name.equals("java.lang.Runtime.exit(int)")
                                    || name.equals("java.lang.Runtime.halt(int)")))),

    // Backtracking is a cost that the sender of the bytes chooses. Splitting at one character compiles nothing.
    PROOFS_READS_WITHOUT_REGULAR_EXPRESSIONS(
            "ParserByExpression",
            house -> noClasses()
                    .that()
                    .resideInAPackage(house + ".proofs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.regex..")
                    .orShould()
                    .accessTargetWhere(target(
                            "compiles a regular expression",
                            name -> name.startsWith("java.lang.String.matches(")
                                    || name.startsWith("java.lang.String.replaceAll(")
                                    || name.startsWith("java.lang.String.replaceFirst(")))),

    EVERY_NAME_IS_A_NOUN_OF_ITS_OWN(
            "JournalUtil",
            house -> noClasses()
                    .should()
                    .haveNameMatching(".*[.$](Abstract\\w+|\\w*(Util|Utils|Helper|Manager|Impl|Base|Common))")),

    EVERY_PACKAGE_IS_NULL_MARKED(
            "brokenhouse.ledger.unmarked", house -> classes().should(liveInANullMarkedPackage()));

    private final String breach;
    private final RuleFor rule;

    /** A rule that lacks only the root package of the house. */
    @Immutable
    private interface RuleFor {
        ArchRule house(String house);
    }

    /** @param breach part of the report that the broken house must get: the class or package that breaks the rule */
    HouseRule(String breach, RuleFor rule) {
        this.breach = breach;
        this.rule = rule;
    }

    String breach() {
        return breach;
    }

    /** The rule for the house whose root package is {@code house}. It fails if it has nothing to say about it. */
    ArchRule in(String house) {
        return rule.house(house);
    }

    private static ArchRule only(String library, String house, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in(house, rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String[] in(String house, String... rooms) {
        String[] packages = new String[rooms.length];
        for (int i = 0; i < rooms.length; i++) {
            packages[i] = house + rooms[i];
        }
        return packages;
    }

    private static DescribedPredicate<JavaClass> isADoor(Set<String> names) {
        Set<String> files = Set.of(
                "java.io.File",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.FileReader",
                "java.io.FileWriter",
                "java.io.RandomAccessFile",
                "java.lang.ProcessBuilder");
        DescribedPredicate<JavaClass> door = resideInAnyPackage(
                        "java.net..", "javax.net..", "java.nio.file..", "java.nio.channels..")
                .or(describe("are files", type -> files.contains(type.getName())));
        return door.and(describe("are not names only", type -> !names.contains(type.getName())))
                .as("open sockets, files or processes");
    }

    /** Calls and method references alike, told by the target's full name with the types of its parameters. */
    private static DescribedPredicate<JavaAccess<?>> target(String what, Predicate<String> isForbidden) {
        return describe(what, access -> isForbidden.test(access.getTarget().getFullName()));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no @NullMarked package"));
                }
            }
        };
    }
}
