import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in one JVM until the first test fails: prints the name of that test and ends with 1, or prints how many
 * passed and ends with 0. A test that was skipped counts as failed, because nothing was shown.
 */
final class RunTests implements TestExecutionListener {
    private int passed;

    public static void main(String[] classes) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String name : classes) {
            request.selectors(DiscoverySelectors.selectClass(name));
        }
        var listener = new RunTests();
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create().execute(built, listener);
        System.out.println("passed " + listener.passed);
        System.exit(listener.passed == 0 ? 2 : 0);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            end(test, result.getThrowable().map(String::valueOf).orElse(""));
        }
        passed += test.isTest() ? 1 : 0;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        end(test, "skipped: " + reason);
    }

    private static void end(TestIdentifier test, String why) {
        List<String> name = new ArrayList<>();
        test.getSource().ifPresent(source -> {
            if (source instanceof MethodSource method) {
                name.add(simple(method.getClassName()));
                name.add(method.getMethodName());
            } else if (source instanceof ClassSource found) {
                name.add(simple(found.getClassName()));
            }
        });
        System.out.println("failed " + String.join(".", name));
        System.err.println(why);
        // The nodes that this program started, and nobody else's.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        System.exit(1);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
