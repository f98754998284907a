// Asks this implementation for the verdict on one vector, and says where it differs from the expected one.

/** A difference in words, or null. Of the outcome, what is expected is compared and nothing else. */
export async function difference(operations, { operation, input, expected }) {
    if (!Object.hasOwn(operations, operation)) {
        return `no operation ${operation}`;
    }
    const outcome = await operations[operation](input);
    for (const [member, wanted] of Object.entries(expected)) {
        const found = canonical(outcome[member]);
        if (found !== canonical(wanted)) {
            return `${member} is ${found}, want ${canonical(wanted)} (${outcome.detail ?? 'no detail'})`;
        }
    }
    return null;
}

/** One text for each JSON value, whatever the order of its keys. */
function canonical(value) {
    return JSON.stringify(value, (_, member) =>
        member !== null && typeof member === 'object' && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
            : member,
    );
}
