package dev.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final String HOUSE = "dev.plumbline";
    private static final String BROKEN_HOUSE = "dev.plumbline.brokenhouse";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(HOUSE);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_HOUSE);

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void holds(HouseRule rule) {
        rule.in(HOUSE).check(PRODUCT);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void catchesItsBreach(HouseRule rule) {
        EvaluationResult result = rule.in(BROKEN_HOUSE).evaluate(BROKEN);

        assertThat(result.getFailureReport().getDetails())
                .as("%s reports %s", rule, rule.breach())
                .anyMatch(line -> line.contains(rule.breach()));
    }

    /** Else a change of the class path could leave the rules with nothing to judge. */
    @ParameterizedTest
    @ValueSource(strings = {".proofs.merkle", ".proofs.crypto", ".ledger", ".api"})
    void seesEveryModule(String room) {
        assertThat(PRODUCT).anyMatch(type -> type.getPackageName().startsWith(HOUSE + room));
    }

    @Test
    void judgesNoTests() {
        assertThat(PRODUCT).noneMatch(type -> type.getPackageName().startsWith(BROKEN_HOUSE));
        assertThat(PRODUCT).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    }
}
