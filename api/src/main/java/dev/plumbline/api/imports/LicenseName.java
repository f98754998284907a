package dev.plumbline.api.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a license that people wrote in their own way is called in an SPDX expression.
 *
 * <p>Only spellings that can mean one license are translated. The GNU licenses without «or later» are taken as «only»,
 * which promises less; anything unknown keeps its name behind {@code LicenseRef-}.
 *
 * @param spdx one SPDX license identifier, a {@code LicenseRef-…}, or {@code NOASSERTION}
 * @param standing how it was found
 */
record LicenseName(String spdx, Standing standing) {
    /** How a name was found. */
    enum Standing {
        /** It is on the SPDX list. */
        LISTED,
        /** It names a license that is not, or that could not be told. */
        UNLISTED,
        /** It names none. */
        NONE
    }

    /** What SPDX writes where nobody says anything. */
    static final String NO_ASSERTION = "NOASSERTION";

    private static final int REFERENCE_CHARS_MAX = 120;
    private static final String CREATIVE_COMMONS = "creativecommons.org/licenses/";
    private static final List<String> SITES_OF_IDS =
            List.of("choosealicense.com/licenses/", "spdx.org/licenses/", "opensource.org/licenses/");
    private static final List<String> NO_NAMES = List.of(
            "",
            "none",
            "null",
            "undefined",
            "unknown",
            "unspecified",
            "not specified",
            "other",
            "various",
            "custom",
            "public",
            "n/a");
    /** Identifiers of the SPDX list, as they occur in descriptions of data and models; by their lower case. */
    private static final Map<String, String> LISTED = byLowerCase(List.of(
            "AFL-3.0",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "Apache-2.0",
            "Artistic-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSL-1.0",
            "C-UDA-1.0",
            "CC-BY-2.0",
            "CC-BY-2.5",
            "CC-BY-3.0",
            "CC-BY-4.0",
            "CC-BY-NC-2.0",
            "CC-BY-NC-3.0",
            "CC-BY-NC-4.0",
            "CC-BY-NC-ND-3.0",
            "CC-BY-NC-ND-4.0",
            "CC-BY-NC-SA-2.0",
            "CC-BY-NC-SA-3.0",
            "CC-BY-NC-SA-4.0",
            "CC-BY-ND-4.0",
            "CC-BY-SA-2.0",
            "CC-BY-SA-2.5",
            "CC-BY-SA-3.0",
            "CC-BY-SA-4.0",
            "CC-PDDC",
            "CC0-1.0",
            "CDLA-Permissive-1.0",
            "CDLA-Permissive-2.0",
            "CDLA-Sharing-1.0",
            "ECL-2.0",
            "EPL-2.0",
            "EUPL-1.2",
            "GFDL-1.3-only",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "ISC",
            "LGPL-2.1-only",
            "LGPL-3.0-only",
            "LGPL-3.0-or-later",
            "MIT",
            "MIT-0",
            "MPL-2.0",
            "MS-PL",
            "ODbL-1.0",
            "ODC-By-1.0",
            "OGL-UK-3.0",
            "OSL-3.0",
            "PDDL-1.0",
            "Unlicense",
            "WTFPL",
            "Zlib"));
    /** Other spellings that mean one of them. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("agpl-3.0", "AGPL-3.0-only"),
            Map.entry("gpl-2.0", "GPL-2.0-only"),
            Map.entry("gpl-3.0", "GPL-3.0-only"),
            Map.entry("lgpl-2.1", "LGPL-2.1-only"),
            Map.entry("lgpl-3.0", "LGPL-3.0-only"),
            Map.entry("gnu-general-public-3.0", "GPL-3.0-only"),
            Map.entry("apache", "Apache-2.0"),
            Map.entry("academic-free-3.0", "AFL-3.0"),
            Map.entry("cc0", "CC0-1.0"),
            Map.entry("cc-0", "CC0-1.0"),
            Map.entry("cc0-1.0-universal", "CC0-1.0"),
            Map.entry("odc-by", "ODC-By-1.0"),
            Map.entry("odbl", "ODbL-1.0"),
            Map.entry("pddl", "PDDL-1.0"),
            Map.entry("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
            Map.entry("apache.org/licenses/license-2.0", "Apache-2.0"),
            Map.entry("opendatacommons.org/licenses/by/1-0", "ODC-By-1.0"),
            Map.entry("opendatacommons.org/licenses/odbl/1-0", "ODbL-1.0"),
            Map.entry("opendatacommons.org/licenses/pddl/1-0", "PDDL-1.0"),
            Map.entry("gnu.org/licenses/gpl-3.0", "GPL-3.0-only"),
            Map.entry("nationalarchives.gov.uk/doc/open-government-licence/version/3", "OGL-UK-3.0"));

    /** The name of what is stated, a URL or words. */
    static LicenseName of(String stated) {
        String plain = plain(stated);
        if (NO_NAMES.contains(plain)) {
            return new LicenseName(NO_ASSERTION, Standing.NONE);
        }
        for (String site : SITES_OF_IDS) {
            if (plain.startsWith(site)) {
                String id = plain.substring(site.length());
                return NO_NAMES.contains(id) ? new LicenseName(NO_ASSERTION, Standing.NONE) : byName(id, stated);
            }
        }
        if (plain.startsWith(CREATIVE_COMMONS)) {
            String[] steps = plain.substring(CREATIVE_COMMONS.length()).split("/", -1);
            return byName(steps.length < 2 ? plain : "cc-" + steps[0] + "-" + steps[1], stated);
        }
        return byName(plain, stated);
    }

    private static LicenseName byName(String plain, String stated) {
        String listed = listed(plain);
        return listed != null
                ? new LicenseName(listed, Standing.LISTED)
                : new LicenseName(reference(stated), Standing.UNLISTED);
    }

    private static @Nullable String listed(String plain) {
        String hyphened = plain.replace(' ', '-').replace("-v", "-").replace("-license", "");
        for (String spelling : List.of(plain, hyphened)) {
            String found = LISTED.getOrDefault(spelling, OTHER_NAMES.get(spelling));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Lower case, without scheme, www, slash or suffix at the end. */
    private static String plain(String stated) {
        String plain = stated.strip().toLowerCase(Locale.ROOT);
        for (String prefix : List.of("https://", "http://", "www.")) {
            plain = plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
        }
        for (String suffix : List.of("/", ".html", ".txt", "/legalcode", "/deed.en", "/deed", "/")) {
            plain = plain.endsWith(suffix) ? plain.substring(0, plain.length() - suffix.length()) : plain;
        }
        return plain;
    }

    private static String reference(String stated) {
        var reference = new StringBuilder("LicenseRef-");
        boolean isGap = false;
        for (int i = 0; i < stated.length() && reference.length() < REFERENCE_CHARS_MAX; i++) {
            char c = stated.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
            if (isPlain) {
                reference.append(c);
            } else if (!isGap && i > 0) {
                reference.append('-');
            }
            isGap = !isPlain;
        }
        return reference.toString();
    }

    private static Map<String, String> byLowerCase(List<String> ids) {
        var map = new TreeMap<String, String>();
        ids.forEach(id -> map.put(id.toLowerCase(Locale.ROOT), id));
        return map;
    }
}
