package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.testkit.SampleEvents;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What no event could say, an app cannot build: every number, amount and text of every kind, one after the other. */
final class BodyBoundsTest {
    private static final long TOO_LARGE = Limits.JSON_INTEGER_MAX + 1;
    private static final BigInteger TOO_MANY_DIGITS = BigInteger.TEN.pow(Limits.DECIMAL_DIGITS_MAX);
    private static final Set<String> WEIGHTS = Set.of("weight", "unattributed");
    private static final String NO_TEXT = "\ud800";

    @Test
    void noRecordOfABodyHoldsWhatItsFieldCouldNot() throws ReflectiveOperationException {
        var tried = new TreeMap<String, String>();
        for (Body body : SampleEvents.everyKind().values()) {
            walk(body, tried);
        }
        walk(new RewardAccrue.Period(1, 2, SampleEvents.hash("inferences"), 3), tried);
        assertThat(tried).hasSizeGreaterThan(80);
        tried.values().removeIf(String::isEmpty);
        assertThat(tried).isEmpty();
    }

    private static void walk(Object value, Map<String, String> tried) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                walk(item, tried);
            }
        } else if (value instanceof Record held
                && !(value instanceof JsonValue)
                && value.getClass().getPackage() == Body.class.getPackage()) {
            RecordComponent[] components = held.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = components[i].getAccessor().invoke(held);
            }
            for (int i = 0; i < values.length; i++) {
                String component = components[i].getName();
                for (Object bad : unfit(held, component, values[i])) {
                    String found = refusal(held, components, values, i, bad);
                    tried.put(
                            held.getClass().getName() + "." + component + " = " + bad,
                            found.startsWith(pointer(component)) ? "" : "refused at '" + found + "'");
                }
                walk(values[i], tried);
            }
        }
    }

    private static List<?> unfit(Record held, String component, Object value) {
        if (value instanceof Long) {
            return List.of(-1L, WEIGHTS.contains(component) ? Weight.WHOLE + 1 : TOO_LARGE);
        }
        if (value instanceof BigInteger) {
            boolean mayBecomeLess = held instanceof Correction.Delta;
            return List.of(mayBecomeLess ? TOO_MANY_DIGITS.negate() : BigInteger.ONE.negate(), TOO_MANY_DIGITS);
        }
        if (value instanceof String) {
            return List.of(NO_TEXT);
        }
        return value instanceof TreeHead head ? List.of(new TreeHead(TOO_LARGE, head.root())) : List.of();
    }

    /** The pointer that the refusal names. */
    private static String refusal(Record held, RecordComponent[] components, Object[] values, int place, Object bad)
            throws ReflectiveOperationException {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = held.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        Object[] changed = values.clone();
        changed[place] = bad;
        try {
            constructor.newInstance(changed);
            return "taken";
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof BrokenRuleException broken ? broken.pointer() : "" + e.getCause();
        }
    }

    private static String pointer(String component) {
        String name = switch (component) {
            case "head" -> "size";
            case "transactionIndex" -> "index";
            default -> component.replaceFirst("(Millis|Seconds|Bytes)$", "");
        };
        return "/" + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
